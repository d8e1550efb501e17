"""The key: shown nowhere by itself, and taken out of whatever comes back."""

import json
from urllib.parse import quote_plus
from xml.sax.saxutils import escape, quoteattr

from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.gateway import wire_voice
from alphasms_desktop.gateway.content import Small
from alphasms_desktop.gateway.secret import Secret

_KEYS = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=8, max_size=40)


@given(_KEYS.filter(lambda key: "*" not in key))
def test_an_echo_of_the_key_is_hidden_however_it_is_escaped(key: str) -> None:
    secret = Secret(key)
    echoes = (
        key,
        json.dumps(key),
        json.dumps(key).replace("/", "\\/"),
        escape(key),
        quoteattr(key),
        quote_plus(key),
    )
    for echo in echoes:
        assert key not in secret.hidden_in(echo.encode()).decode()
        assert echo not in secret.hidden_in(f"<{echo}>".encode()).decode()


def test_it_shows_in_no_repr() -> None:
    form = wire_voice.voice_form("SECRETKEY", "+380501234567", b"RIFF", "b", None, False)
    small = Small(b"key=SECRETKEY", "text/plain", "")
    assert "SECRETKEY" not in f"{Secret('SECRETKEY')!r} {form!r} {small!r} {form.note}"


def test_a_text_too_short_to_be_a_key_tears_no_holes() -> None:
    assert Secret("1").hidden_in(b'{"id": 111}') == b'{"id": 111}'

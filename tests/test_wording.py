"""Words: every state, reason and trouble has a sentence in both languages."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from alphasms_desktop import i18n, wording
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode, Phase
from alphasms_desktop.domain.contact import Reason, Reject
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.live import Repeats
from alphasms_desktop.domain.success import Success
from alphasms_desktop.wording import moments

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "resources" / "locale" / "uk" / "LC_MESSAGES" / "alphasms.po"
KEYWORDS = {"tr": None, "mark": None, "ntr": (1, 2)}


@pytest.fixture(params=["uk", "en"])
def language(request):
    i18n.use(request.param)
    return request.param


def test_every_trouble_has_a_sentence_that_ends(language):
    for kind in Kind:
        sentence = wording.trouble_sentence(Trouble(kind))
        assert sentence.endswith(".")
        # What users type in braces begins with a capital; an unfilled value does not.
        assert not re.search(r"{[a-z_]*}", sentence)


def test_every_state_phase_mode_and_reason_has_a_word(language):
    for state in State:
        for success in Success:
            assert wording.state_name(state, success)
    for phase in Phase:
        assert wording.phase_name(phase)
    for mode in Mode:
        assert wording.mode_name(mode)
    for reason in Reason:
        assert wording.reject_sentence(Reject(2, "12", reason, (), 1)).endswith(".")


def test_the_service_s_own_words_stand_below_but_a_library_s_do_not():
    assert "IP denied" in wording.service_words(Trouble(Kind.IP_DENIED, "IP denied"))
    assert wording.service_words(Trouble(Kind.UNREACHABLE, "ConnectError")) == ""


def test_a_refused_key_is_explained_in_the_words_of_the_design():
    i18n.use("uk")
    assert wording.trouble_sentence(Trouble(Kind.WRONG_KEY)) == (
        "AlphaSMS не впізнає цього ключа: його змінено або введено з помилкою. "
        "Скопіюйте ключ із кабінету ще раз."
    )


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1, "1 дзвінок"),
        (2, "2 дзвінки"),
        (5, "5 дзвінків"),
        (11, "11 дзвінків"),
        (21, "21 дзвінок"),
        (22, "22 дзвінки"),
        (111, "111 дзвінків"),
        (1254, "1 254 дзвінки"),
    ],
)
def test_ukrainian_plurals_come_right(n, words):
    i18n.use("uk")
    assert i18n.ntr("{n} call", "{n} calls", n).replace("\u00a0", " ") == words


def test_money_is_written_as_the_language_does():
    i18n.use("uk")
    assert i18n.money(Decimal("1254.3")).replace("\u00a0", " ") == "1 254,30 ₴"


def test_the_catalogue_has_every_text_of_the_program_and_none_in_doubt():
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="uk")
    found = extract_from_dir(
        ROOT / "alphasms_desktop", method_map=[("**.py", "python")], keywords=KEYWORDS
    )
    missing = []
    for _file, _line, text, _comments, _context in found:
        one = text[0] if isinstance(text, tuple) else text
        message = catalogue.get(one)
        if message is None or message.fuzzy or not all(_strings(message.string)):
            missing.append(one)
    assert missing == []


def test_translations_keep_every_placeholder():
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="uk")
    for message in catalogue:
        if message.id:
            assert not [str(error) for error in message.check(catalogue)]
            for string in _strings(message.string):
                for name in ("path", "columns", "n", "money", "url", "id"):
                    asked = message.id[1] if isinstance(message.id, tuple) else message.id
                    assert (f"{{{name}}}" in asked) == (f"{{{name}}}" in string), message.id


def _strings(string) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "uk"),
        ({"LANG": "C.UTF-8"}, "uk"),
        ({"LANG": "uk_UA.UTF-8"}, "uk"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "en_US", "LANG": "uk_UA"}, "en"),
        ({"ALPHASMS_LANGUAGE": "uk", "LANG": "en_US"}, "uk"),
    ],
)
def test_ukrainian_is_first_and_english_where_the_system_speaks_it(
    environment, language, monkeypatch
):
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert i18n.preferred(environment) == language


def test_where_more_is_known_the_sentence_says_it(language) -> None:
    plain = wording.trouble_sentence(Trouble(Kind.SHEET_FORMAT, values={"path": "a.xlsx"}))
    said = {plain}
    for what in ("password", "html", "document", "broken"):
        said.add(
            wording.trouble_sentence(
                Trouble(Kind.SHEET_FORMAT, values={"path": "a.xlsx", "what": what})
            )
        )
    unknown = Trouble(Kind.SHEET_FORMAT, values={"path": "a.xlsx", "what": "never heard of"})
    assert len(said) == 5
    assert all("a.xlsx" in one for one in said)
    assert wording.trouble_sentence(unknown) == plain


def test_those_that_wait_say_how_long_and_when_attempts_again_go(monkeypatch):
    now = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)

    class Noon(datetime):
        @classmethod
        def now(cls, tz=None):
            return now.astimezone(tz)

    monkeypatch.setattr(moments, "datetime", Noon)
    later, tomorrow = datetime(2026, 11, 24, 12, 32, tzinfo=UTC), now + timedelta(days=1)
    assert wording.ahead_notes("", None) == ("",)
    said = "next attempts from 14:32", "repeats from 14:32"
    assert wording.ahead_notes("", Repeats(later, is_all=True)) == (*said, "from 14:32")
    with_others = wording.ahead_notes("≈ 5 min", Repeats(later, is_all=False))
    assert with_others == (*(f"≈ 5 min, {one}" for one in said), "≈ 5 min")
    assert wording.ahead_notes("", Repeats(later, is_all=False)) == (*said, "")
    i18n.use("uk")
    said = "наступні спроби 25.11 о 12:00", "повтори 25.11 о 12:00"
    assert wording.ahead_notes("", Repeats(tomorrow, is_all=True)) == (*said, "25.11 о 12:00")

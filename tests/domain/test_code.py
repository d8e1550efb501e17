"""A code shows nowhere, is compared in constant time, and can be wiped."""

import copy
import hmac
import logging
import pickle
from collections.abc import Callable
from dataclasses import asdict

import pytest

from alphasms_desktop.domain.code import SecretCode, code_of_phone, fresh_code
from alphasms_desktop.domain.exchange import Code


@pytest.mark.parametrize("told", ["0471", "04 71", " 0-4-7-1 ", "٠٤٧١", "0\u00a0471"])
def test_the_digits_match_however_they_are_written(told: str):
    assert SecretCode("0471").matches(told)


@pytest.mark.parametrize("told", ["", "471", "00471", "04710", "1740", "0472", "код", "0471 0471"])
def test_anything_else_does_not_match(told: str):
    assert not SecretCode("0471").matches(told)


def test_no_text_log_copy_or_pickle_of_it_has_the_digits(caplog: pytest.LogCaptureFixture):
    secret = SecretCode("0471")
    code = Code(secret, "100500")
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("test").warning("%s %r %s", secret, secret, code)
    shown = [repr(secret), str(secret), f"{secret}", f"{secret:>9}", repr(code), caplog.text]
    assert not any("0471" in one for one in shown)
    writers: tuple[Callable[[object], object], ...] = (pickle.dumps, copy.copy, copy.deepcopy)
    for write in writers:
        with pytest.raises(TypeError):
            write(secret)
    for write in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            write(code)
    with pytest.raises(TypeError):
        asdict(code)
    assert not hasattr(secret, "__dict__")


def test_it_is_compared_in_constant_time_whatever_was_told(monkeypatch: pytest.MonkeyPatch):
    compared: list[tuple[int, int]] = []
    compare = hmac.compare_digest

    def spy(one: bytes, other: bytes) -> bool:
        compared.append((len(one), len(other)))
        return compare(one, other)

    monkeypatch.setattr(hmac, "compare_digest", spy)
    secret = SecretCode("0471")
    told = ["0471", "0470", "9471", "", "4", "12345678901234567890"]
    assert [secret.matches(one) for one in told] == [True, False, False, False, False, False]
    # Each is compared once and over the whole length, be it right, nearly right or of no length.
    assert compared == [(4, 4)] * len(told)


def test_a_wiped_code_matches_nothing_and_its_bytes_are_overwritten():
    secret = SecretCode("0471")
    held = secret._digits
    secret.wipe()
    assert secret.is_wiped
    assert bytes(held) == b""
    assert not any(secret.matches(one) for one in ("0471", "", "0000"))


def test_codes_made_here_have_four_digits_and_differ():
    made = {fresh_code().reveal() for _ in range(200)}
    assert all(len(one) == 4 and one.isdigit() for one in made)
    assert len(made) > 150


def test_training_uses_the_last_digits_of_the_phone():
    assert code_of_phone("+380501230471").matches("0471")

"""A code is read out digit by digit, slowly and twice."""

import pytest

from alphasms_desktop.spoken import Language
from alphasms_desktop.spoken.dictation import dictated, written


def test_a_code_is_read_out_twice_with_a_pause_after_each_digit():
    assert dictated("0471") == (
        "Ваш код підтвердження. Нуль. Чотири. Сім. Один. Повторюю. Нуль. Чотири. Сім. Один."
    )
    assert dictated("11", Language.EN) == "Your confirmation code. One. One. Once more. One. One."


@pytest.mark.parametrize("language", list(Language))
def test_a_written_code_fits_one_part_of_a_text(language: Language):
    assert "0471" in written("0471", language)
    assert len(written("0471", language)) <= 70


def test_what_is_no_code_is_not_read_out():
    with pytest.raises(TypeError, match="digits"):
        dictated("12a4")

"""What a number is by the numbering plans."""

import sys

import phonenumbers
import pytest

from alphasms_desktop.contacts.phone_kinds import kind_of_phone
from alphasms_desktop.domain.importing import PhoneKind


@pytest.mark.parametrize(
    ("phone", "kind"),
    [
        ("+380501234567", PhoneKind.MOBILE),
        ("+380711234567", PhoneKind.MOBILE),
        ("+380441234567", PhoneKind.FIXED),
        ("+380800500500", PhoneKind.TOLL_FREE),
        ("+380900301234", PhoneKind.PREMIUM),
        ("+380891234567", PhoneKind.OTHER),
        ("+48512345678", PhoneKind.MOBILE),
        ("+48221234567", PhoneKind.FIXED),
        ("+18005550199", PhoneKind.TOLL_FREE),
    ],
)
def test_a_phone_has_the_kind_that_its_plan_gives(phone, kind):
    assert phonenumbers.is_valid_number(phonenumbers.parse(phone))
    assert kind_of_phone(phone) is kind


def test_where_the_plan_does_not_tell_mobiles_from_fixed_lines_neither_is_claimed():
    assert kind_of_phone("+12125552368") is PhoneKind.OTHER


@pytest.mark.parametrize("other", ["", "+", "немає", "+380001234567", "0501234567", "+999123"])
def test_what_is_no_phone_is_of_no_kind(other):
    assert kind_of_phone(other) is PhoneKind.OTHER


@pytest.mark.parametrize("code", ["39", "50", "63", "66", "67", "68", "73", "75", "77", "91", "99"])
def test_a_ukrainian_mobile_is_known_without_the_plans_and_they_agree(code, monkeypatch):
    phone = f"+380{code}7654321"
    plans = phonenumbers.number_type(phonenumbers.parse(phone))
    assert plans == phonenumbers.PhoneNumberType.MOBILE
    monkeypatch.setitem(sys.modules, "phonenumbers", None)
    assert kind_of_phone.__wrapped__(phone) is PhoneKind.MOBILE

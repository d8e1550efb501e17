"""What calls have taught of an account is there the next time, and only for that account."""

from decimal import Decimal

import pytest

from alphasms_desktop.domain.profile import AccountProfile, StatusSource
from alphasms_desktop.store import open_store


@pytest.fixture
def profiles(tmp_path):
    store = open_store(tmp_path)
    yield store.profiles
    store.close()


def test_nothing_is_known_of_an_account_never_used(profiles):
    assert profiles.get("somebody") == AccountProfile()


def test_a_profile_is_read_back_as_it_was_learned(profiles):
    learned = AccountProfile(
        status_source=StatusSource.HTTP,
        known_after_s=2.5,
        batch=400,
        words=("XML 101", "XML 102"),
        price_per_s=Decimal("0.02"),
        hook_came=True,
        clock_offset_s=-3.0,
        limits=("800: throttled",),
    )
    profiles.learn("one", learned)

    assert profiles.get("one") == learned
    assert profiles.get("two") == AccountProfile()


def test_newer_calls_add_to_what_was_known_and_correct_it(profiles):
    profiles.learn("one", AccountProfile(batch=200, words=("XML 101",), hook_came=False))
    profiles.learn("one", AccountProfile(words=("XML 102",), hook_came=True))

    kept = profiles.get("one")
    assert kept.batch == 200
    assert kept.words == ("XML 101", "XML 102")
    assert kept.hook_came is True

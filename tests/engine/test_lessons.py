"""What the calls of one recording teach: its price a second, and what the service refuses."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from alphasms_desktop.domain.campaign import Campaign, Mode, Phase, Service
from alphasms_desktop.domain.clips import Composition
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.profile import AccountProfile
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.domain.sound import SoundLimits
from alphasms_desktop.engine.lessons import lessons_of_sound


def campaign(composition=None):
    return Campaign(
        *(1, "Test", Mode.REAL, Service("", ""), 1),
        recording=Recording("ab" * 32, 20.0, 320_044),
        rules=Rules(),
        phase=Phase.RUNNING,
        created_at=datetime.now(UTC),
        composition=composition,
    )


def test_the_highest_price_teaches_the_price_of_a_second():
    assert lessons_of_sound(campaign(), Decimal("0.40"), None).price_per_s == Decimal("0.02")


@pytest.mark.parametrize(
    ("kind", "learned"),
    [
        (Kind.FILE_TOO_BIG, AccountProfile(refused_bytes=320_044)),
        (Kind.AUDIO_DURATION, AccountProfile(refused_s=20.0)),
        (Kind.NO_MONEY, AccountProfile()),
    ],
)
def test_a_refusal_teaches_what_is_too_much(kind, learned):
    assert lessons_of_sound(campaign(), None, Trouble(kind)) == learned


def test_messages_that_differ_teach_nothing():
    composed = campaign(Composition((), {}))
    found = lessons_of_sound(composed, Decimal("0.40"), Trouble(Kind.FILE_TOO_BIG))
    assert found == AccountProfile()


def test_limits_are_narrowed_by_what_was_refused():
    usual = SoundLimits(5_000_000, 1.0, 120.0)
    assert usual.narrowed(None, None) == usual
    assert usual.narrowed(2_000_000, None).max_bytes == 1_999_999
    assert usual.narrowed(9_000_000, None).max_bytes == 5_000_000
    assert usual.narrowed(None, 60.0).max_s == pytest.approx(59.9)
    assert usual.narrowed(None, 2.0).min_s == pytest.approx(2.1)

"""The line below a campaign's name, while it runs and after it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import time_machine

from alphasms_desktop import i18n
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Campaign, Mode, Phase, Service, Tally
from alphasms_desktop.domain.hours import AllowedHours, DespiteHours
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.rules import Rules, Start
from alphasms_desktop.wording import about_run

MADE = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
RUNS = Tally({State.ANSWERED: 2, State.QUEUED: 3}, Decimal("3.60"))


@pytest.fixture(autouse=True)
def _ukrainian_at_noon() -> Iterator[None]:
    i18n.use("uk")
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
        yield
    i18n.use("en")


def said(
    rules: Rules, tally: Tally, paid: Decimal | None = None, end: datetime | None = None
) -> str:
    recording = Recording("0" * 64, 1.0, 16_044)
    service = Service("sandbox", "x")
    made = Campaign(1, "Візит", Mode.REAL, service, 1, recording, rules, Phase.RUNNING, MADE)
    return about_run(made, tally, paid=paid, end=end).replace("\u00a0", " ")


def test_while_it_runs_it_tells_its_pace_its_limit_and_its_end() -> None:
    rules = Rules(calls_per_minute=60, cap=Decimal(800), retry_after_s=(1200.0, 2640.0))
    end = datetime(2026, 11, 23, 12, 21, tzinfo=UTC)
    assert said(rules, RUNS, end=end) == (
        "Почато сьогодні о 09:30 · 60 дзвінків за хвилину · за цінами AlphaSMS 3,60 ₴ із 800,00 ₴"
        " · кінець ≈ 14:21, з повторами ≈ 15:25"
    )
    assert said(Rules(), RUNS, end=end).endswith("за цінами AlphaSMS 3,60 ₴ · кінець ≈ 14:21")


def test_one_that_waits_was_made_and_begins_when_it_was_told_to() -> None:
    later = Rules(start=Start(datetime(2026, 11, 23, 11, 0, tzinfo=UTC)))
    waits = Tally({State.QUEUED: 5})
    assert said(later, waits).startswith("Створено сьогодні о 09:30 · ")
    assert said(later, RUNS).startswith("Почато сьогодні о 13:00 · ")


def test_what_the_balance_says_stands_beside_the_prices() -> None:
    assert said(Rules(), RUNS, paid=Decimal("2.40")).endswith(
        "за цінами AlphaSMS 3,60 ₴ · за балансом 2,40 ₴"
    )
    assert "балансом" not in said(Rules(), RUNS)
    told_nothing = Tally({State.ANSWERED: 1})
    assert said(Rules(), told_nothing).endswith(" · AlphaSMS ще не повідомив ціни")
    assert said(Rules(), told_nothing, Decimal(0)).endswith(" · AlphaSMS ще не повідомив ціни")
    assert said(Rules(), told_nothing, Decimal("0.35")).endswith("09:30 · за балансом 0,35 ₴")


def test_a_reason_to_call_despite_the_hours_is_said_last() -> None:
    leave = DespiteHours.from_moment(MADE, AllowedHours(), "Вимкнуть воду")
    rules = Rules(hours=AllowedHours(), despite_hours=leave)
    assert said(rules, RUNS).endswith("3,60 ₴ · попри дозволені години: Вимкнуть воду")

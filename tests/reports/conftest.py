"""A small campaign to report of; each test changes what it is about."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from alphasms_desktop import i18n
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Campaign, Mode, Phase, Service, Tally
from alphasms_desktop.domain.contact import Reject, SheetHead
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.result import ResultRow, Results
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.domain.statistics import Bucket, Share, Statistics
from alphasms_desktop.domain.totals import Asks, Meaning, Meanings

COLUMNS = ("ПІБ", "Телефон", "Сума")


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.fixture
def row() -> Callable[..., ResultRow]:
    """Make a row of somebody who answered; name what is to be different."""
    usual = ResultRow(
        row=2,
        phone="+380501234567",
        name="Марія",
        fields=("Коваленко Марія", "050 123-45-67", 1250.5),
        state=State.ANSWERED,
        raw="ANSWERED",
        attempts=1,
        handed_over_at=datetime(2026, 11, 24, 12, 30, 5, 250_000, tzinfo=UTC),
        ended_at=datetime(2026, 11, 24, 12, 30, 41, tzinfo=UTC),
        duration_s=24.0,
        key="1",
        price=Decimal("0.40"),
        gateway_id="100500",
    )
    return lambda **changes: replace(usual, **changes)


@pytest.fixture
def results(row: Callable[..., ResultRow]) -> Callable[..., Results]:
    """Make the results of a campaign from rows and rejects."""

    def made(
        rows: Iterable[ResultRow] | None = None,
        rejects: Iterable[Reject] = (),
        *,
        columns: tuple[str, ...] = COLUMNS,
        mode: Mode = Mode.REAL,
        tally: Tally | None = None,
        numbers: Statistics | None = None,
        meanings: Meanings | None = None,
    ) -> Results:
        campaign = Campaign(
            id=7,
            name="Візити & нагадування",
            mode=mode,
            service=Service("https://alphasms.ua", "ab12"),
            list_id=1,
            recording=Recording("ab" * 32, 17.34, 277_484, "візит.m4a"),
            rules=Rules(),
            phase=Phase.FINISHED,
            created_at=datetime(2026, 7, 24, 12, 0, 5, tzinfo=UTC),
        )
        head = SheetHead("Пацієнти.xlsx", "Аркуш1", columns, 1, 0)
        some = [row()] if rows is None else rows
        counts = tally or Tally({State.ANSWERED: 1})
        return Results(campaign, head, counts, some, rejects, numbers, meanings or {})

    return made


@pytest.fixture
def numbers() -> Statistics:
    """Give the numbers of three minutes, two operators and two keys."""
    begin = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
    buckets = tuple(
        Bucket(begin + timedelta(minutes=one), (5 + one, 2, one, 0, 0)) for one in range(3)
    )
    return Statistics(
        60,
        buckets,
        (Share("14", 18, 27),),
        (Share("+38050", 12, 15), Share("+38067", 6, 12)),
        (("1", 12), ("9", 2)),
    )


@pytest.fixture
def meanings() -> Meanings:
    """Give two keys meanings."""
    return {"1": Meaning("Comes"), "9": Meaning("No more calls", Asks.NO_MORE_CALLS)}

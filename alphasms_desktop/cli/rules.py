"""The rules of a run on the command line: their options, and the `Rules` they ask for."""

import argparse
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.readers import money, percent, positive, whole
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.hours import (
    DAYS,
    MOST_REASON_SIGNS,
    AllowedHours,
    DespiteHours,
    parse_days,
    parse_hours,
)
from alphasms_desktop.domain.rules import Canary, Deadline, Missed, Purpose, Rules, Start
from alphasms_desktop.i18n import tr
from alphasms_desktop.wording import KYIV

MOST_UPLOADS = 16
RULE_OPTIONS = (
    *("hours", "days", "despite_hours", "start_at", "if_missed", "deadline", "after_deadline"),
    *("canary", "go_on_if", "retry", "cap", "per_minute", "not_again_within", "keys"),
)
"""What belongs to a campaign for ever and cannot be given again when going on with it."""

_ANY = "any"
_SPANS = {"m": 60.0, "h": 3600.0, "d": 86400.0}
_SPAN = re.compile(r"(\d+)\s*([mhd])")
_NEXT_DAY = "next-day"


class RuleError(ValueError):
    """A rule makes no sense; the text is a sentence for the user."""


def add_rules(run: argparse.ArgumentParser) -> None:
    """Add the options of the rules to `run`."""
    _add_when(run)
    _add_how(run)
    _add_limits(run)


def _add_when(run: argparse.ArgumentParser) -> None:
    add = run.add_argument_group(tr("when to call, Kyiv time")).add_argument
    add(
        "--hours",
        metavar="09:00-20:00",
        help=tr(
            "when calls may leave, or “any”; without it 09:00-20:00, and any time "
            "with --sandbox or an address on this computer"
        ),
    )
    add(
        "--days",
        metavar="Mon-Sat",
        help=tr("on which weekdays (Mon Tue Wed Thu Fri Sat Sun), or “any”; without it Mon-Sat"),
    )
    add("--no-holidays", action="store_true", help=tr("do not call on public holidays"))
    add(
        "--despite-hours",
        metavar=tr("REASON"),
        help=tr("call outside the hours all the same, until they begin; the report says why"),
    )
    add("--start-at", metavar=tr("TIME"), help=tr("begin then: 14:00 or 2026-12-01 09:00"))
    add(
        "--if-missed",
        choices=[str(one) for one in Missed],
        help=tr("when that moment was missed: ask (pause), skip everybody, or run late (ask)"),
    )
    add("--deadline", metavar=tr("TIME"), help=tr("nothing leaves after this moment"))
    add(
        "--after-deadline",
        choices=("skip", _NEXT_DAY),
        help=tr("what then becomes of the rest: it is skipped, or called the next day (skip)"),
    )


def _add_how(run: argparse.ArgumentParser) -> None:
    add = run.add_argument_group(tr("how to call")).add_argument
    add(
        "--uploads",
        type=whole(1, MOST_UPLOADS),
        default=8,
        metavar="N",
        help=tr("how many calls are handed over at once at the very most, 1 to 16 (8)"),
    )
    add("--per-minute", type=whole(1, 10_000), metavar="N", help=tr("at most N calls a minute"))
    add("--canary", type=whole(1, 1000), metavar="N", help=tr("call the first N, then see"))
    add(
        "--go-on-if",
        type=percent,
        metavar="60%",
        help=tr("call the rest by itself when so many of the first answered; else pause"),
    )
    add("--retry", metavar="20m,1h", help=tr("call again those not reached, after these times"))
    add(
        "--results-within",
        type=positive,
        default=120.0,
        metavar=tr("MIN"),
        help=tr("how many minutes a call's result is awaited (120)"),
    )


def _add_limits(run: argparse.ArgumentParser) -> None:
    add = run.add_argument_group(tr("when to stop")).add_argument
    add("--cap", type=money, metavar=tr("SUM"), help=tr("spend no more than this"))
    add(
        "--lost-pause",
        type=whole(1, 1_000_000),
        default=3,
        metavar="N",
        help=tr("pause after N lost answers in a row (3)"),
    )
    add(
        "--not-again-within",
        type=whole(1, 3650),
        metavar=tr("DAYS"),
        help=tr("leave out whom another campaign called within so many days"),
    )
    add(
        "--advertising",
        action="store_true",
        help=tr("it is advertising: leave out everybody without consent"),
    )


def rules_of(
    options: Options, mode: Mode, now: datetime, holidays: Callable[[], frozenset[date]]
) -> Rules:
    """Return the rules a command line asks for; raises RuleError with a sentence.

    `now` is aware; moments without a date are of today, in Kyiv.
    """
    start = _moment(options.start_at, now, "--start-at")
    deadline = _moment(options.deadline, now, "--deadline")
    if options.if_missed and not start:
        raise RuleError(tr("--if-missed needs --start-at"))
    if options.go_on_if is not None and not options.canary:
        raise RuleError(tr("--go-on-if needs --canary"))
    if deadline and deadline <= max(now, start or now):
        raise RuleError(tr("--deadline lies before the start"))
    hours = _hours(options, mode, holidays)
    return Rules(
        uploads=options.uploads,
        calls_per_minute=options.per_minute,
        hours=hours,
        despite_hours=_despite_hours(options, hours, max(now, start or now)),
        start=Start(start, Missed(options.if_missed or Missed.ASK)) if start else None,
        deadline=Deadline(deadline, options.after_deadline != _NEXT_DAY) if deadline else None,
        canary=Canary(options.canary, options.go_on_if) if options.canary else None,
        retry_after_s=_spans(options.retry),
        cap=options.cap,
        purpose=Purpose.ADVERTISING if options.advertising else Purpose.NOTICE,
        not_again_within_days=options.not_again_within or 0,
        results_within_s=options.results_within * 60,
        lost_in_a_row=options.lost_pause,
    )


def _hours(
    options: Options, mode: Mode, holidays: Callable[[], frozenset[date]]
) -> AllowedHours | None:
    given = (options.hours, options.days, options.despite_hours)
    is_said = any(one is not None for one in given) or options.no_holidays
    if mode is Mode.TRAINING and not is_said:
        return None
    default = AllowedHours()
    start, end, days = default.start, default.end, default.days
    try:
        if options.hours == _ANY:
            start, end = time.min, time.max
        elif options.hours:
            start, end = parse_hours(options.hours)
        if options.days:
            every_day = frozenset(range(len(DAYS)))
            days = every_day if options.days == _ANY else parse_days(options.days)
    except ValueError:
        raise RuleError(
            tr("--hours is like 09:00-20:00 and --days like Mon-Sat or Mon,Wed,Fri, or “any”")
        ) from None
    if options.hours == options.days == _ANY and not options.no_holidays:
        return None
    closed = holidays() if options.no_holidays else frozenset()
    return AllowedHours(start, end, days, holidays=closed)


def _despite_hours(
    options: Options, hours: AllowedHours | None, at: datetime
) -> DespiteHours | None:
    """Return the leave that was asked for; in training it is tried out like the real one."""
    if options.despite_hours is None:
        return None
    if options.advertising:
        raise RuleError(tr("--despite-hours is for service notices, advertising keeps its hours"))
    if hours is None:
        raise RuleError(tr("--despite-hours has nothing to set aside: calls leave at any time"))
    try:
        return DespiteHours.from_moment(at, hours, options.despite_hours)
    except ValueError:
        sentence = tr("--despite-hours needs a reason of at most {n} signs")
        raise RuleError(sentence.format(n=MOST_REASON_SIGNS)) from None


def _moment(text: str | None, now: datetime, option: str) -> datetime | None:
    """Read `14:00` or `2026-12-01 09:00`, in Kyiv time."""
    if text is None:
        return None
    zone = ZoneInfo(KYIV)
    today = now.astimezone(zone).date()
    try:
        written = text.strip()
        if len(written) <= len("14:00"):
            return datetime.combine(today, time.fromisoformat(written.zfill(5)), zone)
        read = datetime.fromisoformat(written)
    except ValueError:
        sentence = tr("{option} is like 14:00 or 2026-12-01 09:00")
        raise RuleError(sentence.format(option=option)) from None
    return read if read.tzinfo else read.replace(tzinfo=zone)


def span(text: str, option: str) -> float:
    """Read `20m` or `1h` as seconds; raises RuleError."""
    found = _SPAN.fullmatch(text.strip().lower())
    if found is None or int(found[1]) * _SPANS[found[2]] > timedelta(days=30).total_seconds():
        raise RuleError(tr("{option} is like 20m or 1h").format(option=option))
    return int(found[1]) * _SPANS[found[2]]


def _spans(text: str | None) -> tuple[float, ...]:
    if not text:
        return ()
    found = [_SPAN.fullmatch(part.strip().lower()) for part in text.split(",")]
    spans = tuple(int(one[1]) * _SPANS[one[2]] for one in found if one)
    if len(spans) < len(found) or max(spans) > timedelta(days=30).total_seconds():
        raise RuleError(tr("--retry is like 20m or 20m,1h"))
    return spans

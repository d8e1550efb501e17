"""The numbers of a campaign's charts as small tables, for workbooks and pages alike."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from alphasms_desktop import wording
from alphasms_desktop.domain.result import Results
from alphasms_desktop.domain.statistics import Share, Statistics
from alphasms_desktop.domain.success import Success
from alphasms_desktop.i18n import tr

_DAY_S = 86_400


@dataclass(frozen=True)
class ChartTable:
    """What one chart draws: a name and a number of each series for each row."""

    title: str
    of: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    is_stacked: bool = False
    is_percent: bool = False
    colours: tuple[str, ...] = ()


ANSWERED, NOT_REACHED, REFUSED, IN_DOUBT = "12876A", "C77700", "C9374C", "7A4CC2"
NO_RESULT = "A0620E"
ACCENT = "1F5FD6"
"""The colours of the window in the light theme; paper has no dark one."""

_CAME_COLOURS = (ANSWERED, NOT_REACHED, REFUSED, IN_DOUBT, NO_RESULT)


def chart_tables(results: Results) -> list[ChartTable]:
    """Return the tables of all charts that have something to draw."""
    found = results.numbers
    if found is None or found.is_empty:
        return []
    success = results.tally.success
    tables = [_over_time(found, success)]
    if found.keys:
        rows = tuple((wording.key_name(one), (one.people,)) for one in results.totals.keys)
        series = (tr("Calls"),)
        tables.append(ChartTable(tr("Keys pressed"), tr("Key"), series, rows, colours=(ACCENT,)))
    if found.listened:
        rows = tuple((wording.span_name(one), (one.people,)) for one in found.listened)
        title, of = tr("How long they listened"), tr("Seconds")
        tables.append(ChartTable(title, of, (tr("Calls"),), rows, colours=(ANSWERED,)))
    if found.by_hour:
        tables.append(_shares(wording.by_hour_title(success), tr("Hour"), found.by_hour, success))
    if found.by_prefix:
        title = wording.by_operator_title(success)
        tables.append(_shares(title, tr("Prefix"), found.by_prefix, success))
    return tables


def _over_time(found: Statistics, success: Success) -> ChartTable:
    zone = ZoneInfo(wording.KYIV)
    moments = [one.at.astimezone(zone) for one in found.over_time]
    pattern = _pattern(found.bucket_s, moments)
    series = tuple(wording.came_name(came, success) for came in found.came)
    rows = tuple(
        (moment.strftime(pattern), one.counts[: len(series)])
        for moment, one in zip(moments, found.over_time, strict=True)
    )
    title = tr("Results over time")
    return ChartTable(
        title, tr("Time"), series, rows, is_stacked=True, colours=_CAME_COLOURS[: len(series)]
    )


def _pattern(bucket_s: int, moments: list[datetime]) -> str:
    if bucket_s >= _DAY_S:
        return "%d.%m"
    return "%d.%m %H:%M" if len({one.date() for one in moments}) > 1 else "%H:%M"


def _shares(title: str, of: str, shares: tuple[Share, ...], success: Success) -> ChartTable:
    rows = tuple(
        (
            f"{one.name or tr('others')} ({one.answered}/{one.all})",
            (round(100 * one.answered / one.all) if one.all else 0,),
        )
        for one in shares
    )
    series = (wording.share_title(success),)
    return ChartTable(title, of, series, rows, is_percent=True, colours=(ANSWERED,))

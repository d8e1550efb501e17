"""Titles of the charts that show how many of the calls came through, and names of their bars."""

from dataclasses import dataclass

from alphasms_desktop.domain.statistics import Span
from alphasms_desktop.domain.success import Success
from alphasms_desktop.i18n import mark, tr


@dataclass(frozen=True)
class _Titles:
    share: str
    by_hour: str
    by_operator: str


_TITLES = {
    Success.ANSWERED: _Titles(
        mark("Share answered, %"), mark("Answered by hour"), mark("Answered by operator")
    ),
    Success.REACHED: _Titles(
        mark("Share reached, %"), mark("Reached by hour"), mark("Reached by operator")
    ),
}


def share_title(success: Success) -> str:
    """Name the share of calls that came through."""
    return tr(_TITLES[success].share)


def by_hour_title(success: Success) -> str:
    """Name the chart of that share by the hour of the day."""
    return tr(_TITLES[success].by_hour)


def by_operator_title(success: Success) -> str:
    """Name the chart of that share by the operator's prefix."""
    return tr(_TITLES[success].by_operator)


def span_name(span: Span) -> str:
    """Name how long some people listened: “0–3 s”."""
    if span.first_s == span.last_s:
        return tr("{n} s").format(n=span.first_s)
    return tr("{first}–{last} s").format(first=span.first_s, last=span.last_s)

"""The line below a campaign's name: since when, how fast, for how much, until when."""

from datetime import datetime, timedelta
from decimal import Decimal

from alphasms_desktop.domain.attempt import RESULTS, State
from alphasms_desktop.domain.campaign import Campaign, Tally
from alphasms_desktop.i18n import money, ntr, tr
from alphasms_desktop.wording.moments import day_and_time, moment

_PRICED = RESULTS | {State.ACCEPTED, State.NO_RESULT}


def about_run(
    campaign: Campaign, tally: Tally, *, paid: Decimal | None = None, end: datetime | None = None
) -> str:
    """Say when a campaign began, how fast it goes, what it costs and about when it ends.

    `paid` is what the balance says of its cost, `end` about when the last waiting call leaves;
    both are left out where nobody knows. Last comes why it may call outside its hours.
    """
    parts = [_begin(campaign, tally), _pace(campaign, tally)]
    if tally.spent or not paid:
        parts.append(_cost(campaign, tally))
    if paid or (paid is not None and tally.spent):
        parts.append(tr("by the balance {money}").format(money=money(paid)))
    if end:
        parts.append(end_words(end, sum(campaign.rules.retry_after_s)))
    if leave := campaign.rules.despite_hours:
        parts.append(tr("despite the hours: {reason}").format(reason=leave.reason))
    return " · ".join(one for one in parts if one)


def _begin(campaign: Campaign, tally: Tally) -> str:
    has_begun = tally[State.QUEUED] < tally.recipients
    start = campaign.rules.start
    at = start.at if start and has_begun else campaign.created_at
    return (tr("Started {when}") if has_begun else tr("Made {when}")).format(when=day_and_time(at))


def _pace(campaign: Campaign, tally: Tally) -> str:
    calls = None if tally.is_complete else campaign.rules.calls_per_minute
    return ntr("{n} call a minute", "{n} calls a minute", calls) if calls else ""


def _cost(campaign: Campaign, tally: Tally) -> str:
    """Say the cost; a price that was not told is not a free call."""
    if not tally.spent and any(tally[state] for state in _PRICED):
        return tr("AlphaSMS has told no price yet")
    if cap := campaign.rules.cap:
        text = tr("by AlphaSMS's prices {money} of {cap}")
        return text.format(money=money(tally.spent), cap=money(cap))
    return tr("by AlphaSMS's prices {money}").format(money=money(tally.spent))


def end_words(end: datetime, repeats_s: float) -> str:
    """Say about when the last call leaves, and when with all repeats."""
    if not repeats_s:
        return tr("end ≈ {time}").format(time=moment(end))
    last = moment(end + timedelta(seconds=repeats_s))
    return tr("end ≈ {time}, with repeats ≈ {last}").format(time=moment(end), last=last)

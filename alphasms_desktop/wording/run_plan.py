"""What a campaign goes by while it runs, in one line: its pace, its limit, when it will end."""

from datetime import UTC, datetime, timedelta

from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.i18n import money, ntr, tr
from alphasms_desktop.wording.moments import moment


def plan_sentence(rules: Rules, left_s: float | None, now: datetime | None = None) -> str:
    """Say how fast it goes and for how much at most, and about when it ends where that is known.

    The end is told twice where those not reached are called again: without repeats and with them.
    """
    parts = []
    if rules.calls_per_minute:
        parts.append(ntr("{n} call a minute", "{n} calls a minute", rules.calls_per_minute))
    if rules.cap is not None:
        parts.append(tr("limit {money}").format(money=money(rules.cap)))
    if left_s is not None:
        end = (now or datetime.now(UTC)) + timedelta(seconds=left_s)
        words = (
            tr("end ≈ {end}, with repeats ≈ {last}") if rules.retry_after_s else tr("end ≈ {end}")
        )
        last = end + timedelta(seconds=sum(rules.retry_after_s))
        parts.append(words.format(end=moment(end), last=moment(last)))
    return " · ".join(parts)

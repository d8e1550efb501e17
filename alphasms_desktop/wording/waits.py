"""What a run waits for, in words."""

from datetime import UTC, datetime, timedelta

from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.waiting import Waiting
from alphasms_desktop.i18n import mark, ntr, tr
from alphasms_desktop.wording.moments import moment
from alphasms_desktop.wording.troubles import trouble_sentence

_UNTIL: dict[Waiting, str] = {
    Waiting.HOURS: mark("Waiting for the allowed hours, until {moment}."),
    Waiting.START: mark("The campaign starts at {moment}, in {time}."),
    Waiting.RETRY: mark("Those not reached are called again from {moment}."),
}


def wait_sentence(reason: Waiting, until: datetime, trouble: Trouble | None) -> str:
    """Say until when nothing leaves, and why."""
    left = until - datetime.now(UTC)
    if trouble is not None:
        return waiting_sentence(trouble, max(1, round(left.total_seconds())))
    words = tr(_UNTIL.get(reason, _UNTIL[Waiting.HOURS]))
    return words.format(moment=moment(until), time=time_sentence(left))


def waiting_sentence(trouble: Trouble, seconds: int) -> str:
    """Say what holds the run up while it tries again by itself."""
    if trouble.kind is Kind.THROTTLED:
        return tr("AlphaSMS asks for a slower pace. The pace is reduced, the run goes on.")
    sentence = (
        tr("AlphaSMS cannot be reached, nothing is lost.")
        if trouble.kind is Kind.UNREACHABLE
        else trouble_sentence(trouble)
    )
    again = tr("{sentence} Trying again in {seconds} s.")
    return again.format(sentence=sentence, seconds=seconds)


def quiet_sentence(reason: Waiting, calls: int) -> str:
    """Say what a run in which nothing happens waits for."""
    if reason is Waiting.ANSWERS:
        return ntr(
            "Waiting for AlphaSMS to take {n} call.",
            "Waiting for AlphaSMS to take {n} calls.",
            calls,
        )
    if reason is Waiting.CANARY:
        return ntr(
            "Waiting for the result of the first {n} call.",
            "Waiting for the results of the first {n} calls.",
            calls,
        )
    return ntr(
        "Waiting for the result of {n} call.", "Waiting for the results of {n} calls.", calls
    )


def pause_sentence(calls: int) -> str:
    """Say what a paused run still waits for."""
    return ntr(
        "Paused: waiting for the result of {n} call.",
        "Paused: waiting for the results of {n} calls.",
        calls,
    )


def time_sentence(left: timedelta) -> str:
    """Say how long it is: days and hours, hours and minutes, or minutes."""
    minutes = max(1, round(left.total_seconds() / 60))
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return tr("{days} d {hours} h").format(days=days, hours=hours)
    if hours:
        return tr("{hours} h {minutes} min").format(hours=hours, minutes=minutes % 60)
    return tr("{minutes} min").format(minutes=minutes)

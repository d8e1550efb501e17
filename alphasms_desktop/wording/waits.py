"""What a run waits for, in words."""

from datetime import UTC, datetime, timedelta

from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.live import Repeats
from alphasms_desktop.domain.waiting import Waiting
from alphasms_desktop.i18n import mark, ntr, tr
from alphasms_desktop.wording.moments import day_and_time, is_today, moment
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


def ahead_notes(left: str, repeats: Repeats | None) -> tuple[str, ...]:
    """Say what is ahead of those that wait, whole and shorter: how long, when attempts again go."""
    if repeats is None:
        return (left,)
    if is_today(repeats.earliest):
        when = moment(repeats.earliest)
        whole, short = tr("next attempts from {time}"), tr("repeats from {time}")
        said = [one.format(time=when) for one in (whole, short, tr("from {time}"))]
    else:
        when = day_and_time(repeats.earliest)
        whole, short = tr("next attempts {day_and_time}"), tr("repeats {day_and_time}")
        said = [*(one.format(day_and_time=when) for one in (whole, short)), when]
    if repeats.is_all:
        return tuple(said)
    # The moment by itself would be said of those too that wait for nothing but their turn.
    return *(", ".join(one for one in (left, again) if one) for again in said[:-1]), left


def again_note(at: datetime) -> str:
    """Say when somebody is called again; nothing of a moment that is over."""
    if at <= datetime.now(UTC):
        return ""
    if is_today(at):
        return tr("again at {moment}").format(moment=moment(at))
    return tr("again {day_and_time}").format(day_and_time=day_and_time(at))


def time_sentence(left: timedelta) -> str:
    """Say how long it is: days and hours, hours and minutes, or minutes."""
    minutes = max(1, round(left.total_seconds() / 60))
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return tr("{days} d {hours} h").format(days=days, hours=hours)
    if hours:
        return tr("{hours} h {minutes} min").format(hours=hours, minutes=minutes % 60)
    return tr("{minutes} min").format(minutes=minutes)

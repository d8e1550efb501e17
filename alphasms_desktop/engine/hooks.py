"""What received webhooks lead to: steps to keep, what became of each, and whom to ask about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from alphasms_desktop.domain.attempt import RESULTS, STEPS, OpenCall, State, Step, Why
from alphasms_desktop.domain.exchange import HookReport, Verdict, WaitingHook

ReadHook = Callable[[str], HookReport | None]
_FOLLOWED = RESULTS | {State.ACCEPTED, State.NO_RESULT}


@dataclass
class HooksRead:
    """The webhooks of a campaign that could be read now.

    `doubts` are calls to ask the service about: their report was not believed, or says something
    else than an earlier one. Some stay where their attempt has no answer yet.
    """

    steps: list[Step] = field(default_factory=list)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    doubts: list[OpenCall] = field(default_factory=list)
    some_stay: bool = False


def read_waiting(waiting: Sequence[WaitingHook], read_hook: ReadHook) -> HooksRead:
    """Read webhooks in the order they came; each is taken as following those before it."""
    read = HooksRead()
    standing: dict[int, WaitingHook] = {}
    for one in waiting:
        if before := standing.get(one.attempt_id):
            one = replace(one, state=before.state, gateway_id=before.gateway_id)
        if one.state is State.SENDING:
            read.some_stay = True
            continue
        verdict, report = _judged(one, read_hook)
        read.verdicts[one.inbox_id] = verdict
        if report is not None:
            standing[one.attempt_id] = _take(read, one, report)
        if verdict is Verdict.OTHER_ID or (report is not None and _contradicts(report, one.state)):
            read.doubts.append(_open_call(standing.get(one.attempt_id, one)))
    return read


def _judged(one: WaitingHook, read_hook: ReadHook) -> tuple[Verdict, HookReport | None]:
    """Say what a webhook is: the token has led to the attempt, but its id has to agree."""
    report = read_hook(one.body)
    if report is None:
        return Verdict.UNREADABLE, None
    named = {report.gateway_id, report.own_id} - {""}
    known = {one.gateway_id or "", one.own_id} - {""}
    if one.gateway_id and named and not named & known:
        return Verdict.OTHER_ID, None
    return (Verdict.REPEATED, None) if one.is_repeat else (Verdict.APPLIED, report)


def _take(read: HooksRead, one: WaitingHook, report: HookReport) -> WaitingHook:
    """Add the steps of a report that is believed; returns it as its attempt stands then."""
    state, gateway_id = one.state, _learned_id(one, report)
    # What waits to go out again was taken the first time after all: nobody else has its token.
    if state is State.QUEUED:
        read.steps.append(Step(one.attempt_id, State.SENDING, Why.REPORTED))
    if state in {State.QUEUED, State.UNCONFIRMED}:
        state = State.ACCEPTED
        read.steps.append(
            Step(one.attempt_id, state, Why.REPORTED, raw=report.word, gateway_id=gateway_id)
        )
    # A refused call that somebody has answered all the same stays refused, but their key counts.
    wanted = report.outcome or state if state in _FOLLOWED else state
    is_allowed = state in _FOLLOWED and (wanted is state or wanted in STEPS[state])
    to = wanted if is_allowed else state
    if state in _FOLLOWED or report.key:
        read.steps.append(
            Step(
                one.attempt_id,
                to,
                Why.REPORTED,
                raw=report.word if is_allowed else "",
                gateway_id=gateway_id,
                duration_s=report.duration_s if is_allowed else None,
                key=report.key,
                heard_at=one.received_at or None,
            )
        )
    return replace(one, state=to, gateway_id=one.gateway_id or gateway_id)


def _learned_id(one: WaitingHook, report: HookReport) -> str | None:
    """Return the service's id where none was known; a text may be named by the id that is ours."""
    if one.gateway_id or report.gateway_id in {"", one.own_id}:
        return None
    return report.gateway_id


def _contradicts(report: HookReport, state: State) -> bool:
    return state in RESULTS and report.outcome is not None and report.outcome is not state


def _open_call(one: WaitingHook) -> OpenCall:
    own_id = int(one.own_id) if one.own_id else None
    return OpenCall(one.attempt_id, one.gateway_id or "", one.received_at, one.state, own_id)

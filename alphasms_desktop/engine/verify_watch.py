"""How the call or text of a check goes: by webhooks that came, else by asking for its status."""

from collections.abc import Sequence
from dataclasses import dataclass

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.exchange import HookReport, StatusReport
from alphasms_desktop.domain.outcome import Delivery
from alphasms_desktop.domain.verification import (
    CONFIRMING_KEY,
    Channel,
    KeptCheck,
    Progress,
    Standing,
)
from alphasms_desktop.engine.verify_ports import CheckStore, CodeGateway

_NOT_REACHED = frozenset({State.NO_ANSWER, State.BUSY, State.FAILED})


@dataclass(frozen=True, slots=True)
class Watched:
    """How it goes, and how a question by key ended, if it has."""

    progress: Progress
    standing: Standing | None = None


def progress_of(kept: KeptCheck, gateway: CodeGateway, checks: CheckStore) -> Watched:
    """Return what is known; raises TroubleError where the service cannot be asked."""
    hooks = [gateway.read_hook(body) for body in checks.hooks(kept.token)]
    by_hook = _of_hooks([one for one in hooks if one is not None], kept.channel)
    if by_hook is not None:
        return by_hook
    return _of_statuses(_asked(kept, gateway), kept.channel)


def _asked(kept: KeptCheck, gateway: CodeGateway) -> Sequence[StatusReport]:
    if kept.channel in (Channel.DICTATED, Channel.SMS) or not kept.gateway_id:
        return gateway.text_statuses([kept.own_id]).reports
    return gateway.statuses([kept.gateway_id])


def _of_hooks(hooks: Sequence[HookReport], channel: Channel) -> Watched | None:
    for hook in hooks:
        if channel is Channel.KEY and hook.key:
            said_yes = hook.key == CONFIRMING_KEY
            standing = Standing.CONFIRMED if said_yes else Standing.DECLINED
            return Watched(Progress.KEY_PRESSED, standing)
    ends = [hook.outcome for hook in hooks if hook.outcome is not None]
    return _ended(ends[-1], channel) if ends else None


def _of_statuses(reports: Sequence[StatusReport], channel: Channel) -> Watched:
    for report in reports:
        if report.outcome is not None and channel is not Channel.KEY:
            return _ended(report.outcome, channel)
        if report.outcome in _NOT_REACHED:
            return _ended(report.outcome, channel)
        if report.delivery is Delivery.FAILED:
            return Watched(Progress.NOT_REACHED)
        if report.delivery is Delivery.DELIVERED:
            return Watched(Progress.ENDED)
    # A status tells no key, so a question that was answered waits for its webhook.
    return Watched(Progress.UNDER_WAY)


def _ended(outcome: State, channel: Channel) -> Watched:
    if channel is Channel.KEY:
        away = outcome in _NOT_REACHED
        progress = Progress.NOT_REACHED if away else Progress.ENDED
        return Watched(progress, Standing.NOT_REACHED if away else Standing.NOT_TOLD)
    if channel is Channel.CALL:
        # Nobody is asked to answer it: a call that was not answered did what it is for.
        return Watched(Progress.NOT_REACHED if outcome is State.FAILED else Progress.ENDED)
    return Watched(Progress.NOT_REACHED if outcome in _NOT_REACHED else Progress.ENDED)

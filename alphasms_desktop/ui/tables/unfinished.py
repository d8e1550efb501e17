"""What of a campaign waits for the user: what happened, what it means, one button for each."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from alphasms_desktop.domain.attempt import RESULTS, State
from alphasms_desktop.domain.campaign import CampaignSummary, Phase
from alphasms_desktop.domain.errors import Family, Kind, Trouble
from alphasms_desktop.i18n import mark, money, ntr, number, tr
from alphasms_desktop.wording import moment, trouble_sentence

_HANDED_OVER = RESULTS | {State.ACCEPTED, State.NO_RESULT}
_IN_DOUBT = (State.UNCONFIRMED, State.SENDING)
_REASONS: dict[Family, str] = {
    Family.MONEY: mark("not enough money"),
    Family.ACCOUNT: mark("the account is closed to the program"),
    Family.OUT_OF_REACH: mark("no connection"),
    Family.AUDIO: mark("the recording is not taken"),
}
_ZERO = Decimal(0)
_OF_KEY = frozenset({Kind.WRONG_KEY, Kind.KEY_MISSING, Kind.NO_KEY})


class Want(Enum):
    """What the button of an unfinished thing asks for."""

    RESUME = auto()
    REVIEW = auto()
    OPEN = auto()
    DRAFT = auto()


@dataclass(frozen=True)
class Unfinished:
    """One thing that waits for the user: what happened, what it means, one button."""

    campaign_id: int
    want: Want
    title: str
    text: str
    action: str


@dataclass(frozen=True)
class Purse:
    """What a campaign may still cost, and what is on the account; None for not known."""

    cost: Decimal | None = None
    balance: Decimal | None = None

    @property
    def is_enough(self) -> bool:
        """Whether the balance is known to do."""
        return self.cost is not None and self.balance is not None and self.balance >= self.cost

    @property
    def is_too_little(self) -> bool:
        """Whether the balance is known not to do."""
        return self.cost is not None and self.balance is not None and self.balance < self.cost


UNKNOWN = Purse()


def begun_draft() -> Unfinished:
    """Return the card of a new campaign that was begun and not started."""
    return Unfinished(
        0,
        Want.DRAFT,
        tr("A new campaign is begun"),
        tr("Its choices are kept. Nobody has been called."),
        tr("Go on with it"),
    )


def unfinished_of(summary: CampaignSummary, is_owned: bool, purse: Purse) -> list[Unfinished]:
    """Return what of a campaign waits; `is_owned` is whether anybody runs it now."""
    found: list[Unfinished] = []
    phase, waiting = summary.campaign.phase, summary.tally[State.QUEUED]
    if phase is Phase.RUNNING and not is_owned:
        found.append(_interrupted(summary))
    elif phase is Phase.PAUSED and waiting:
        found.append(_paused(summary, purse))
    elif phase is Phase.DRAFT and waiting and not is_owned:
        found.append(_draft(summary))
    elif phase is Phase.SCHEDULED and purse.is_too_little:
        found.append(_too_dear(summary, purse))
    if summary.tally[State.UNCONFIRMED]:
        found.append(_in_doubt(summary))
    return found


def short_reason(trouble: Trouble | None) -> str:
    """Return in a few words why a campaign is paused; nothing where a word does not say it."""
    if trouble is None:
        return ""
    if trouble.kind is Kind.DISK_FULL:
        return tr("the disk is full")
    if trouble.kind in _OF_KEY:
        return tr("the key does not fit")
    reason = _REASONS.get(trouble.family)
    return tr(reason) if reason else ""


def _interrupted(summary: CampaignSummary) -> Unfinished:
    tally, campaign = summary.tally, summary.campaign
    waiting = tally[State.QUEUED]
    text = tr("{handed} handed over · {doubt} in doubt · {waiting} waiting.").format(
        handed=number(sum(tally[state] for state in _HANDED_OVER)),
        doubt=number(sum(tally[state] for state in _IN_DOUBT)),
        waiting=number(waiting),
    )
    action = _resume(waiting) if waiting else tr("Resume: wait for the results")
    title = tr("“{name}” was interrupted").format(name=campaign.name)
    return Unfinished(campaign.id, Want.RESUME, title, text, action)


def _paused(summary: CampaignSummary, purse: Purse) -> Unfinished:
    campaign, waiting = summary.campaign, summary.tally[State.QUEUED]
    trouble = campaign.trouble
    reason = short_reason(trouble)
    title = (
        tr("“{name}” is paused: {reason}").format(name=campaign.name, reason=reason)
        if reason
        else tr("“{name}” is paused").format(name=campaign.name)
    )
    if trouble and trouble.kind is Kind.NO_MONEY and purse.is_enough:
        text = tr("The balance is topped up, now it is enough for the rest.")
    elif trouble:
        text = trouble_sentence(trouble)
    else:
        text = ntr("{n} call waits.", "{n} calls wait.", waiting)
    return Unfinished(campaign.id, Want.RESUME, title, text, _resume(waiting))


def _draft(summary: CampaignSummary) -> Unfinished:
    title = tr("“{name}” has not begun").format(name=summary.campaign.name)
    text = ntr(
        "Nobody has been called yet; {n} call is ready.",
        "Nobody has been called yet; {n} calls are ready.",
        summary.tally[State.QUEUED],
    )
    return Unfinished(summary.campaign.id, Want.OPEN, title, text, tr("Start…"))


def _too_dear(summary: CampaignSummary, purse: Purse) -> Unfinished:
    """Warn of a start that was set and that the balance will not carry to its end."""
    campaign = summary.campaign
    title = tr("The balance may not be enough for “{name}”").format(name=campaign.name)
    text = tr(
        "It starts at {moment} and needs about {cost}, {amount} is there. "
        "Top up before, or it pauses when the money ends."
    ).format(
        moment=moment(campaign.rules.start.at if campaign.rules.start else campaign.created_at),
        cost=money(purse.cost or _ZERO),
        amount=money(purse.balance or _ZERO),
    )
    return Unfinished(campaign.id, Want.OPEN, title, text, tr("Show the campaign"))


def _in_doubt(summary: CampaignSummary) -> Unfinished:
    count = summary.tally[State.UNCONFIRMED]
    title = ntr("In doubt: {n} call in “{{name}}”", "In doubt: {n} calls in “{{name}}”", count)
    text = tr(
        "The server's answer was lost, so calls may have been made. "
        "The program does not repeat them by itself."
    )
    action = ntr("Review {n} call", "Review {n} calls", count)
    name = summary.campaign.name
    return Unfinished(summary.campaign.id, Want.REVIEW, title.format(name=name), text, action)


def _resume(waiting: int) -> str:
    return ntr("Resume: {n} call", "Resume: {n} calls", waiting)

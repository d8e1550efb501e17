"""A campaign in the words of the home page: its state, its share, what of it is unfinished."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from alphasms_desktop import i18n
from alphasms_desktop.domain.attempt import RESULTS, State
from alphasms_desktop.domain.campaign import CampaignSummary, Phase
from alphasms_desktop.domain.errors import Family, Kind, Trouble
from alphasms_desktop.i18n import mark, ntr, number, tr
from alphasms_desktop.wording import day_and_time, phase_name, success_name, trouble_sentence

_HANDED_OVER = RESULTS | {State.ACCEPTED, State.NO_RESULT}
_IN_DOUBT = (State.UNCONFIRMED, State.SENDING)
_REASONS: dict[Family, str] = {
    Family.MONEY: mark("not enough money"),
    Family.ACCOUNT: mark("the account is closed to the program"),
    Family.OUT_OF_REACH: mark("no connection"),
    Family.AUDIO: mark("the recording is not taken"),
}
_OF_KEY = frozenset({Kind.WRONG_KEY, Kind.KEY_MISSING, Kind.NO_KEY})
_NOTHING = "—"


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


def begun_draft() -> Unfinished:
    """Return the card of a new campaign that was begun and not started."""
    return Unfinished(
        0,
        Want.DRAFT,
        tr("A new campaign is begun"),
        tr("Its choices are kept. Nobody has been called."),
        tr("Go on with it"),
    )


@dataclass(frozen=True)
class CampaignRow:
    """A campaign as the table shows it, and whether anybody runs it now."""

    summary: CampaignSummary
    is_owned: bool

    @property
    def id(self) -> int:
        """The campaign's id."""
        return self.summary.campaign.id

    @property
    def name(self) -> str:
        """The campaign's name."""
        return self.summary.campaign.name

    @property
    def phase(self) -> Phase:
        """Where the campaign stands."""
        return self.summary.campaign.phase

    @property
    def is_interrupted(self) -> bool:
        """Whether it should be running and nobody runs it."""
        return self.phase is Phase.RUNNING and not self.is_owned

    @property
    def goes_on(self) -> bool:
        """Whether calls leave or results come at this moment."""
        return self.phase is Phase.RUNNING and self.is_owned

    @property
    def people(self) -> str:
        """How many recipients it has."""
        return ntr("{n} recipient", "{n} recipients", self.summary.tally.recipients)

    @property
    def details(self) -> str:
        """The second line below the name."""
        seconds = round(self.summary.campaign.recording.seconds)
        return tr("Recording {length} · {recipients}").format(
            length=f"{seconds // 60}:{seconds % 60:02}",
            recipients=self.people,
        )

    @property
    def state(self) -> str:
        """The word of the pill, with the reason of a pause."""
        if self.is_interrupted:
            return tr("Interrupted")
        reason = _short_reason(self.summary.campaign.trouble)
        if self.phase is Phase.PAUSED and reason:
            return tr("Paused: {reason}").format(reason=reason)
        return phase_name(self.phase)

    @property
    def answered(self) -> str:
        """How many answered, and the share said of what."""
        tally = self.summary.tally
        count = tally[State.ANSWERED]
        with_result = sum(tally[state] for state in RESULTS)
        if not with_result:
            return _NOTHING
        if tally.is_complete:
            if tally.recipients == 1:
                return number(count)
            words, of = tr("{count} · {share}%"), tally.recipients
        else:
            words, of = tr("{count} of {all} · {share}%"), with_result
        share = 100 if count == of else min(99, round(100 * count / of))
        return words.format(count=number(count), share=share, all=number(of))

    @property
    def spent(self) -> str:
        """What its calls have cost, without a currency; a dash while nothing is known."""
        from babel.numbers import format_decimal

        amount = self.summary.tally.spent
        if not amount:
            return _NOTHING
        return str(format_decimal(amount, "#,##0.00", locale=i18n.language()))

    @property
    def began(self) -> str:
        """When it was begun, in Kyiv time."""
        return _NOTHING if self.phase is Phase.DRAFT else day_and_time(self._created_at)

    @property
    def sentence(self) -> str:
        """The whole row for a screen reader."""
        parts = (self.name, self.state, self.details)
        word = success_name(self.summary.tally.success).lower()
        answered = f"{word}: {self.answered}"
        spent = tr("spent: {spent}").format(spent=self.spent)
        return ", ".join((*parts, answered, spent, self.began))

    @property
    def _created_at(self) -> datetime:
        return self.summary.campaign.created_at

    def unfinished(self) -> list[Unfinished]:
        """Return what of this campaign waits for the user."""
        found: list[Unfinished] = []
        waiting = self.summary.tally[State.QUEUED]
        if self.is_interrupted:
            found.append(self._interrupted())
        elif self.phase is Phase.PAUSED and waiting:
            found.append(self._paused(waiting))
        elif self.phase is Phase.DRAFT and waiting and not self.is_owned:
            found.append(self._draft(waiting))
        if self.summary.tally[State.UNCONFIRMED]:
            found.append(self._in_doubt())
        return found

    def _interrupted(self) -> Unfinished:
        tally = self.summary.tally
        waiting = tally[State.QUEUED]
        text = tr("{handed} handed over · {doubt} in doubt · {waiting} waiting.").format(
            handed=number(sum(tally[state] for state in _HANDED_OVER)),
            doubt=number(sum(tally[state] for state in _IN_DOUBT)),
            waiting=number(waiting),
        )
        action = _resume(waiting) if waiting else tr("Resume: wait for the results")
        title = tr("“{name}” was interrupted").format(name=self.name)
        return Unfinished(self.id, Want.RESUME, title, text, action)

    def _paused(self, waiting: int) -> Unfinished:
        trouble = self.summary.campaign.trouble
        reason = _short_reason(trouble)
        title = (
            tr("“{name}” is paused: {reason}").format(name=self.name, reason=reason)
            if reason
            else tr("“{name}” is paused").format(name=self.name)
        )
        text = (
            trouble_sentence(trouble)
            if trouble
            else ntr("{n} call waits.", "{n} calls wait.", waiting)
        )
        return Unfinished(self.id, Want.RESUME, title, text, _resume(waiting))

    def _draft(self, waiting: int) -> Unfinished:
        title = tr("“{name}” has not begun").format(name=self.name)
        text = ntr(
            "Nobody has been called yet; {n} call is ready.",
            "Nobody has been called yet; {n} calls are ready.",
            waiting,
        )
        return Unfinished(self.id, Want.OPEN, title, text, tr("Start…"))

    def _in_doubt(self) -> Unfinished:
        count = self.summary.tally[State.UNCONFIRMED]
        title = ntr("In doubt: {n} call in “{{name}}”", "In doubt: {n} calls in “{{name}}”", count)
        text = tr(
            "The server's answer was lost, so calls may have been made. "
            "The program does not repeat them by itself."
        )
        action = ntr("Review {n} call", "Review {n} calls", count)
        return Unfinished(self.id, Want.REVIEW, title.format(name=self.name), text, action)


def _resume(waiting: int) -> str:
    return ntr("Resume: {n} call", "Resume: {n} calls", waiting)


def _short_reason(trouble: Trouble | None) -> str:
    if trouble is None:
        return ""
    if trouble.kind is Kind.DISK_FULL:
        return tr("the disk is full")
    if trouble.kind in _OF_KEY:
        return tr("the key does not fit")
    reason = _REASONS.get(trouble.family)
    return tr(reason) if reason else ""

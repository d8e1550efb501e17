"""A campaign in the words of the home page: its state, its share, what of it is unfinished."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from alphasms_desktop import i18n
from alphasms_desktop.domain.attempt import RESULTS, State
from alphasms_desktop.domain.campaign import CampaignSummary, Phase
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Family
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.i18n import ntr, number, tr
from alphasms_desktop.ui.tables.unfinished import (
    UNKNOWN,
    Purse,
    Unfinished,
    short_reason,
    unfinished_of,
)
from alphasms_desktop.wording import day_and_time, phase_name, success_name, time_sentence

if TYPE_CHECKING:
    from alphasms_desktop.engine.campaign_desk import CampaignDesk

_NOTHING = "—"


@dataclass(frozen=True)
class CampaignRow:
    """A campaign as the table shows it, whether anybody runs it now, and what it may cost yet."""

    summary: CampaignSummary
    is_owned: bool
    purse: Purse = UNKNOWN

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
        campaign = self.summary.campaign
        seconds = round(campaign.recording.seconds)
        words = tr("Recording {length} · {recipients}")
        if campaign.text is not None:
            is_read = campaign.text.channel is Channel.SMS
            words = tr("SMS · {recipients}") if is_read else tr("Spoken text · {recipients}")
        length = f"{seconds // 60}:{seconds % 60:02}"
        said = words.format(length=length, recipients=self.people)
        is_advertising = campaign.rules.purpose is Purpose.ADVERTISING
        return f"{said} · {tr('advertising')}" if is_advertising else said

    @property
    def state(self) -> str:
        """The word of the pill, with the reason of a pause."""
        if self.is_interrupted:
            return tr("Interrupted")
        reason = short_reason(self.summary.campaign.trouble)
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
            words, of = tr("{count} · {share}%"), tally.addressed
        else:
            words, of = tr("{count} of {all} · {share}%"), with_result
        share = 100 if count == of else min(99, round(100 * count / of))
        return words.format(count=number(count), share=share, all=number(of))

    @property
    def spent(self) -> str:
        """What its calls have cost, without a currency; a dash while nothing is known."""
        from babel.numbers import format_decimal

        amount = self.summary.tally.spent
        is_estimate = self.phase is Phase.SCHEDULED and not amount
        if is_estimate:
            amount = self.purse.cost or amount
        if not amount:
            return _NOTHING
        pattern = "#,##0" if is_estimate else "#,##0.00"
        said = str(format_decimal(amount, pattern, locale=i18n.language()))
        return tr("estimate {amount}").format(amount=said) if is_estimate else said

    @property
    def began(self) -> str:
        """When it was begun or is to begin, in Kyiv time."""
        return _NOTHING if self.phase is Phase.DRAFT else day_and_time(self._begins_at)

    @property
    def until_start(self) -> str:
        """How long it is to a start that was set; nothing for one that has begun."""
        left = self._begins_at - datetime.now(UTC)
        if self.phase is not Phase.SCHEDULED or left <= timedelta(0):
            return ""
        return tr("in {time}").format(time=time_sentence(left))

    @property
    def sentence(self) -> str:
        """The whole row for a screen reader."""
        parts = (self.name, self.state, self.details)
        word = success_name(self.summary.tally.success).lower()
        answered = f"{word}: {self.answered}"
        spent = tr("spent: {spent}").format(spent=self.spent)
        told = (*parts, answered, spent, self.began, self.until_start)
        return ", ".join(one for one in told if one)

    @property
    def _begins_at(self) -> datetime:
        campaign = self.summary.campaign
        start = campaign.rules.start
        return start.at if start and self.phase is Phase.SCHEDULED else campaign.created_at

    def unfinished(self) -> list[Unfinished]:
        """Return what of this campaign waits for the user."""
        return unfinished_of(self.summary, self.is_owned, self.purse)


def read_rows(desk: "CampaignDesk", balance: Decimal | None) -> list[CampaignRow]:
    """Read all campaigns; what one may cost yet is asked where money stands in question."""

    def purse(one: CampaignSummary) -> Purse:
        trouble = one.campaign.trouble
        has_stopped_for_money = trouble is not None and trouble.family is Family.MONEY
        if one.campaign.phase is not Phase.SCHEDULED and not has_stopped_for_money:
            return UNKNOWN
        return Purse(desk.estimate_one(one.campaign) * one.tally[State.QUEUED], balance)

    return [
        CampaignRow(one, desk.is_running(one.campaign.id), purse(one)) for one in desk.summaries()
    ]

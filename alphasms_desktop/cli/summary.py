"""What a command says of a campaign: before it begins, at its end, and as one line of JSON."""

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.domain.address import BUILT_IN_SANDBOX
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import CampaignSummary, Mode, Phase, Tally
from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.money import estimate_of, plain
from alphasms_desktop.domain.totals import Totals
from alphasms_desktop.i18n import money, ntr, number, tr
from alphasms_desktop.wording import (
    command_sentence,
    despite_hours_sentence,
    hidden_sentences,
    hours_sentence,
    phase_name,
    service_words,
    state_name,
    totals_sentence,
    twin_sentence,
    unread_sentence,
)

_OUTCOMES = (
    State.ANSWERED,
    State.NO_ANSWER,
    State.BUSY,
    State.FAILED,
    State.NO_RESULT,
    State.REJECTED,
    State.UNCONFIRMED,
    State.SKIPPED,
    State.QUEUED,
    State.ACCEPTED,
)


def outcomes(tally: Tally) -> dict[str, int]:
    """Return the counts for other programs; they sum to the recipients.

    What is being sent at this moment counts as in doubt: after a crash it would be.
    """
    counts = {str(state): tally[state] for state in _OUTCOMES}
    counts[State.UNCONFIRMED] += tally[State.SENDING]
    return counts


def exit_of(summary: CampaignSummary) -> Exit:
    """Return the exit code that tells how a campaign stands."""
    if summary.campaign.phase is not Phase.FINISHED:
        return Exit.PAUSED
    unresolved = summary.tally[State.UNCONFIRMED] + summary.tally[State.NO_RESULT]
    return Exit.UNRESOLVED if unresolved else Exit.DONE


class Speaker:
    """Says to a person what goes on, and to other programs the one line of JSON."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def say(self, sentence: str) -> None:
        """Print one line."""
        print(sentence, file=self.stream, flush=True)

    def recording_ready(self, recording: Recording) -> None:
        """Say what became of the recording."""
        self.say(
            tr("Recording: {source}, {seconds} s, {kilobytes} KB for the phone.").format(
                source=recording.source,
                seconds=number(round(recording.seconds)),
                kilobytes=number(round(recording.size_bytes / 1000)),
            )
        )

    def contacts_ready(self, taken: ContactList) -> None:
        """Say how many rows can be called and how many were set aside."""
        column = taken.head.columns[taken.head.phone_column]
        self.say(
            tr("Contacts: {source}, phones in column “{column}”.").format(
                source=taken.head.source, column=column
            )
            + " "
            + ntr("{n} can be called", "{n} can be called", taken.ready)
            + "; "
            + ntr("{n} row left out", "{n} rows left out", taken.rejected)
            + "; "
            + ntr("{n} repeat", "{n} repeats", taken.duplicates)
            + "."
        )
        for left_out in (*hidden_sentences(taken.head), unread_sentence(taken.head.unread_sheets)):
            if left_out:
                self.say(left_out)
        if taken.differing:
            self.say(
                ntr(
                    "{n} of the repeats says something else; --each-row calls it too.",
                    "{n} of the repeats say something else; --each-row calls them too.",
                    taken.differing,
                )
            )
        elif taken.shared:
            self.say(f"{twin_sentence(taken)}.")

    def begins(
        self, summary: CampaignSummary, balance: Balance, price_per_s: Decimal | None
    ) -> None:
        """Say what is about to happen and what it may cost."""
        campaign, tally = summary.campaign, summary.tally
        left = tally[State.QUEUED]
        one = estimate_of(campaign.recording, campaign.text, price_per_s)
        calls = (
            ntr("{n} pretend call", "{n} pretend calls", left)
            if campaign.mode is Mode.TRAINING
            else ntr("{n} call", "{n} calls", left)
        )
        self.say(
            tr("Campaign {id} “{name}”: {calls}, about {cost}; balance {balance}.").format(
                id=campaign.id,
                name=campaign.name,
                calls=calls,
                cost=money(one * left, balance.currency),
                balance=money(balance.amount, balance.currency),
            )
        )
        if campaign.mode is Mode.TRAINING:
            self.say(tr("Training: nobody is called and nothing is paid."))
        if campaign.rules.hours:
            self.say(hours_sentence(campaign.rules.hours))
        if leave := campaign.rules.despite_hours:
            self.say(despite_hours_sentence(leave))

    def trouble(self, trouble: Trouble) -> None:
        """Say what went wrong, what it means and what to do."""
        self.say(command_sentence(trouble))
        if theirs := service_words(trouble):
            self.say(f"  {theirs}")

    def ended(self, summary: CampaignSummary, totals: Totals) -> None:
        """Say how the campaign stands: in a sentence, then outcome by outcome."""
        campaign, tally = summary.campaign, summary.tally
        self.say("")
        self.say(
            tr("Campaign {id} “{name}”: {phase}.").format(
                id=campaign.id, name=campaign.name, phase=phase_name(campaign.phase).lower()
            )
        )
        self.say(totals_sentence(totals))
        counts = {
            state_name(State(word), tally.success): n for word, n in outcomes(tally).items() if n
        }
        width = max(map(len, counts), default=0)
        for name, n in counts.items():
            self.say(f"  {name:<{width}}  {number(n):>7}")
        self.say(tr("Spent by AlphaSMS's prices: {money}.").format(money=money(tally.spent)))
        if campaign.texts:
            self.say(tr("AlphaSMS tells no prices of texts: the balance shows what they cost."))
        self.say(hours_sentence(campaign.rules.hours))
        if leave := campaign.rules.despite_hours:
            self.say(tr("Called despite the hours: {reason}").format(reason=leave.reason))
        if in_doubt := outcomes(tally)[State.UNCONFIRMED]:
            self.say(
                ntr(
                    "{n} call is in doubt: its answer was lost, so it may have been made. "
                    "It is not repeated by itself.",
                    "{n} calls are in doubt: their answers were lost, so they may have been made. "
                    "They are not repeated by themselves.",
                    in_doubt,
                )
            )

    def how_to_go_on(self, summary: CampaignSummary, data_dir: Path | None) -> None:
        """Say which command goes on with a paused campaign."""
        command = f"alphasms-desktop run --campaign {summary.campaign.id}"
        if data_dir:
            command += f' --data-dir "{data_dir}"'
        elif summary.campaign.service.url == BUILT_IN_SANDBOX:
            command += " --sandbox"
        elif summary.campaign.mode is Mode.TRAINING:
            command += f" --api-url {summary.campaign.service.url}"
        self.say(tr("Go on with it: {command}").format(command=command))

    def report_written(self, path: Path) -> None:
        """Say where the report lies."""
        self.say(tr("Report: {path}").format(path=path))

    def json_line(self, summary: CampaignSummary) -> None:
        """End with the one line that other programs read."""
        line = {
            "campaign": summary.campaign.id,
            "recipients": summary.tally.recipients,
            "rejected_rows": summary.rejected,
            "duplicates": summary.duplicates,
            "outcomes": outcomes(summary.tally),
            "spent": plain(summary.tally.spent),
        }
        print(json.dumps(line), file=sys.stdout, flush=True)

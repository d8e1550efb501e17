"""What campaigns have come to: told, reported, proved, compared."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from alphasms_desktop.domain.answer import KeyAction
from alphasms_desktop.domain.campaign import Campaign, CampaignSummary
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.evidence import ConsentLine, EventLine, Evidence
from alphasms_desktop.domain.follow_up import Chosen, Side
from alphasms_desktop.domain.result import ReportProgress, Results
from alphasms_desktop.domain.statistics import Statistics
from alphasms_desktop.domain.totals import Asks, Meaning, Meanings, Totals, key_counts
from alphasms_desktop.domain.worklist import Worklist, WorkRow
from alphasms_desktop.engine.desk_ports import CampaignStore, ListStore, StatisticsStore

_ASKS = {KeyAction.DO_NOT_CALL: Asks.NO_MORE_CALLS, KeyAction.CALL_BACK: Asks.CALL_BACK}
_ZONE = ZoneInfo("Europe/Kyiv")

WriteReport = Callable[[Results, Path, ReportProgress], None]
"""Writes a report by its name's ending; raises TroubleError."""

WriteEvidence = Callable[[Evidence, Path, ReportProgress], None]


CopyTable = Callable[[Results, ReportProgress], str]


class EvidenceStore(Protocol):
    """Where every event is kept."""

    def events(self, campaign_id: int) -> Iterator[EventLine]:
        """Give everything that happened in a campaign."""
        ...

    def consents(self, campaign_id: int) -> Iterator[ConsentLine]:
        """Give what is known of its people's consent."""
        ...


class WorklistStore(Protocol):
    """Where it is kept what was done about people."""

    def of(self, campaign_id: int, chosen: Chosen, limit: int) -> Worklist:
        """Return the first people chosen, in the order of the file."""
        ...

    def tick(self, campaign_id: int, row: WorkRow, is_done: bool) -> None:
        """Mark somebody as done, or as still to be done."""
        ...

    def note(self, campaign_id: int, row: WorkRow, text: str) -> None:
        """Keep a note."""
        ...


@dataclass(frozen=True)
class ResultDesk:
    """Results are counted and written here; `recordings` is where the WAV files lie."""

    campaigns: CampaignStore
    lists: ListStore
    statistics: StatisticsStore
    evidence_rows: EvidenceStore
    write: WriteReport
    write_evidence: WriteEvidence
    recordings: Path
    worklists: WorklistStore
    copy: CopyTable

    def summary(self, campaign_id: int) -> CampaignSummary:
        """Return one campaign with its counts, or raise TroubleError(NO_SUCH_CAMPAIGN)."""
        for summary in self.campaigns.summaries():
            if summary.campaign.id == campaign_id:
                return summary
        raise TroubleError(Kind.NO_SUCH_CAMPAIGN, campaign=campaign_id)

    def numbers(self, campaign_id: int) -> Statistics:
        """Count a campaign's calls for its charts, in Kyiv time."""
        return self.statistics.of(campaign_id, _ZONE)

    def totals(self, campaign_id: int) -> Totals:
        """Return a campaign's tally with the keys that were pressed."""
        summary = self.summary(campaign_id)
        keys = self.statistics.of(campaign_id, _ZONE).keys
        return Totals(summary.tally, key_counts(keys, meanings_of(summary.campaign)))

    def side(self, campaign_id: int) -> Side:
        """Return a campaign as a comparison shows it."""
        summary = self.summary(campaign_id)
        return Side(summary, self.numbers(campaign_id), meanings_of(summary.campaign))

    def report(self, campaign_id: int, path: Path, progress: ReportProgress | None = None) -> None:
        """Write a campaign's report as xlsx, csv or pdf.

        Raises TroubleError, GIVEN_UP where the watcher says so.
        """
        self.write(self._results(campaign_id), path, progress or ReportProgress())

    def evidence(
        self, campaign_id: int, path: Path, progress: ReportProgress | None = None
    ) -> None:
        """Write a campaign's evidence pack; raises TroubleError."""
        campaign = self.campaigns.get(campaign_id)
        sounds = [self.recordings / f"{one}.wav" for one in _fingerprints(campaign)]
        pack = Evidence(
            lambda: self._results(campaign_id),
            self.evidence_rows.events(campaign_id),
            self.evidence_rows.consents(campaign_id),
            tuple(one for one in sounds if one.is_file()),
            tuple(one.stem for one in sounds if not one.is_file()),
        )
        self.write_evidence(pack, path, progress or ReportProgress())

    def copied(self, campaign_id: int, progress: ReportProgress) -> str:
        """Return a campaign's table as text that pastes into a spreadsheet."""
        return self.copy(self._results(campaign_id), progress)

    def _results(self, campaign_id: int) -> Results:
        summary = self.summary(campaign_id)
        taken = self.lists.get(summary.campaign.list_id)
        return Results(
            summary.campaign,
            taken.head,
            summary.tally,
            self.campaigns.results(campaign_id),
            self.lists.rejects(taken.id),
            self.numbers(campaign_id),
            meanings_of(summary.campaign),
        )


def meanings_of(campaign: Campaign) -> Meanings:
    """Return what the keys of a campaign mean, by its rules."""
    return {
        one.key: Meaning(one.meaning, _ASKS.get(one.action, Asks.NOTHING))
        for one in campaign.rules.keys
    }


def _fingerprints(campaign: Campaign) -> list[str]:
    """Return what the message is made of: one recording, all clips of a composition, no sound."""
    if campaign.text is not None:
        return []
    if campaign.composition is not None:
        return sorted(set(campaign.composition.clips.values()))
    return [campaign.recording.fingerprint]

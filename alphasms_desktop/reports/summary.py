"""The campaign on one page: what it was, who was reached, what it cost."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from alphasms_desktop import wording
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Campaign, Mode
from alphasms_desktop.domain.hours import DespiteHours
from alphasms_desktop.domain.result import Results
from alphasms_desktop.i18n import decimal, money, number, tr
from alphasms_desktop.reports.columns import Form, Value, local
from alphasms_desktop.reports.line import label_cell, value_cell
from alphasms_desktop.reports.sheet import Heading, set_for_print, set_height

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LABEL_WIDTH, _VALUE_WIDTH = 34, 60


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A label and its value; a part stands a little to the right below its sum."""

    label: str
    value: Value
    form: Form = Form.TEXT
    is_part: bool = False
    opens: bool = False
    """Whether the counts begin here."""

    @property
    def shown(self) -> str:
        """The value as a page shows it."""
        if isinstance(self.value, datetime):
            return f"{self.value:%d.%m.%Y %H:%M}"
        if isinstance(self.value, Decimal):
            return money(self.value)
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return number(self.value)
        if isinstance(self.value, float):
            return decimal(f"{self.value:g}")
        return "" if self.value is None else str(self.value)


def write_summary(book: "Workbook", results: Results, left_out: int, about: Heading) -> None:
    """Write the last sheet; `left_out` is how many rows of the list were set aside."""
    sheet: Worksheet = book.create_sheet(tr("Summary"))
    sheet.column_dimensions["A"].width = _LABEL_WIDTH
    sheet.column_dimensions["B"].width = _VALUE_WIDTH
    set_for_print(sheet, about)
    for place, line in enumerate(summary_lines(results, left_out), 1):
        set_height(sheet, place, str(line.value or ""), _VALUE_WIDTH)
        label = label_cell(sheet, line.label, indent=1 if line.is_part else 0)
        sheet.append([label, value_cell(sheet, line.value, line.form)])


def mode_words(mode: Mode) -> str:
    """Say whether people were called, so that nobody takes training for the real thing."""
    if mode is Mode.TRAINING:
        return tr("TRAINING: nobody was called, no money was spent")
    return wording.mode_name(mode)


def _message_lines(campaign: Campaign) -> list[SummaryLine]:
    """Say what people were told: a recording with its hash, clips, or texts by their channels."""
    lines = []
    if campaign.text is None:
        lines.append(SummaryLine(tr("Recording"), campaign.recording.source))
        if campaign.composition is None:
            fingerprint = campaign.recording.fingerprint
            lines.append(SummaryLine(tr("SHA-256 of the recording"), fingerprint))
        seconds = round(campaign.recording.seconds, 1)
        lines.append(SummaryLine(tr("Recording length, s"), seconds, Form.NUMBER))
    for text in [campaign.text] if campaign.text else []:
        told = f"{wording.channel_name(text.channel)}, {text.sender}"
        lines += [SummaryLine(tr("Message"), text.outline), SummaryLine(tr("Sent as"), told)]
    for one in campaign.fallbacks:
        lines.append(SummaryLine(wording.channel_name(one.text.channel), one.text.outline))
    return lines


def _despite_hours(leave: DespiteHours | None) -> list[SummaryLine]:
    """Say why people were called outside the allowed hours, where they might have been."""
    return [SummaryLine(tr("Called despite the hours"), leave.reason)] if leave else []


def summary_lines(results: Results, left_out: int | None) -> list[SummaryLine]:
    """Return the lines; `left_out` is how many rows were set aside, None where nobody counted."""
    campaign, tally = results.campaign, results.tally
    is_training = campaign.mode is Mode.TRAINING
    spent = tr("Pretend money spent") if is_training else tr("Money spent")
    return [
        SummaryLine(tr("What came of it"), wording.totals_sentence(results.totals)),
        SummaryLine(tr("Campaign"), campaign.name),
        SummaryLine(tr("Mode"), mode_words(campaign.mode)),
        SummaryLine(tr("Stage"), wording.phase_name(campaign.phase)),
        SummaryLine(tr("Created"), local(campaign.created_at), Form.MOMENT),
        *_despite_hours(campaign.rules.despite_hours),
        SummaryLine(tr("List"), results.head.source),
        *_message_lines(campaign),
        SummaryLine(tr("Recipients"), tally.recipients, Form.NUMBER, opens=True),
        *(
            SummaryLine(
                wording.state_name(state, tally.success), tally[state], Form.NUMBER, is_part=True
            )
            for state in State
            if tally[state]
        ),
        *(
            SummaryLine(
                f"{tr('Key')} {wording.key_name(one)}", one.people, Form.NUMBER, is_part=True
            )
            for one in results.totals.keys
        ),
        *([] if left_out is None else [SummaryLine(tr("Rows left out"), left_out, Form.NUMBER)]),
        SummaryLine(spent, tally.spent, Form.MONEY),
    ]

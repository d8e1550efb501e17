"""The campaign on one page: what it was, who was reached, what it cost."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alphasms_desktop import wording
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.result import Results
from alphasms_desktop.i18n import tr
from alphasms_desktop.reports.columns import Form, Value, local
from alphasms_desktop.reports.line import label_cell, value_cell
from alphasms_desktop.reports.sheet import set_for_print

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LABEL_WIDTH, _VALUE_WIDTH = 34, 60


@dataclass(frozen=True, slots=True)
class _Line:
    """A label and its value; a part stands a little to the right below its sum."""

    label: str
    value: Value
    form: Form = Form.TEXT
    is_part: bool = False


def write_summary(book: "Workbook", results: Results, left_out: int, about: str) -> None:
    """Write the last sheet; `left_out` is how many rows of the list were set aside."""
    sheet: Worksheet = book.create_sheet(tr("Summary"))
    sheet.column_dimensions["A"].width = _LABEL_WIDTH
    sheet.column_dimensions["B"].width = _VALUE_WIDTH
    set_for_print(sheet, about)
    for line in _lines(results, left_out):
        label = label_cell(sheet, line.label, indent=1 if line.is_part else 0)
        sheet.append([label, value_cell(sheet, line.value, line.form)])


def mode_words(mode: Mode) -> str:
    """Say whether people were called, so that nobody takes training for the real thing."""
    if mode is Mode.TRAINING:
        return tr("TRAINING: nobody was called, no money was spent")
    return wording.mode_name(mode)


def _lines(results: Results, left_out: int) -> list[_Line]:
    campaign, tally = results.campaign, results.tally
    is_training = campaign.mode is Mode.TRAINING
    spent = tr("Pretend money spent") if is_training else tr("Money spent")
    return [
        _Line(tr("Campaign"), campaign.name),
        _Line(tr("Mode"), mode_words(campaign.mode)),
        _Line(tr("Stage"), wording.phase_name(campaign.phase)),
        _Line(tr("Created"), local(campaign.created_at), Form.MOMENT),
        _Line(tr("List"), results.head.source),
        _Line(tr("Recording"), campaign.recording.source),
        _Line(tr("Recording length, s"), round(campaign.recording.seconds, 1), Form.NUMBER),
        _Line(tr("Recipients"), tally.recipients, Form.NUMBER),
        *(
            _Line(wording.state_name(state), tally[state], Form.NUMBER, is_part=True)
            for state in State
            if tally[state]
        ),
        _Line(tr("Rows left out"), left_out, Form.NUMBER),
        _Line(spent, tally.spent, Form.MONEY),
    ]

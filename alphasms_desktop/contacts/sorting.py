"""Rows sorted into those ready to be called and those set aside, column by column for speed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from alphasms_desktop.contacts.cells import shown, to_cell
from alphasms_desktop.contacts.column_kinds import says_yes
from alphasms_desktop.contacts.columns import Layout
from alphasms_desktop.contacts.phone_kinds import kind_of_phone
from alphasms_desktop.contacts.phones import read_phones
from alphasms_desktop.domain.cells import BLANK, Cell, cell_to_text
from alphasms_desktop.domain.contact import Batch, ReadyRows, Reason, Reject, is_repaired
from alphasms_desktop.domain.importing import ImportChoices, PhoneKind, Several

if TYPE_CHECKING:
    import pandas as pd

Found = tuple[str, tuple[str, ...]]
"""The cell a phone was found in as it is written, and the phones."""


class RowSorter:
    """Sorts the frames of one file; a phone that came before makes its row a duplicate."""

    def __init__(self, layout: Layout, choices: ImportChoices, header_row: int) -> None:
        self._layout = layout
        self._choices = choices
        self._header_row = header_row
        self._phone_columns = (layout.phone_column, *layout.more_phone_columns)
        self._first_row_of: dict[str, int] = {}

    def sort(self, first: int, frame: "pd.DataFrame") -> Batch:
        """Return the rows of a frame whose first has this number, without header and blank ones."""
        columns = _cells_of(frame, len(self._layout.columns))
        texts = [list(map(cell_to_text, column)) for column in columns]
        blank = ",".join([BLANK] * len(columns))
        into = _Sorted()
        for at, text in enumerate(map(",".join, zip(*texts, strict=True))):
            row = first + at
            if text == blank or row <= self._header_row:
                continue
            found = self._phones_at(columns, at)
            if isinstance(found, Reject):
                into.rejects.append(_whole(found, row, columns, at))
            else:
                self._take(into, row, found, columns, at, f"[{text}]")
        return into.batch()

    def _phones_at(self, columns: list[list[Cell]], at: int) -> Found | Reject:
        """Return the phones of a row in the order of its columns, or why there is none."""
        rules = self._choices.phones
        best: Reject | None = None
        originals: list[str] = []
        phones: list[str] = []
        for place in self._phone_columns:
            cell = columns[place][at]
            found = read_phones(cell, rules)
            if not isinstance(found, Reason):
                originals.append(shown(cell))
                phones += [one for one in found if one not in phones]
            elif best is None or best.reason is Reason.NO_PHONE:
                best = Reject(0, shown(cell), found, ())
        if phones:
            return originals[0], tuple(phones)
        assert best is not None  # there is at least one column
        return best

    def _take(
        self,
        into: "_Sorted",
        row: int,
        found: Found,
        columns: list[list[Cell]],
        at: int,
        fields: str,
    ) -> None:
        original, phones = found
        taken: list[tuple[str, tuple[str, ...]]] = [(phones[0], phones[1:])]
        if self._choices.several is Several.EACH:
            taken = [(phone, ()) for phone in phones]
        layout = self._layout
        name = shown(columns[layout.name_column][at]) if layout.name_column is not None else ""
        consent = None
        if layout.consent_column is not None:
            consent = says_yes(columns[layout.consent_column][at])
        for phone, more in taken:
            twin = self._first_row_of.setdefault(phone, row)
            if twin != row:
                reject = Reject(row, original, Reason.DUPLICATE, (), twin)
                into.rejects.append(_whole(reject, row, columns, at))
            else:
                into.add(row, phone, original, name, fields, more, consent)


class _Sorted:
    """What has been sorted of one frame."""

    def __init__(self) -> None:
        self._ready = ReadyRows()
        self._repaired = 0
        self.rejects: list[Reject] = []

    def add(
        self,
        row: int,
        phone: str,
        original: str,
        name: str,
        fields: str,
        more: Iterable[str],
        consent: bool | None,
    ) -> None:
        ready = self._ready
        ready.rows.append(row)
        ready.phones.append(phone)
        ready.originals.append(original)
        ready.names.append(name)
        ready.fields.append(fields)
        ready.more_phones.append(" ".join(more))
        ready.consents.append(consent)
        kind = kind_of_phone(phone)
        ready.kinds.append(None if kind is PhoneKind.MOBILE else str(kind))
        self._repaired += is_repaired(phone, original)

    def batch(self) -> Batch:
        ready = self._ready
        return Batch(
            ReadyRows(
                ready.rows,
                ready.phones,
                ready.originals,
                ready.names,
                ready.fields,
                ready.more_phones,
                ready.consents,
                ready.kinds,
                self._repaired,
            ),
            tuple(self.rejects),
        )


def _whole(reject: Reject, row: int, columns: list[list[Cell]], at: int) -> Reject:
    cells = tuple(column[at] for column in columns)
    return Reject(row, reject.original, reject.reason, cells, reject.twin_row)


def _cells_of(frame: "pd.DataFrame", width: int) -> list[list[Cell]]:
    """Return the columns of a frame as cells, cut or filled to `width` columns."""
    columns = [list(map(to_cell, frame[name].tolist())) for name in frame.columns[:width]]
    columns += [[None] * len(frame) for _ in range(width - len(columns))]
    return columns

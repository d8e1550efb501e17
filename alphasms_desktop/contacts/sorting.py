"""Rows sorted into those ready to be called and those set aside, column by column for speed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from alphasms_desktop.contacts.cells import UNCALCULATED, shown, to_cell
from alphasms_desktop.contacts.column_kinds import says_yes
from alphasms_desktop.contacts.columns import Layout
from alphasms_desktop.contacts.phone_kinds import kind_of_phone
from alphasms_desktop.contacts.phones import read_phones
from alphasms_desktop.domain.cells import BLANK, Cell, column_to_texts
from alphasms_desktop.domain.contact import Batch, ReadyRows, Reason, Reject, is_repaired
from alphasms_desktop.domain.importing import ImportChoices, PhoneKind, Several
from alphasms_desktop.domain.phone import MOBILE_CODES

if TYPE_CHECKING:
    import pandas as pd

Phones = tuple[str, ...] | Reason
"""The valid phones of a cell, or why there is none."""

Ready = tuple[int, str, str, str, str, str, bool | None, str | None]
"""A row of `ReadyRows`."""


class RowSorter:
    """Sorts the frames of one file; a phone that came before makes its row a duplicate.

    A million rows pass through here: what can be done for a whole column at once is done so.
    """

    def __init__(
        self,
        layout: Layout,
        choices: ImportChoices,
        header_row: int,
        has_uncalculated: bool = False,
    ) -> None:
        self._layout = layout
        self._choices = choices
        self._header_row = header_row
        self._has_uncalculated = has_uncalculated
        self._first_row_of: dict[str, int] = {}

    def sort(self, first: int, frame: "pd.DataFrame") -> Batch:
        """Return the rows of a frame whose first has this number, without header and blank ones."""
        columns = _cells_of(frame, len(self._layout.columns))
        if self._has_uncalculated:
            self._forget_marks(columns)
        texts = list(map(",".join, zip(*map(column_to_texts, columns), strict=True)))
        blank = ",".join([BLANK] * len(columns))
        size = len(frame)
        originals, found = self._phones_of(columns, size)
        names = self._names_of(columns, size)
        consents = self._consents_of(columns, size)
        first_row_of = self._first_row_of
        ready: list[Ready] = []
        rejects: list[Reject] = []
        for at, text in enumerate(texts):
            row = first + at
            if text == blank or row <= self._header_row:
                continue
            phones = found[at]
            if isinstance(phones, Reason):
                rejects.append(Reject(row, originals[at], phones, _cells_at(columns, at)))
                continue
            for phone, more in self._wanted(phones):
                kind = _unusual_kind(phone)
                twin = first_row_of.setdefault(phone, row)
                if twin != row:
                    cells = _cells_at(columns, at)
                    rejects.append(
                        Reject(
                            row,
                            originals[at],
                            Reason.DUPLICATE,
                            cells,
                            twin,
                            phone,
                            names[at],
                            tuple(more.split()),
                            consents[at],
                            kind,
                        )
                    )
                    continue
                ready.append(
                    (row, phone, originals[at], names[at], f"[{text}]", more, consents[at], kind)
                )
        return Batch(_by_columns(ready), tuple(rejects))

    def _forget_marks(self, columns: list[list[Cell]]) -> None:
        """Leave the marks of formulas without a value in the columns of phones alone."""
        phones = (self._layout.phone_column, *self._layout.more_phone_columns)
        for place, cells in enumerate(columns):
            if place not in phones:
                columns[place] = [None if one == UNCALCULATED else one for one in cells]

    def _phones_of(self, columns: list[list[Cell]], size: int) -> tuple[list[str], list[Phones]]:
        """Return for each row the cell its phones were found in, as written, and the phones."""
        rules = self._choices.phones
        column = columns[self._layout.phone_column]
        originals = list(map(shown, column))
        found: list[Phones] = [read_phones(cell, rules) for cell in column]
        for place in self._layout.more_phone_columns:
            for at in range(size):
                cell = columns[place][at]
                also = read_phones(cell, rules)
                before = found[at]
                if isinstance(also, Reason):
                    if before is Reason.NO_PHONE:
                        originals[at], found[at] = shown(cell), also
                elif isinstance(before, Reason):
                    originals[at], found[at] = shown(cell), also
                else:
                    found[at] = tuple(dict.fromkeys((*before, *also)))
        return originals, found

    def _wanted(self, phones: tuple[str, ...]) -> Iterable[tuple[str, str]]:
        """Return whom to call of a row, each with the phones to be tried after it."""
        if len(phones) == 1:
            return ((phones[0], ""),)
        if self._choices.several is Several.EACH:
            return [(phone, "") for phone in phones]
        return ((phones[0], " ".join(phones[1:])),)

    def _names_of(self, columns: list[list[Cell]], size: int) -> list[str]:
        """Return the names, of one column or several, with single blanks between their words."""
        parts = [list(map(shown, columns[place])) for place in self._layout.name_parts]
        if not parts:
            return [""] * size
        names = parts[0]
        if len(parts) > 1:
            names = [" ".join(filter(None, name)) for name in zip(*parts, strict=True)]
        return [" ".join(name.split()) if "  " in name else name for name in names]

    def _consents_of(self, columns: list[list[Cell]], size: int) -> list[bool | None]:
        place = self._layout.consent_column
        return [None] * size if place is None else list(map(says_yes, columns[place]))


def _by_columns(ready: list[Ready]) -> ReadyRows:
    if not ready:
        return ReadyRows()
    rows, phones, originals, names, fields, more, consents, kinds = map(
        list, zip(*ready, strict=True)
    )
    repaired = sum(map(is_repaired, phones, originals))
    return ReadyRows(rows, phones, originals, names, fields, more, consents, kinds, repaired)


def _unusual_kind(phone: str) -> str | None:
    if phone.startswith("+380") and phone[4:6] in MOBILE_CODES:
        return None
    kind = kind_of_phone(phone)
    return None if kind is PhoneKind.MOBILE else str(kind)


def _cells_at(columns: list[list[Cell]], at: int) -> tuple[Cell, ...]:
    return tuple(column[at] for column in columns)


def _cells_of(frame: "pd.DataFrame", width: int) -> list[list[Cell]]:
    """Return the columns of a frame as cells, cut or filled to `width` columns."""
    columns = [_cells_in(frame[name].tolist()) for name in frame.columns[:width]]
    columns += [[None] * len(frame) for _ in range(width - len(columns))]
    return columns


def _cells_in(values: list[Any]) -> list[Cell]:
    if set(map(type, values)) == {str}:
        return [one if one and not one.isspace() else None for one in values]
    return list(map(to_cell, values))

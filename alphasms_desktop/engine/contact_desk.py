"""Contacts come in here: read, remembered, mended, looked at."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from alphasms_desktop.domain.contact import (
    OURS,
    Batch,
    Contact,
    ContactList,
    Mended,
    Reason,
    SheetHead,
)
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.importing import ImportChoices, ImportProgress
from alphasms_desktop.domain.live import ListCounts, ListFilter, ListRow
from alphasms_desktop.domain.phone import clean
from alphasms_desktop.engine.desk_ports import (
    ChoiceMemory,
    ListStore,
    OpenSheet,
    ReadPhone,
    Sheet,
    WriteRejects,
)


@dataclass(frozen=True)
class Taken:
    """A file taken in: its list, how it was read, and whether that came from memory."""

    list: ContactList
    choices: ImportChoices
    is_recalled: bool


@dataclass(frozen=True)
class ContactDesk:
    """Contact files and lists; `usual` gives what the settings say of phones."""

    lists: ListStore
    open_sheet: OpenSheet
    read_phone: ReadPhone
    memory: ChoiceMemory
    write_rejects: WriteRejects
    usual: Callable[[], ImportChoices] = ImportChoices

    def take_in(
        self,
        path: Path,
        choices: ImportChoices | None = None,
        progress: ImportProgress | None = None,
    ) -> Taken:
        """Import a contact file whole; raises TroubleError, also when no row can be called.

        Without choices it is read as the last file with such columns was, else as guessed; what
        is chosen is remembered for the next. NO_VALID_PHONE where no row can be called, GIVEN_UP
        where the watcher says so.
        """
        sheet, used, is_recalled = self._open(path, choices)
        try:
            taken = self.lists.take_in(sheet.head, _watched(sheet.batches(), progress))
        finally:
            sheet.close()
        if not taken.ready:
            self.lists.remove(taken.id)
            raise TroubleError(
                Kind.NO_VALID_PHONE,
                path=path.name,
                rejected=taken.rejected + taken.duplicates,
                column=sheet.head.columns[sheet.head.phone_column],
            )
        if choices is not None:
            self.memory.keep(sheet.head.shape, choices)
        return Taken(taken, used, is_recalled)

    def read(
        self, path: Path, choices: ImportChoices | None = None
    ) -> tuple[SheetHead, list[Batch]]:
        """Read a contact file and keep nothing; raises TroubleError."""
        sheet = self.open_sheet(path, choices or self.usual())
        try:
            return sheet.head, list(sheet.batches())
        finally:
            sheet.close()

    def take_one(self, phone: str) -> ContactList:
        """Make a list of one phone; raises TroubleError(BAD_PHONE) for what is none."""
        read = self.read_phone(phone)
        if isinstance(read, Reason):
            raise TroubleError(Kind.BAD_PHONE, phone=phone)
        head = SheetHead("", "", ("phone",), 0, None)
        return self.lists.take_in(head, [Batch.of([Contact(1, read, phone, "", (phone,))])])

    def get(self, list_id: int) -> ContactList:
        """Return a list with its counts as they are now."""
        return self.lists.get(list_id)

    def page(
        self,
        list_id: int,
        shown: ListFilter,
        offset: int = 0,
        limit: int = 200,
        recent_days: int = 1,
    ) -> list[ListRow]:
        """Return some rows of an imported file, those with faults first."""
        return self.lists.page(list_id, shown, offset, limit, recent_days)

    def counts(self, list_id: int, recent_days: int = 1) -> ListCounts:
        """Return what the chips count beyond the file; a call is recent for so many days."""
        return self.lists.counts(list_id, recent_days)

    def mend(self, list_id: int, row: int, written: str) -> Reason | None:
        """Give a row another phone, as the user has typed it; returns why it cannot be, or None."""
        # Typed is text: of "380501000000.0" the tail goes, and its zeros are the user's own.
        phone = self.read_phone(clean(written))
        if isinstance(phone, Reason):
            return phone
        return self.lists.mend(list_id, row, phone, written)

    def call_each_row(self, list_id: int, is_wanted: bool) -> ContactList:
        """Call a phone once for each row that says something else, or once only; returns the list.

        Such calls go one after the other, never at once.
        """
        self.lists.call_each_row(list_id, is_wanted)
        return self.lists.get(list_id)

    def merge_twins(self, list_id: int) -> int:
        """Fill empty cells of the first rows from their repeats; returns how many were filled."""
        return self.lists.merge_twins(list_id)

    def save_rejects(self, list_id: int, path: Path) -> None:
        """Write the rows set aside as a workbook to be mended; raises TroubleError."""
        taken = self.lists.get(list_id)
        self.write_rejects(taken, self.lists.rejects(list_id), path)

    def take_mended(self, list_id: int, path: Path) -> Mended:
        """Take from a mended copy of the rows set aside those that can be called now."""
        of = self.lists.get(list_id).head
        choices = replace(self.usual(), phone_columns=(of.columns[of.phone_column],))
        head, batches = self.read(path, choices)
        ours = {place for place, name in enumerate(head.columns) if name.endswith(OURS)}
        if not ours:
            raise TroubleError(Kind.NOT_MENDED, path=path.name)
        taken = unknown = 0
        for contact in (one for batch in batches for one in batch.ready.contacts()):
            row = contact.fields[min(ours)]
            cells = tuple(cell for at, cell in enumerate(contact.fields) if at not in ours)
            refused: Reason | None = Reason.NO_PHONE
            if isinstance(row, int):
                refused = self.lists.mend(list_id, row, contact.phone, contact.original, cells)
            taken += refused is None
            unknown += refused is Reason.NO_PHONE
        still_bad = sum(len(batch.rejects) for batch in batches)
        return Mended(taken, still_bad, unknown)

    def remove(self, list_id: int) -> None:
        """Remove a list; one with a name stays in the book, one of a campaign with it."""
        if not self.lists.get(list_id).name and not self.lists.is_held(list_id):
            self.lists.remove(list_id)

    def _open(self, path: Path, choices: ImportChoices | None) -> tuple[Sheet, ImportChoices, bool]:
        if choices is not None:
            return self.open_sheet(path, choices), choices, False
        usual = self.usual()
        sheet = self.open_sheet(path, usual)
        kept = self.memory.recall(sheet.head.shape)
        if kept is None:
            return sheet, usual, False
        sheets = {one.name for one in sheet.head.sheets}
        wanted = replace(
            kept,
            phones=usual.phones,
            encoding=None,
            separator=None,
            sheet=kept.sheet if kept.sheet in sheets else None,
        )
        sheet.close()
        try:
            return self.open_sheet(path, wanted), wanted, True
        except TroubleError:
            # What was remembered does not fit this file after all.
            return self.open_sheet(path, usual), usual, False


def _watched(batches: Iterable[Batch], progress: ImportProgress | None) -> Iterator[Batch]:
    for batch in batches:
        if progress is not None:
            if progress.given_up:
                raise TroubleError(Kind.GIVEN_UP)
            progress.rows += len(batch.ready) + len(batch.rejects)
        yield batch

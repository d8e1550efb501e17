"""Contact files as offices have them, made on the spot, and a way to read one to its end."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from alphasms_desktop.contacts import Spreadsheet
from alphasms_desktop.domain.contact import Contact, Reject, SheetHead
from alphasms_desktop.domain.errors import Trouble, TroubleError
from alphasms_desktop.domain.importing import ImportChoices


@dataclass(frozen=True)
class Import:
    """All that a file gave."""

    head: SheetHead
    contacts: list[Contact]
    rejects: list[Reject]

    @property
    def phones(self):
        return [one.phone for one in self.contacts]

    @property
    def rows(self):
        return [one.row for one in self.contacts]


@dataclass(frozen=True)
class Office:
    """A folder where contact files are made."""

    folder: Path

    def workbook(self, rows, name="contacts.xlsx") -> Path:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(self.folder / name)
        return self.folder / name

    def text(self, rows, encoding="utf-8", separator=";", name="contacts.csv") -> Path:
        written = io.StringIO()
        csv.writer(written, delimiter=separator, lineterminator="\r\n").writerows(rows)
        return self.raw(written.getvalue().encode(encoding), name)

    def raw(self, body: bytes, name="contacts.csv") -> Path:
        (self.folder / name).write_bytes(body)
        return self.folder / name

    def read(self, path, column=None) -> Import:
        choices = ImportChoices(phone_columns=(column,)) if column else None
        return self.read_as(path, choices)

    def read_as(self, path, choices) -> Import:
        sheet = Spreadsheet(path, choices)
        batches = list(sheet.batches())
        contacts = [one for batch in batches for one in batch.ready.contacts()]
        rejects = [one for batch in batches for one in batch.rejects]
        return Import(sheet.head, contacts, rejects)

    def refusal(self, path, column=None) -> Trouble:
        with pytest.raises(TroubleError) as caught:
            self.read(path, column)
        return caught.value.trouble


@pytest.fixture
def office(tmp_path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def patients():
    """Return a header and three rows; their phones are those of `PHONES` in the tests."""
    return [
        ["№", "Прізвище та ім’я", "Телефон", "Час"],
        [1, "Олена Шевчук", "050 123 45 67", "14:30"],
        [2, "Іван Їжак", "067 765 43 21", "15:00"],
        [3, "Ґанна Кіт", "063 111 22 33", "15:30"],
    ]

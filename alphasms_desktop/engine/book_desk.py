"""The contact book: the office's own lists, people, who must not be called, who has agreed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.call_back import CallBack, CallBackWhy
from alphasms_desktop.domain.contact import ContactList, Joined, Reason
from alphasms_desktop.domain.contact_book import Consent, Origin, Person, Unwanted
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.importing import ImportChoices
from alphasms_desktop.domain.live import FoundContact
from alphasms_desktop.engine.desk_ports import ListStore, OpenSheet, ReadPhone, WriteTable


class NamedLists(Protocol):
    """Where the office's own lists are kept."""

    def all(self) -> list[ContactList]:
        """Return them, by name."""
        ...

    def keep_as(self, list_id: int, name: str) -> int:
        """Copy a list's ready rows to a new named one."""
        ...

    def rename(self, list_id: int, name: str) -> None:
        """Give a list another name."""
        ...

    def join(self, into: int, other: int, updates: bool) -> Joined:
        """Add another list's people by phone."""
        ...

    def search(self, text: str, limit: int = 200) -> list[FoundContact]:
        """Return people by part of a name or phone."""
        ...


class CallBackStore(Protocol):
    """Where it is kept whom the office has to ring up itself."""

    def add(self, phone: str, name: str, why: CallBackWhy, campaign_id: int | None = None) -> bool:
        """Put somebody on the list; says whether they were not waiting there already."""
        ...

    def add_all(self, campaign_id: int, states: Collection[State]) -> int:
        """Put everybody of a campaign in some states on the list; returns how many are new."""
        ...

    def all(self) -> list[CallBack]:
        """Return who waits, the longest waiting first, then those done lately."""
        ...

    def waiting(self) -> int:
        """Return how many wait."""
        ...

    def tick(self, entry_id: int, is_done: bool) -> None:
        """Mark somebody as called back, or as waiting again."""
        ...

    def note(self, entry_id: int, text: str) -> None:
        """Keep a note."""
        ...


class PeopleStore(Protocol):
    """Where people are looked up."""

    def person(self, phone: str) -> Person:
        """Return everything known of a phone."""
        ...

    def erase(self, phone: str) -> None:
        """Remove what is known of a person."""
        ...


class UnwantedStore(Protocol):
    """Where the do-not-call list is kept."""

    def add(
        self, phone: str, reason: str, campaign_id: int | None = None, origin: Origin = Origin.HAND
    ) -> list[str]:
        """Put a phone and its contacts' other phones on the list."""
        ...

    def add_all(self, phones: Iterable[str], reason: str, origin: Origin = Origin.FILE) -> int:
        """Put many phones on the list."""
        ...

    def remove(self, phone: str, reason: str = "") -> None:
        """Take a phone off the list."""
        ...

    def page(self, search: str = "", offset: int = 0, limit: int = 200) -> list[Unwanted]:
        """Return some of the list, the newest first."""
        ...

    def count(self) -> int:
        """Return how many phones stand on the list."""
        ...


class ConsentStore(Protocol):
    """Where consents are kept."""

    def keep(self, consents: Iterable[Consent]) -> int:
        """Keep consents and refusals."""
        ...

    def all(self) -> list[Consent]:
        """Return every consent and refusal."""
        ...


@dataclass(frozen=True)
class BookDesk:
    """The contact book; on jobs' threads, every method may take a while on a large book."""

    named: NamedLists
    lists: ListStore
    people: PeopleStore
    unwanted: UnwantedStore
    consents: ConsentStore
    call_backs: CallBackStore
    open_sheet: OpenSheet
    read_phone: ReadPhone
    write_table: WriteTable

    def keep_as(self, list_id: int, name: str) -> int:
        """Keep an imported list under a name of its own; returns the new list's id."""
        return self.named.keep_as(list_id, name.strip())

    def add_file(self, into: int, path: Path, updates: bool) -> Joined:
        """Add the people of a contact file to a list by phone; raises TroubleError."""
        sheet = self.open_sheet(path, ImportChoices())
        try:
            other = self.lists.take_in(sheet.head, sheet.batches())
        finally:
            sheet.close()
        try:
            return self.named.join(into, other.id, updates)
        finally:
            self.lists.remove(other.id)

    def call_back(self, written: str, name: str) -> bool:
        """Put a phone, as the user has typed it, on the call-back list; says whether it is new.

        Raises TroubleError(BAD_PHONE).
        """
        phone = self.read_phone(written)
        if isinstance(phone, Reason):
            raise TroubleError(Kind.BAD_PHONE, phone=written)
        return self.call_backs.add(phone, name.strip(), CallBackWhy.HAND)

    def remove_list(self, list_id: int) -> None:
        """Take a list out of the book; campaigns made of it keep their people."""
        self.named.rename(list_id, "")

    def not_to_call(self, written: str, reason: str) -> list[str]:
        """Put a phone, as the user has typed it, on the do-not-call list; returns all added.

        Raises TroubleError(BAD_PHONE).
        """
        phone = self.read_phone(written)
        if isinstance(phone, Reason):
            raise TroubleError(Kind.BAD_PHONE, phone=written)
        return self.unwanted.add(phone, reason.strip())

    def import_unwanted(self, path: Path, reason: str) -> int:
        """Put every phone of a file on the do-not-call list; returns how many are new."""
        sheet = self.open_sheet(path, ImportChoices())
        try:
            phones = [
                one
                for batch in sheet.batches()
                for contact in batch.ready.contacts()
                for one in (contact.phone, *contact.more_phones)
            ]
        finally:
            sheet.close()
        return self.unwanted.add_all(phones, reason.strip(), Origin.FILE)

    def export_unwanted(self, path: Path, headings: tuple[str, ...]) -> int:
        """Write the do-not-call list as xlsx or csv; returns how many phones."""
        listed = self.unwanted.page("", 0, self.unwanted.count())
        rows = [(one.phone, one.since, one.reason, one.campaign) for one in listed]
        self.write_table(headings, rows, path)
        return len(rows)

    def keep_consents(self, list_id: int, basis: str, on: date | None, evidence: str) -> int:
        """Keep what a list's column of consents says; returns how many clear words there were."""
        return self.consents.keep(
            Consent(contact.phone, contact.consent, basis.strip(), on, evidence.strip())
            for contact in self.lists.contacts(list_id)
            if contact.consent is not None
        )

    def export_consents(self, path: Path, headings: tuple[str, ...], yes: str, no: str) -> int:
        """Write the consents as xlsx or csv; returns how many."""
        rows = [
            (one.phone, yes if one.is_given else no, one.basis, one.on, one.evidence)
            for one in self.consents.all()
        ]
        self.write_table(headings, rows, path)
        return len(rows)

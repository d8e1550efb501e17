"""Consents to advertising: one for each phone, with basis, date and evidence."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy.dialects.sqlite import insert

from alphasms_desktop.domain.contact_book import Consent
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import attempt, consent

_ROWS_A_COMMIT = 1_000


class Consents:
    """The consents of one data folder; the newest word of a person counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, consents: Iterable[Consent]) -> int:
        """Keep consents and refusals; returns how many."""
        rows = [
            {
                "phone": one.phone,
                "is_given": one.is_given,
                "basis": one.basis,
                "at": datetime.combine(one.on, datetime.min.time(), UTC).timestamp()
                if one.on
                else None,
                "evidence": one.evidence,
            }
            for one in consents
        ]
        for begin in range(0, len(rows), _ROWS_A_COMMIT):
            new = insert(consent)
            changed = {name: new.excluded[name] for name in ("is_given", "basis", "at", "evidence")}
            with self._database.write() as connection:
                connection.execute(
                    new.on_conflict_do_update(index_elements=["phone"], set_=changed),
                    rows[begin : begin + _ROWS_A_COMMIT],
                )
        return len(rows)

    def all(self) -> list[Consent]:
        """Return every consent and refusal, by phone."""
        with self._database.read() as connection:
            return [
                Consent(row.phone, row.is_given, row.basis, _day(row.at), row.evidence)
                for row in connection.execute(select(consent).order_by(consent.c.phone))
            ]


def consent_of(connection: Connection, phone: str) -> Consent | None:
    """Return the consent or refusal of a phone, or None where it is not known."""
    row = connection.execute(select(consent).where(consent.c.phone == phone)).first()
    if row is None:
        return None
    return Consent(row.phone, row.is_given, row.basis, _day(row.at), row.evidence)


def has_refused() -> ColumnElement[bool]:
    """Whether advertising is refused for the very phone of an attempt, whoever may be called."""
    refusal = consent.c.phone == attempt.c.phone, consent.c.is_given.is_(False)
    return select(consent.c.phone).where(*refusal).exists()


def _day(at: float | None) -> date | None:
    return None if at is None else datetime.fromtimestamp(at, UTC).date()

"""Pseudonyms: phones as keyed hashes, for what must be known of people whose data was erased.

HMAC-SHA-256 (RFC 2104) with a secret that lies in the database and so in its copies. Whoever has
the secret can try all phones: a pseudonym is not anonymous.
"""

import hashlib
import hmac

from sqlalchemy import Connection, select

from alphasms_desktop.store.prepared import Prepared
from alphasms_desktop.store.schema import erased, secret

_ANY = Prepared(select(erased.c.pseudonym).limit(1))


def pseudonym_of(connection: Connection, phone: str) -> str:
    """Return the pseudonym of a phone (E.164) in this data folder."""
    return _hashed(_secret(connection), phone)


def erased_among(connection: Connection, phones: list[str]) -> set[str]:
    """Return which of some phones belonged to people who opted out and were erased."""
    if not _ANY.all(connection):
        return set()
    key = _secret(connection)
    by_pseudonym = {_hashed(key, phone): phone for phone in phones}
    known = connection.scalars(
        select(erased.c.pseudonym).where(erased.c.pseudonym.in_(list(by_pseudonym)))
    )
    return {by_pseudonym[one] for one in known}


def _secret(connection: Connection) -> str:
    return str(connection.scalars(select(secret.c.value)).one())


def _hashed(key: str, phone: str) -> str:
    return hmac.new(bytes.fromhex(key), phone.encode(), hashlib.sha256).hexdigest()

"""Account profiles: what calls have taught about an account, kept by its fingerprint."""

import json
from dataclasses import asdict
from decimal import Decimal

from sqlalchemy import delete, insert, select

from alphasms_desktop.domain.profile import AccountProfile, StatusSource
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import account_profile


class Profiles:
    """The account profiles of one data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, account: str) -> AccountProfile:
        """Return what is known of an account; the defaults where nothing is."""
        with self._database.read() as connection:
            kept = connection.scalar(
                select(account_profile.c.profile).where(account_profile.c.account == account)
            )
        return _from_text(kept) if kept else AccountProfile()

    def learn(self, account: str, newer: AccountProfile) -> None:
        """Keep what newer calls have taught beside what was known."""
        with self._database.write() as connection:
            kept = connection.scalar(
                select(account_profile.c.profile).where(account_profile.c.account == account)
            )
            known = _from_text(kept) if kept else AccountProfile()
            connection.execute(delete(account_profile).where(account_profile.c.account == account))
            connection.execute(
                insert(account_profile).values(
                    account=account,
                    updated_at=self._database.now(),
                    profile=json.dumps(asdict(known.updated(newer)), default=str),
                )
            )


def _from_text(text: str) -> AccountProfile:
    kept = json.loads(text)
    source, price = kept.get("status_source"), kept.get("price_per_s")
    return AccountProfile(
        status_source=StatusSource(source) if source else None,
        known_after_s=kept.get("known_after_s"),
        batch=kept.get("batch", AccountProfile.batch),
        words=tuple(kept.get("words", ())),
        price_per_s=Decimal(price) if price else None,
        hook_came=kept.get("hook_came"),
        clock_offset_s=kept.get("clock_offset_s"),
        limits=tuple(kept.get("limits", ())),
        refused_bytes=kept.get("refused_bytes"),
        refused_s=kept.get("refused_s"),
        heard=kept.get("heard"),
    )

"""Number checks: each is kept before anything leaves, and ends once; no code is ever kept.

A check belongs to the process that asked for it, since the code lives in its memory alone. Each
process holds the lock of a slot; what a process that died has left open is settled by whoever
comes next: an answer nobody read is lost, a code nobody holds any more was not told.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from threading import Lock

from sqlalchemy import ColumnElement, Connection, Row, and_, case, func, insert, or_, select, update

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.phone import digits_of
from alphasms_desktop.domain.verification import (
    OPEN,
    Channel,
    CheckLimits,
    KeptCheck,
    NewCheck,
    Standing,
)
from alphasms_desktop.store.database import Database, holds
from alphasms_desktop.store.do_not_call import unwanted_among
from alphasms_desktop.store.folder import DataFolder
from alphasms_desktop.store.lock import FileLock
from alphasms_desktop.store.own_ids import take_own_ids
from alphasms_desktop.store.schema import inbox
from alphasms_desktop.store.values import from_millionths, to_millionths, to_moment
from alphasms_desktop.store.verification_table import verification

_SLOTS = 64
_DAY_S, _HOUR_S = 86_400.0, 3_600.0
_MOST_SHOWN = 500
_OPEN_WORDS = tuple(str(one) for one in OPEN)

_table = verification.c


class Verifications:
    """The number checks of one data folder, as one process keeps them."""

    def __init__(self, database: Database, folder: DataFolder) -> None:
        self._database = database
        self._folder = folder
        self._taking_slot = Lock()
        self._slot: tuple[int, FileLock] | None = None

    def begin(self, new: NewCheck, limits: CheckLimits) -> KeptCheck:
        """Keep a check as ASKING, if the limits and the do-not-call list let it be.

        Whatever was open for this phone is void from now on, in every window. Raises TroubleError
        (UNWANTED, CHECKED_JUST_NOW, CHECKED_TOO_OFTEN, TOO_MANY_CHECKS); then nothing is kept.
        """
        slot = self._own_slot()
        with self._database.write() as connection:
            if not new.overrides and unwanted_among(connection, [new.phone]):
                raise TroubleError(Kind.UNWANTED, phone=new.phone)
            self._mind(connection, new, limits)
            self._leave(connection, _table.phone == new.phone, new.ends_earlier_as)
            made = connection.execute(
                insert(verification).values(
                    at=self._database.now(),
                    phone=new.phone,
                    channel=str(new.channel),
                    place=new.place,
                    operator=new.operator,
                    state=str(Standing.ASKING),
                    own_id=take_own_ids(connection, 1)[0],
                    token=secrets.token_hex(16),
                    slot=slot,
                    overrode=new.overrides,
                )
            )
            assert made.inserted_primary_key is not None
            return _one(connection, made.inserted_primary_key[0])

    def accepted(
        self, check_id: int, price: Decimal | None, gateway_id: str = "", lost: str = ""
    ) -> bool:
        """Keep that a request was taken; False where the check was voided in the meantime.

        With `lost` nobody knows whether it was, but the code is known all the same.
        """
        return self._change(
            check_id,
            (Standing.ASKING,),
            state=str(Standing.WAITING),
            price=to_millionths(price),
            gateway_id=gateway_id or None,
            trouble=lost,
        )

    def note_try(self, check_id: int, tries: int) -> bool:
        """Keep how many wrong answers there were; False where the check is not open any more."""
        return self._change(check_id, (Standing.WAITING,), tries=tries)

    def end(
        self,
        check_id: int,
        standing: Standing,
        tries: int | None = None,
        trouble: str = "",
        raw: str = "",
    ) -> bool:
        """Keep how a check ended; False where it had ended before, and then that stands."""
        more: dict[str, object] = {} if tries is None else {"tries": tries}
        if trouble:
            more |= {"trouble": trouble, "raw": raw}
        return self._change(
            check_id,
            tuple(OPEN),
            state=str(standing),
            ended_at=self._database.now(),
            **more,
        )

    def get(self, check_id: int) -> KeptCheck:
        """Return a check as it is kept now."""
        with self._database.read() as connection:
            return _one(connection, check_id)

    def latest(self, search: str = "", limit: int = _MOST_SHOWN) -> list[KeptCheck]:
        """Return checks, the newest first; `search` is part of a phone or of a place."""
        query = select(verification).order_by(_table.id.desc()).limit(limit)
        if wanted := search.strip():
            digits = digits_of(wanted)
            in_place = holds(_table.place, wanted)
            in_phone = _table.phone.contains(digits, autoescape=True) if digits else in_place
            query = query.where(or_(in_place, in_phone))
        with self._database.read() as connection:
            return [_kept(row) for row in connection.execute(query)]

    def usual_price(self, channel: Channel) -> Decimal | None:
        """Return what the last check of a channel cost, where the service has told."""
        query = (
            select(_table.price)
            .where(_table.channel == str(channel), _table.price.is_not(None))
            .order_by(_table.id.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            return from_millionths(connection.scalar(query))

    def hooks(self, token: str) -> list[str]:
        """Return the webhooks that came for a check, the oldest first; they count as read."""
        with self._database.write() as connection:
            bodies = connection.scalars(
                select(inbox.c.body).where(inbox.c.token == token).order_by(inbox.c.id)
            ).all()
            connection.execute(
                update(inbox)
                .where(inbox.c.token == token, inbox.c.applied_at.is_(None))
                .values(applied_at=self._database.now())
            )
        return list(bodies)

    def settle_left(self) -> int:
        """Settle what processes that are gone have left open; returns how many checks that were."""
        with self._database.read() as connection:
            query = select(_table.slot).where(_table.state.in_(_OPEN_WORDS)).distinct()
            slots = set(connection.scalars(query))
        own = self._slot[0] if self._slot else None
        return sum(self._settle_slot(slot) for slot in slots - {own})

    def close(self) -> None:
        """Let the slot go; what this process left open is settled first."""
        with self._taking_slot:
            held, self._slot = self._slot, None
        if held:
            with self._database.write() as connection:
                self._leave(connection, _table.slot == held[0])
            held[1].release()

    def _own_slot(self) -> int:
        with self._taking_slot:
            if self._slot is None:
                self._slot = self._take_slot()
            return self._slot[0]

    def _take_slot(self) -> tuple[int, FileLock]:
        for slot in range(1, _SLOTS + 1):
            lock = self._lock_of(slot)
            if lock.acquire():
                with self._database.write() as connection:
                    self._leave(connection, _table.slot == slot)
                return slot, lock
        raise TroubleError(Kind.IN_USE)

    def _settle_slot(self, slot: int) -> int:
        with self._held(slot) as is_free:
            if not is_free:
                return 0
            with self._database.write() as connection:
                return self._leave(connection, _table.slot == slot)

    @contextmanager
    def _held(self, slot: int) -> Iterator[bool]:
        lock = self._lock_of(slot)
        try:
            yield lock.acquire()
        finally:
            lock.release()

    def _lock_of(self, slot: int) -> FileLock:
        return self._folder.lock(f"checks-{slot}")

    def _leave(
        self,
        connection: Connection,
        whose: ColumnElement[bool],
        untold: Standing = Standing.NOT_TOLD,
    ) -> int:
        """End open checks whose code nobody holds any more; returns how many."""
        lost = str(Kind.ANSWER_LOST)
        is_lost = or_(_table.state == str(Standing.ASKING), _table.trouble == lost)
        changed = connection.execute(
            update(verification)
            .where(_table.state.in_(_OPEN_WORDS), whose)
            .values(
                state=case((is_lost, str(Standing.ANSWER_LOST)), else_=str(untold)),
                trouble=case((is_lost, lost), else_=_table.trouble),
                ended_at=self._database.now(),
            )
        )
        return int(changed.rowcount)

    def _mind(self, connection: Connection, new: NewCheck, limits: CheckLimits) -> None:
        """Raise TroubleError where a limit is reached; what certainly never left does not count."""
        now = self._database.now()
        # A clock that was set back makes nobody wait for longer than the time that counts.
        age = func.abs(_table.at - now)
        left = _table.state != str(Standing.REFUSED)
        of_phone = and_(left, _table.phone == new.phone)
        same_way = and_(of_phone, _table.channel == str(new.channel))
        youngest = connection.scalar(select(func.min(age)).where(same_way))
        if youngest is not None and youngest < limits.gap_s:
            seconds = max(1, round(limits.gap_s - youngest))
            raise TroubleError(Kind.CHECKED_JUST_NOW, seconds=seconds)
        today = connection.scalar(select(func.count()).where(of_phone, age < _DAY_S)) or 0
        if today >= limits.a_phone:
            raise TroubleError(Kind.CHECKED_TOO_OFTEN, times=today)
        lately = connection.scalar(select(func.count()).where(left, age < _HOUR_S)) or 0
        if lately >= limits.an_hour:
            raise TroubleError(Kind.TOO_MANY_CHECKS, times=lately)

    def _change(self, check_id: int, before: tuple[Standing, ...], **values: object) -> bool:
        words = [str(one) for one in before]
        with self._database.write() as connection:
            changed = connection.execute(
                update(verification)
                .where(_table.id == check_id, _table.state.in_(words))
                .values(**values)
            )
        return bool(changed.rowcount)


def _one(connection: Connection, check_id: int) -> KeptCheck:
    return _kept(connection.execute(select(verification).where(_table.id == check_id)).one())


def _kept(row: Row[tuple[object, ...]]) -> KeptCheck:
    at = to_moment(row.at)
    assert at is not None  # the column is never empty
    return KeptCheck(
        id=row.id,
        at=at,
        phone=row.phone,
        channel=Channel(row.channel),
        place=row.place,
        operator=row.operator,
        standing=Standing(row.state),
        tries=row.tries,
        own_id=row.own_id,
        token=row.token,
        price=from_millionths(row.price),
        gateway_id=row.gateway_id or "",
        trouble=row.trouble,
        raw=row.raw,
        overrode=bool(row.overrode),
        ended_at=to_moment(row.ended_at),
    )

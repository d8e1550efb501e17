"""The verification desk: is this phone the customer's? A code goes to it, the customer tells it.

Each request is kept before it leaves. Where its answer is lost, the phone may ring all the same;
nothing is ever asked for again by itself. A code lives in this object alone, until it matched, was
told wrongly too often, grew old or was voided by a new one.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from alphasms_desktop.domain.code import CODE_DIGITS
from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.money import estimate_one
from alphasms_desktop.domain.verification import (
    CODE_LIVES_S,
    USUAL_CODE_PRICE,
    Channel,
    KeptCheck,
    NewCheck,
    Progress,
    Standing,
    Told,
    limits_of,
)
from alphasms_desktop.engine.desk_ports import ReadPhone, SettingsStore, WriteTable
from alphasms_desktop.engine.ports import Clock
from alphasms_desktop.engine.sound_ports import ReadSound
from alphasms_desktop.engine.verify_ports import CheckStore, CodeLineMaker, IsLandline
from alphasms_desktop.engine.verify_requests import Held, Requests
from alphasms_desktop.engine.verify_watch import progress_of

_log = logging.getLogger(__name__)
_DICTATION_S = 18.0
_TEXT_PRICE = Decimal("1.20")


@dataclass(frozen=True, slots=True)
class Order:
    """A check that is wanted: the phone as typed, and where it goes; a question for `KEY`.

    With `follows_no_call` the customer says that nothing came by the way before.
    """

    phone: str
    channel: Channel
    url: str
    key: str
    overrides: bool = False
    question: Recording | None = None
    follows_no_call: bool = False


@dataclass(frozen=True, slots=True)
class CheckView:
    """A check as a front end may know it: no code in it.

    `trouble` is why it was refused, or what makes it unsure; `tries_left` how many wrong answers
    may still come, `length` how many digits the code has.
    """

    id: int
    phone: str
    channel: Channel
    standing: Standing
    tries_left: int
    price: Decimal | None = None
    trouble: Trouble | None = None
    length: int = CODE_DIGITS


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of digits that were told."""

    told: Told
    tries_left: int


@dataclass
class VerifyDesk:
    """Asks for codes, compares what is told, keeps what came of it; any thread may use it."""

    checks: CheckStore
    requests: Requests
    connect: CodeLineMaker
    settings: SettingsStore
    clock: Clock
    read_phone: ReadPhone
    is_landline: IsLandline
    read_sound: ReadSound
    write_table: WriteTable
    operator: str
    bind: Callable[[], None] = lambda: None
    _held: dict[int, Held] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def begin(self, order: Order) -> CheckView:
        """Ask for a code, or for a key; takes as long as the service does.

        A refusal, and an answer that was lost, stand in what is returned. Raises TroubleError
        where nothing was kept: a phone that cannot be checked, a limit, no key, a store that fails.
        """
        self.expire()
        self.checks.settle_left()
        phone = self.phone_of(order.phone)
        settings = self.settings.load()
        self._refuse_beforehand(order, settings.sms_sender)
        # What cannot be read is found out before anything is kept.
        audio = self.read_sound(order.question.fingerprint) if order.question else b""
        self.bind()
        line = self.connect(order.url, order.key, 1)
        try:
            if order.channel is Channel.KEY and line.receiver is None:
                raise TroubleError(Kind.NO_RECEIVER)
            earlier = Standing.NOT_REACHED if order.follows_no_call else Standing.NOT_TOLD
            new = NewCheck(
                phone,
                order.channel,
                settings.desk_name,
                self.operator,
                order.overrides,
                earlier,
            )
            kept = self.checks.begin(new, limits_of(settings))
            self._void(phone)
            held = Held(kept, line, settings, self.clock.monotonic() + CODE_LIVES_S)
            return self._ask(held, order.url, audio)
        except BaseException:
            line.close()
            raise

    def tell(self, check_id: int, digits: str) -> Answer:
        """Compare what the customer told; raises TroubleError where the store fails."""
        with self._lock:
            self.expire()
            held = self._held.get(check_id)
            if held is None or held.code is None:
                return Answer(Told.VOID, 0)
            if held.code.matches(digits):
                kept = self._end(held, Standing.CONFIRMED, held.tries)
                return Answer(Told.CONFIRMED if kept else Told.VOID, 0)
            held.tries += 1
            left = held.tries_left
            if left <= 0:
                kept = self._end(held, Standing.NO_MATCH, held.tries)
                return Answer(Told.LOCKED if kept else Told.VOID, 0)
            if not self.checks.note_try(check_id, held.tries):
                self._forget(held)
                return Answer(Told.VOID, 0)
            return Answer(Told.WRONG, left)

    def leave(self, check_id: int, is_not_reached: bool = False) -> None:
        """End a check whose digits nobody will tell; nothing happens where it has ended."""
        with self._lock:
            held = self._held.get(check_id)
            if held is not None:
                if is_not_reached:
                    held.progress = Progress.NOT_REACHED
                self._end(held, held.untold, held.tries)

    def follow(self, check_id: int) -> Progress:
        """Ask how the call or text goes; raises TroubleError, and can always be asked again.

        A question by key ends here: by the key, or by a call that ended without one.
        """
        held = self._held.get(check_id)
        if held is None:
            return Progress.ENDED
        try:
            told = progress_of(held.kept, held.line.gateway, self.checks)
        except Exception:
            if check_id not in self._held:  # it was ended, and its line closed, in the meantime
                return Progress.ENDED
            raise
        with self._lock:
            if held.progress is Progress.UNDER_WAY or told.progress is Progress.KEY_PRESSED:
                held.progress = told.progress
            if held.kept.channel is Channel.KEY and told.standing is not None:
                self._end(held, told.standing, 0)
            return held.progress

    def standing(self, check_id: int) -> Standing:
        """Return how a check stands on the disk."""
        return self.checks.get(check_id).standing

    def expire(self) -> None:
        """Wipe every code that has grown old."""
        now = self.clock.monotonic()
        with self._lock:
            for held in [one for one in self._held.values() if one.until <= now]:
                self._end(held, held.untold, held.tries)

    def phone_of(self, written: str) -> str:
        """Return the written form of a phone; raises TroubleError(BAD_PHONE, LANDLINE)."""
        found = self.read_phone(written)
        if isinstance(found, Reason):
            raise TroubleError(Kind.BAD_PHONE, phone=written.strip(), what=str(found))
        if self.is_landline(found):
            raise TroubleError(Kind.LANDLINE, phone=written.strip())
        return found

    def price(self, channel: Channel, question: Recording | None = None) -> Decimal:
        """Return about what a check costs, by the last one where the service told its price."""
        if channel is Channel.KEY:
            return estimate_one(question.seconds if question else _DICTATION_S)
        told = self.checks.usual_price(channel)
        usual = {
            Channel.CALL: USUAL_CODE_PRICE,
            Channel.DICTATED: estimate_one(_DICTATION_S),
            Channel.SMS: _TEXT_PRICE,
        }
        return told if told is not None else usual[channel]

    def close(self) -> None:
        """Wipe every code and hang up; what was open was not told."""
        with self._lock:
            for held in list(self._held.values()):
                try:
                    self._end(held, held.untold, held.tries)
                except TroubleError as error:
                    # It stays open on the disk and is settled by whoever opens it next.
                    _log.warning("a check could not be ended: %s", error)

    def _refuse_beforehand(self, order: Order, sender: str) -> None:
        if order.channel is Channel.SMS and not sender:
            raise TroubleError(Kind.NO_SENDER)
        if order.channel is Channel.KEY and order.question is None:
            raise TroubleError(Kind.NO_SOUND_FILE)

    def _ask(self, held: Held, url: str, audio: bytes) -> CheckView:
        """Send what was kept and take in what came of it; a fault of ours leaves it in doubt."""
        try:
            price, gateway_id, lost = self.requests.send(held, url, audio)
        except TroubleError as error:
            return self._failed(held, error.trouble)
        except Exception as error:
            _log.exception("a fault while asking for check %d", held.kept.id)
            return self._failed(held, Trouble(Kind.FAULT, type(error).__name__))
        with self._lock:
            lost_word = str(lost.kind) if lost else ""
            if not self.checks.accepted(held.kept.id, price, gateway_id, lost_word):
                held.wipe()
                return _view(replace(held.kept, standing=Standing.NOT_TOLD), 0)
            held.is_lost = lost is not None
            held.kept = replace(
                held.kept, standing=Standing.WAITING, price=price, gateway_id=gateway_id
            )
            self._held[held.kept.id] = held
            length = len(held.code) if held.code else CODE_DIGITS
        self._wipe_in_time(held)
        return _view(held.kept, held.tries_left, lost, length)

    def _failed(self, held: Held, trouble: Trouble) -> CheckView:
        in_doubt = trouble.kind in (Kind.ANSWER_LOST, Kind.FAULT)
        standing = Standing.ANSWER_LOST if in_doubt else Standing.REFUSED
        held.wipe()
        self.checks.end(held.kept.id, standing, 0, str(trouble.kind), trouble.detail)
        return _view(replace(held.kept, standing=standing), 0, trouble)

    def _end(self, held: Held, standing: Standing, tries: int) -> bool:
        self._forget(held)
        return self.checks.end(held.kept.id, standing, tries)

    def _forget(self, held: Held) -> None:
        self._held.pop(held.kept.id, None)
        held.wipe()

    def _void(self, phone: str) -> None:
        """Forget earlier codes of a phone; the store has ended them already."""
        with self._lock:
            for held in [one for one in self._held.values() if one.kept.phone == phone]:
                self._forget(held)

    def _wipe_in_time(self, held: Held) -> None:
        held.timer = threading.Timer(CODE_LIVES_S + 1, self._expire_quietly)
        held.timer.daemon = True
        held.timer.start()

    def _expire_quietly(self) -> None:
        try:
            self.expire()
        except TroubleError as error:
            _log.warning("a check that grew old could not be ended: %s", error)


def _view(
    kept: KeptCheck, tries_left: int, trouble: Trouble | None = None, length: int = CODE_DIGITS
) -> CheckView:
    return CheckView(
        kept.id, kept.phone, kept.channel, kept.standing, tries_left, kept.price, trouble, length
    )

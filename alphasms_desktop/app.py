"""Assembly: builds the adapters around one data folder and hands out a Workspace; no Qt."""

import getpass
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from alphasms_desktop.app_receiving import make_reception, relay_file
from alphasms_desktop.audio import to_telephone_wav
from alphasms_desktop.audio.stitched import sounds_of
from alphasms_desktop.audio.studio import Studio, read_kept
from alphasms_desktop.contacts import SheetProcess, Spreadsheet, read_phone
from alphasms_desktop.contacts.phone_kinds import kind_of_phone
from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.address import BUILT_IN_SANDBOX, parse_address
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.code import SecretCode, code_of_phone, fresh_code
from alphasms_desktop.domain.errors import TroubleError
from alphasms_desktop.domain.importing import ImportChoices, PhoneKind, PhoneRules
from alphasms_desktop.domain.message import Recording, TextMessage
from alphasms_desktop.domain.profile import AccountProfile, StatusSource
from alphasms_desktop.domain.receiving import Receiving, Standing
from alphasms_desktop.engine.book_desk import BookDesk
from alphasms_desktop.engine.cabinet_desk import CabinetDesk
from alphasms_desktop.engine.campaign_desk import CampaignDesk
from alphasms_desktop.engine.clip_desk import ClipDesk
from alphasms_desktop.engine.contact_desk import ContactDesk
from alphasms_desktop.engine.data_desk import DataDesk
from alphasms_desktop.engine.desk_ports import LineMaker, OpenSheet, Sheet
from alphasms_desktop.engine.follow import HOOK_GRACE_S
from alphasms_desktop.engine.receiving_desk import ReceivingDesk
from alphasms_desktop.engine.reception import (
    GRACE_S,
    AttachedReceiver,
    Reception,
)
from alphasms_desktop.engine.recipe_desk import RecipeDesk
from alphasms_desktop.engine.result_desk import ResultDesk
from alphasms_desktop.engine.settle import SETTLE_AFTER_S
from alphasms_desktop.engine.single_desk import SingleDesk
from alphasms_desktop.engine.text_desk import TextDesk
from alphasms_desktop.engine.verify_desk import VerifyDesk
from alphasms_desktop.engine.verify_ports import CodeLineMaker
from alphasms_desktop.engine.verify_requests import Requests
from alphasms_desktop.engine.workspace import AudioDesk, KeyDesk, Workspace
from alphasms_desktop.log import open_log
from alphasms_desktop.reports import (
    copied,
    write_evidence,
    write_known,
    write_rejects,
    write_table,
    write_watched,
)
from alphasms_desktop.sandbox import Sandbox, SandboxSettings
from alphasms_desktop.spoken.dictation import dictated, written
from alphasms_desktop.spoken.measure import measure
from alphasms_desktop.spoken.script import Script, faults_in, with_fallback
from alphasms_desktop.store import Store, open_store
from alphasms_desktop.store.erasing import SANDBOX_CALLS
from alphasms_desktop.store.folder import DataFolder
from alphasms_desktop.store.keys import (
    forget_key,
    keep_key,
    read_key,
)
from alphasms_desktop.store.profiles import Profiles
from alphasms_desktop.store.settings import SettingsFile

if TYPE_CHECKING:
    from alphasms_desktop.gateway.receiver import HookReceiver
    from alphasms_desktop.gateway.ring import Ring
    from alphasms_desktop.gateway.service import CallService

_Message = TypeVar("_Message")
_log = logging.getLogger(__name__)

_ASK_LOOPBACK_EVERY_S = 2.0
_ASK_EVERY_S = 10.0
_SETTLE_LOOPBACK_AFTER_S = 4.0
_TRAINING_SPEED = 20.0
"""Pretend calls go by twenty times faster, so that a lesson does not take an afternoon."""


class SystemClock:
    """The computer's own clocks."""

    def now(self) -> datetime:
        """Return the wall clock's time in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that only ever grow."""
        return time.monotonic()

    def receive(self, mailbox: SimpleQueue[_Message], patience_s: float) -> _Message:
        """Return the next message, or raise queue.Empty when so many seconds have passed."""
        return mailbox.get(timeout=patience_s)


@dataclass
class ServiceLine:
    """A line to the service, with the receiver it may have brought along.

    What its calls teach of the account goes into `profile` when it hangs up.
    """

    gateway: "CallService"
    receiver: "HookReceiver | AttachedReceiver | None"
    ask_every_s: float
    settle_after_s: float
    grace_s: float
    own_hook: str
    brings_keys: bool
    _profiles: Profiles
    _account: str
    _listeners: list[Callable[[], None]]
    _lessons: AccountProfile = field(default_factory=AccountProfile)

    def on_hook(self, told: Callable[[], None]) -> None:
        """Have `told` called for each webhook that was put into the inbox."""
        self._listeners.append(told)

    def learn(self, lessons: AccountProfile) -> None:
        """Keep what a run has taught, when the line hangs up."""
        self._lessons = lessons

    def close(self) -> None:
        """Hang up, the client first, so that nothing more leaves; keep what was learned."""
        self.gateway.close()
        if self.receiver:
            self.receiver.close()
        try:
            self._profiles.learn(self._account, self.gateway.profile.updated(self._lessons))
        except TroubleError as error:
            _log.warning("what was learned of the account could not be kept: %s", error)


class TrainingSandbox:
    """The sandbox inside the program: started for the first call, one for a data folder."""

    def __init__(self, folder: DataFolder, scenario: str) -> None:
        self._folder = folder
        self._scenario = scenario
        self._lock = folder.lock("sandbox")
        self._starting = threading.Lock()
        self._sandbox: Sandbox | None = None

    def url(self) -> str:
        """Return its address; it is started if it is not running."""
        with self._starting:
            if self._sandbox is None:
                # A second process gets a sandbox of its own, which remembers nothing.
                keep = self._folder.path / SANDBOX_CALLS if self._lock.acquire() else None
                self._sandbox = Sandbox(
                    SandboxSettings(
                        scenario=self._scenario,
                        speed=_TRAINING_SPEED,
                        keep=keep,
                        codes_by_phone=True,
                    )
                )
                self._sandbox.start()
            return self._sandbox.url

    def stop(self) -> None:
        """End it, if it was started."""
        with self._starting:
            if self._sandbox is not None:
                self._sandbox.stop()
                self._sandbox = None
            self._lock.release()


def open_workspace(
    data_folder: Path,
    mode: Mode = Mode.REAL,
    settings: Path | None = None,
    scenario: str = "ordinary",
    reads_apart: bool = False,
) -> Workspace:
    """Open a data folder with all its desks; raises TroubleError for one that cannot be used.

    `scenario` is how the people of the built-in sandbox behave; with `reads_apart` contact files
    are read in a process of their own, as a window needs it.
    """
    store = open_store(data_folder)
    open_log(store.folder.logs)
    sandbox = TrainingSandbox(store.folder, scenario)

    settings_file = SettingsFile(settings or store.folder.path / "settings.json")

    ring = _Exchanged()
    reception = make_reception(store)
    desk = _receiving_desk(store, reception, settings_file, mode)

    def connect(url: str, key: str, uploads: int) -> ServiceLine:
        address = sandbox.url() if url == BUILT_IN_SANDBOX else url
        settings = settings_file.load()
        near = parse_address(address).is_loopback
        receiving = desk.chosen or (None if near else settings.receiving)
        reaching = _Reaching(reception, receiving)
        return _connect(store, address, key, uploads, settings.status_source, ring, reaching)

    def close() -> None:
        verify.close()
        reception.close()
        sandbox.stop()
        if reader:
            reader.stop()
        store.close()

    reader = SheetProcess() if reads_apart else None
    open_sheet = reader.open if reader else Spreadsheet

    def usual() -> ImportChoices:
        chosen = settings_file.load()
        rules = PhoneRules(chosen.country, takes_foreign=chosen.foreign != "refused")
        return ImportChoices(phones=rules)

    campaigns = _campaign_desk(store, connect)
    audio = _audio_desk(store)
    verify = _verify_desk(store, connect, settings_file, usual, mode)
    return Workspace(
        campaigns=campaigns,
        texts=campaigns.texts,
        contacts=_contact_desk(store, usual, open_sheet),
        book=_book_desk(store, usual, open_sheet),
        single=_single_desk(store, campaigns, usual),
        recipes=RecipeDesk(
            store.recipes, store.campaigns, store.lists, store.follow_ups, SystemClock(), store
        ),
        results=_result_desk(store),
        data=DataDesk(
            store,
            settings_file,
            lambda cell: read_phone(cell, usual().phones),
            write_known,
            sandbox.stop,
            store.folder.path,
        ),
        audio=audio,
        clips=ClipDesk(store.lists, store.recordings, audio.studio),
        verify=verify,
        keys=key_desk(),
        settings=settings_file,
        receiving=desk,
        cabinet=CabinetDesk(open_sheet, store, store.live, usual),
        mode=mode,
        exchanges=ring.lines,
        back_up=store.back_up_if_due,
        close=close,
    )


def contact_reader(path: Path, choices: ImportChoices) -> Sheet:
    """Open a contact file without a data folder; raises TroubleError."""
    return Spreadsheet(path, choices)


def open_script(message: TextMessage, columns: Sequence[str]) -> Script:
    """Make a text ready for the rows of a sheet; raises TroubleError(BAD_TEXT)."""
    return Script(message, columns)


def settings_file(base: Path) -> SettingsFile:
    """Return the settings of the whole program, kept beside the data of real calls."""
    return SettingsFile(base / "settings.json")


def key_desk() -> KeyDesk:
    """Return the desk of the API key, which needs no data folder."""
    return KeyDesk(read_key, keep_key, forget_key)


def public_holidays(today: date) -> frozenset[date]:
    """Return Ukraine's public holidays of this year and the two after it.

    Those that martial law has made working days count too: an office that asks for holidays to
    be left out means the days on which people do not want to be rung.
    """
    from holidays import country_holidays

    years = range(today.year, today.year + 3)
    return frozenset(country_holidays("UA", years=years, categories=("public", "workday")))


def _contact_desk(
    store: Store, usual: Callable[[], ImportChoices], open_sheet: OpenSheet
) -> ContactDesk:
    return ContactDesk(
        store.lists,
        open_sheet,
        lambda cell: read_phone(cell, usual().phones),
        store.column_memory,
        write_rejects,
        usual,
    )


def _book_desk(store: Store, usual: Callable[[], ImportChoices], open_sheet: OpenSheet) -> BookDesk:
    return BookDesk(
        store.office_lists,
        store.lists,
        store.people,
        store.do_not_call,
        store.consents,
        store.call_backs,
        open_sheet,
        lambda cell: read_phone(cell, usual().phones),
        write_table,
    )


def _result_desk(store: Store) -> ResultDesk:
    return ResultDesk(
        store.campaigns,
        store.lists,
        store.statistics,
        store.evidence,
        write_watched,
        write_evidence,
        store.folder.recordings,
        store.worklists,
        copied,
    )


def _audio_desk(store: Store) -> AudioDesk:
    recordings = store.folder.recordings

    def read_sound(fingerprint: str) -> bytes:
        return read_kept(recordings, fingerprint)

    def convert(path: Path) -> Recording:
        return to_telephone_wav(path, recordings)

    return AudioDesk(convert, read_sound, recordings, Studio(recordings), store.recordings)


def _single_desk(
    store: Store, campaigns: CampaignDesk, usual: Callable[[], ImportChoices]
) -> SingleDesk:
    return SingleDesk(
        campaigns, store.lists, store.profiles, lambda cell: read_phone(cell, usual().phones)
    )


def _campaign_desk(store: Store, connect: LineMaker) -> CampaignDesk:
    return CampaignDesk(
        store.campaigns,
        store.lists,
        store,
        store.live,
        lambda campaign: sounds_of(campaign, store.folder.recordings),
        connect,
        SystemClock(),
        store.profiles,
        public_holidays,
        _text_desk(store),
        store.row_fields,
    )


def _receiving_desk(
    store: Store,
    reception: Reception,
    settings: SettingsFile,
    mode: Mode,
) -> ReceivingDesk:
    return ReceivingDesk(
        settings, reception, store.inbox, relay_file, SystemClock(), mode is Mode.TRAINING
    )


@dataclass(frozen=True)
class _Reaching:
    """How results reach a line: by the reception, or by a receiver of its own for a sandbox."""

    reception: Reception
    receiving: Receiving | None


def _verify_desk(
    store: Store,
    connect: CodeLineMaker,
    settings: SettingsFile,
    usual: Callable[[], ImportChoices],
    mode: Mode,
) -> VerifyDesk:
    def make(url: str, phone: str) -> SecretCode:
        return code_of_phone(phone) if url == BUILT_IN_SANDBOX else fresh_code()

    return VerifyDesk(
        store.verifications,
        Requests(make, lambda code: dictated(code.reveal()), lambda code: written(code.reveal())),
        connect,
        settings,
        SystemClock(),
        lambda cell: read_phone(cell, usual().phones),
        lambda phone: kind_of_phone(phone) is PhoneKind.FIXED,
        lambda fingerprint: read_kept(store.folder.recordings, fingerprint),
        write_table,
        _user_name(),
        lambda: store.belong_to(mode),
    )


def _user_name() -> str:
    """Return who is signed in to this computer; nothing where the system does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _text_desk(store: Store) -> TextDesk:
    def measured(text: str) -> tuple[int, int]:
        length = measure(text)
        return length.signs, length.parts

    return TextDesk(store.lists, Script, faults_in, measured, with_fallback)


class _Exchanged:
    """The last exchanges of one workspace; the ring is made with its first line."""

    def __init__(self) -> None:
        self.ring: Ring | None = None

    def lines(self) -> list[str]:
        """Return the last exchanges, masked."""
        return self.ring.lines() if self.ring else []


def _connect(
    store: Store,
    url: str,
    key: str,
    uploads: int,
    only: StatusSource | None,
    exchanged: _Exchanged,
    reaching: _Reaching,
) -> ServiceLine:
    from alphasms_desktop.gateway.receiver import HookReceiver
    from alphasms_desktop.gateway.ring import Ring
    from alphasms_desktop.gateway.service import CallService

    address = parse_address(url)
    account = account_fingerprint(key)
    exchanged.ring = exchanged.ring or Ring()
    profile = store.profiles.get(account)
    service = CallService(address, key, uploads, profile, only, exchanged.ring)
    listeners: list[Callable[[], None]] = []

    def told() -> None:
        for listener in listeners:
            listener()

    receiving = reaching.receiving
    receiver: HookReceiver | AttachedReceiver | None = None
    if receiving is None:
        receiver = HookReceiver(store.inbox.put_all, told)
    elif receiving.standing in {Standing.TESTED, Standing.UNTESTED}:
        receiver = reaching.reception.attach(receiving, told)
    return ServiceLine(
        service,
        receiver,
        _ASK_LOOPBACK_EVERY_S if address.is_loopback else _ASK_EVERY_S,
        _SETTLE_LOOPBACK_AFTER_S if address.is_loopback else SETTLE_AFTER_S,
        HOOK_GRACE_S if receiving is None else GRACE_S,
        receiving.hook if receiving and receiving.standing is Standing.ELSEWHERE else "",
        receiving is None or receiving.brings_keys,
        store.profiles,
        account,
        listeners,
    )

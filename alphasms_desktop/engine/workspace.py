"""The workspace: one desk a subject, which is all a front end ever talks to."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from alphasms_desktop.domain.address import BUILT_IN_SANDBOX, parse_address
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.contact import Batch, Contact, ContactList, Reason, SheetHead
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.live import (
    ListFilter,
    ListRow,
)
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.engine.campaign_desk import CampaignDesk
from alphasms_desktop.engine.desk_ports import (
    Convert,
    ForgetKey,
    KeepKey,
    ListStore,
    OpenSheet,
    ReadKey,
    ReadPhone,
    ReadSound,
    SettingsStore,
)

_TRAINING_KEY = "training"


@dataclass(frozen=True)
class ContactDesk:
    """Contacts come in here."""

    lists: ListStore
    open_sheet: OpenSheet
    read_phone: ReadPhone

    def take_in(self, path: Path, phone_column: str | None = None) -> ContactList:
        """Import a contact file whole; raises TroubleError, also when no row can be called."""
        sheet = self.open_sheet(path, phone_column)
        taken = self.lists.take_in(sheet.head, sheet.batches())
        if not taken.ready:
            self.lists.remove(taken.id)
            raise TroubleError(
                Kind.NO_VALID_PHONE,
                path=path.name,
                rejected=taken.rejected + taken.duplicates,
                column=sheet.head.columns[sheet.head.phone_column],
            )
        return taken

    def take_one(self, phone: str) -> ContactList:
        """Make a list of one phone; raises TroubleError(BAD_PHONE) for what is none."""
        read = self.read_phone(phone)
        if isinstance(read, Reason):
            raise TroubleError(Kind.BAD_PHONE, phone=phone)
        head = SheetHead("", "", ("phone",), 0, None)
        return self.lists.take_in(head, [Batch((Contact(1, read, phone, "", (phone,)),), ())])

    def page(
        self, list_id: int, shown: ListFilter, offset: int = 0, limit: int = 200
    ) -> list[ListRow]:
        """Return some rows of an imported file, those with faults first."""
        return self.lists.page(list_id, shown, offset, limit)

    def remove(self, list_id: int) -> None:
        """Remove a list that no campaign was made of."""
        self.lists.remove(list_id)


@dataclass(frozen=True)
class AudioDesk:
    """Recordings are made fit for the phone here."""

    convert: Convert
    read: ReadSound
    folder: Path

    def prepare(self, path: Path) -> Recording:
        """Convert any recording and keep the result; raises TroubleError."""
        return self.convert(path)

    def path_of(self, recording: Recording) -> Path:
        """Return where the telephone WAV of a recording lies, to be played."""
        return self.folder / f"{recording.fingerprint}.wav"


@dataclass(frozen=True)
class KeyDesk:
    """The API key is found, kept and forgotten here; it goes nowhere else."""

    read: ReadKey
    keep_secret: KeepKey
    forget_secret: ForgetKey

    def key_for(self, url: str) -> str:
        """Return the key for a service; raises TroubleError(NO_KEY) where there is none.

        A service on this computer never gets the key of the password store.
        """
        if url == BUILT_IN_SANDBOX:
            return _TRAINING_KEY
        address = parse_address(url)
        key = self.read(None if address.is_loopback else address.host)
        if not key and not address.is_loopback:
            raise TroubleError(Kind.NO_KEY)
        return key or _TRAINING_KEY

    def keep(self, url: str, key: str) -> None:
        """Put the key of a service into the password store; raises TroubleError."""
        self.keep_secret(parse_address(url).host, key)

    def forget(self, url: str) -> bool:
        """Remove the key of a service; says whether there was one."""
        return self.forget_secret(parse_address(url).host)


@dataclass(frozen=True)
class Workspace:
    """All desks of one data folder; `exchanges` tells the last talks with the service, masked.

    `back_up` makes the copy of the day where there is none yet; raises TroubleError.
    """

    campaigns: CampaignDesk
    contacts: ContactDesk
    audio: AudioDesk
    keys: KeyDesk
    settings: SettingsStore
    mode: Mode
    exchanges: Callable[[], list[str]]
    back_up: Callable[[], bool]
    close: Callable[[], None]

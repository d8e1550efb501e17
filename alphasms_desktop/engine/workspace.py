"""The workspace: one desk a subject, which is all a front end ever talks to."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.address import BUILT_IN_SANDBOX, parse_address
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.library import NewEntry, SoundOrigin
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.engine.book_desk import BookDesk
from alphasms_desktop.engine.cabinet_desk import CabinetDesk
from alphasms_desktop.engine.campaign_desk import CampaignDesk
from alphasms_desktop.engine.clip_desk import ClipDesk
from alphasms_desktop.engine.contact_desk import ContactDesk
from alphasms_desktop.engine.data_desk import DataDesk
from alphasms_desktop.engine.desk_ports import (
    ForgetKey,
    KeepKey,
    ReadKey,
    SettingsStore,
)
from alphasms_desktop.engine.receiving_desk import ReceivingDesk
from alphasms_desktop.engine.recipe_desk import RecipeDesk
from alphasms_desktop.engine.result_desk import ResultDesk
from alphasms_desktop.engine.single_desk import SingleDesk
from alphasms_desktop.engine.sound_ports import Convert, ReadSound, SoundLibrary, SoundStudio
from alphasms_desktop.engine.text_desk import TextDesk
from alphasms_desktop.engine.verify_desk import VerifyDesk

_TRAINING_KEY = "training"


@dataclass(frozen=True)
class AudioDesk:
    """Recordings are made fit for the phone here."""

    convert: Convert
    read: ReadSound
    folder: Path
    studio: SoundStudio
    library: SoundLibrary

    def prepare(self, path: Path) -> Recording:
        """Convert any recording and keep the result; raises TroubleError."""
        return self.convert(path)

    def path_of(self, recording: Recording) -> Path:
        """Return where the telephone WAV of a recording lies, to be played."""
        return self.folder / f"{recording.fingerprint}.wav"

    @property
    def takes(self) -> Path:
        """Where a microphone writes, and what it wrote is kept for a while."""
        return self.folder / "takes"

    def remember(self, recording: Recording, name: str, origin: SoundOrigin, clip: str = "") -> int:
        """Put a kept recording into the library; returns its entry. Raises TroubleError."""
        thumbnail = self.studio.thumbnail(recording.fingerprint)
        return self.library.add(NewEntry(recording, name, origin, thumbnail, clip))


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

    def account_of(self, url: str) -> str:
        """Return the fingerprint of the key for a service; raises TroubleError(NO_KEY)."""
        return account_fingerprint(self.key_for(url))

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
    texts: TextDesk
    contacts: ContactDesk
    book: BookDesk
    single: SingleDesk
    recipes: RecipeDesk
    results: ResultDesk
    data: DataDesk
    audio: AudioDesk
    clips: ClipDesk
    verify: VerifyDesk
    keys: KeyDesk
    settings: SettingsStore
    receiving: ReceivingDesk
    cabinet: CabinetDesk
    mode: Mode
    exchanges: Callable[[], list[str]]
    back_up: Callable[[], bool]
    close: Callable[[], None]

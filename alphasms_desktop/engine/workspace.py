"""The workspace: one desk a subject, which is all a front end ever talks to."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.address import BUILT_IN_SANDBOX, parse_address
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Kind, TroubleError

if TYPE_CHECKING:
    from alphasms_desktop.domain.library import SoundOrigin
    from alphasms_desktop.domain.message import Recording
    from alphasms_desktop.engine.book_desk import BookDesk
    from alphasms_desktop.engine.cabinet_desk import CabinetDesk
    from alphasms_desktop.engine.campaign_desk import CampaignDesk
    from alphasms_desktop.engine.clip_desk import ClipDesk
    from alphasms_desktop.engine.contact_desk import ContactDesk
    from alphasms_desktop.engine.data_desk import DataDesk
    from alphasms_desktop.engine.desk_ports import ForgetKey, KeepKey, ReadKey, SettingsStore
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

    convert: "Convert"
    read: "ReadSound"
    folder: Path
    studio: "SoundStudio"
    library: "SoundLibrary"

    def prepare(self, path: Path) -> "Recording":
        """Convert any recording and keep the result; raises TroubleError."""
        return self.convert(path)

    def path_of(self, recording: "Recording") -> Path:
        """Return where the telephone WAV of a recording lies, to be played."""
        return self.folder / f"{recording.fingerprint}.wav"

    @property
    def takes(self) -> Path:
        """Where a microphone writes, and what it wrote is kept for a while."""
        return self.folder / "takes"

    def remember(
        self, recording: "Recording", name: str, origin: "SoundOrigin", clip: str = ""
    ) -> int:
        """Put a kept recording into the library; returns its entry. Raises TroubleError."""
        from alphasms_desktop.domain.library import NewEntry

        thumbnail = self.studio.thumbnail(recording.fingerprint)
        return self.library.add(NewEntry(recording, name, origin, thumbnail, clip))


@dataclass(frozen=True)
class KeyDesk:
    """The API key is found, kept and forgotten here; it goes nowhere else."""

    read: "ReadKey"
    keep_secret: "KeepKey"
    forget_secret: "ForgetKey"

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


class Workspace(Protocol):
    """All desks of one data folder; each is made, once, when it is first asked for."""

    @property
    def mode(self) -> Mode:
        """Whether this is training or real calls."""
        ...

    @property
    def settings(self) -> "SettingsStore":
        """The settings of the whole program."""
        ...

    @property
    def campaigns(self) -> "CampaignDesk":
        """Where campaigns are made and run."""
        ...

    @property
    def texts(self) -> "TextDesk":
        """What texts come to."""
        ...

    @property
    def contacts(self) -> "ContactDesk":
        """Where contact files are taken in."""
        ...

    @property
    def book(self) -> "BookDesk":
        """The office's people and its lists of them."""
        ...

    @property
    def single(self) -> "SingleDesk":
        """One call to one phone."""
        ...

    @property
    def recipes(self) -> "RecipeDesk":
        """Templates, drafts and follow-ups."""
        ...

    @property
    def results(self) -> "ResultDesk":
        """Results, counted and written as files."""
        ...

    @property
    def data(self) -> "DataDesk":
        """The data as a whole."""
        ...

    @property
    def audio(self) -> AudioDesk:
        """Recordings."""
        ...

    @property
    def clips(self) -> "ClipDesk":
        """Messages made of clips."""
        ...

    @property
    def verify(self) -> "VerifyDesk":
        """Phones checked by a code."""
        ...

    @property
    def keys(self) -> KeyDesk:
        """The API key."""
        ...

    @property
    def receiving(self) -> "ReceivingDesk":
        """How results come."""
        ...

    @property
    def cabinet(self) -> "CabinetDesk":
        """What the service's own pages say of calls."""
        ...

    def exchanges(self) -> list[str]:
        """Return the last talks with the service, masked."""
        ...

    def back_up(self) -> bool:
        """Make the copy of the day where there is none yet; raises TroubleError."""
        ...

    def close(self) -> None:
        """Let the folder go."""
        ...

"""Opens a data folder: the store, the ways to the service, and the desks that work with them."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from alphasms_desktop.app import desks
from alphasms_desktop.app.clock import SystemClock
from alphasms_desktop.app.connecting import Connecting
from alphasms_desktop.app.contact_reading import ContactReading
from alphasms_desktop.app.folderless import key_desk
from alphasms_desktop.app.receiving import make_reception, relay_file
from alphasms_desktop.app.training_sandbox import TrainingSandbox
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.engine.receiving_desk import ReceivingDesk
from alphasms_desktop.engine.workspace import AudioDesk, KeyDesk, Workspace
from alphasms_desktop.log import open_log
from alphasms_desktop.store import Store, open_store
from alphasms_desktop.store.settings import SettingsFile

if TYPE_CHECKING:
    from alphasms_desktop.engine.book_desk import BookDesk
    from alphasms_desktop.engine.cabinet_desk import CabinetDesk
    from alphasms_desktop.engine.campaign_desk import CampaignDesk
    from alphasms_desktop.engine.clip_desk import ClipDesk
    from alphasms_desktop.engine.contact_desk import ContactDesk
    from alphasms_desktop.engine.data_desk import DataDesk
    from alphasms_desktop.engine.recipe_desk import RecipeDesk
    from alphasms_desktop.engine.result_desk import ResultDesk
    from alphasms_desktop.engine.single_desk import SingleDesk
    from alphasms_desktop.engine.text_desk import TextDesk
    from alphasms_desktop.engine.verify_desk import VerifyDesk

_Desk = TypeVar("_Desk")


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
    kept = SettingsFile(settings or store.folder.path / "settings.json")
    sandbox = TrainingSandbox(store.folder, scenario)
    return _OpenWorkspace(store, mode, kept, sandbox, ContactReading(kept, reads_apart))


class _Once(Generic[_Desk]):
    """A desk that is made when it is first asked for, on whichever thread that is."""

    def __init__(self, make: Callable[[Any], _Desk]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, workspace: "_OpenWorkspace", _owner: type | None = None) -> _Desk:
        made = vars(workspace)  # what stands there is not asked for here again
        with workspace.making:
            if self._name not in made:
                made[self._name] = self._make(workspace)
        desk: _Desk = made[self._name]
        return desk


class _OpenWorkspace:
    """An open data folder."""

    def __init__(
        self,
        store: Store,
        mode: Mode,
        settings: SettingsFile,
        sandbox: TrainingSandbox,
        reading: ContactReading,
    ) -> None:
        self.mode = mode
        self.settings = settings
        self.making = threading.RLock()
        self._store = store
        self._sandbox = sandbox
        self._reading = reading
        self._reception = make_reception(store)
        is_training = mode is Mode.TRAINING
        self.receiving = ReceivingDesk(
            settings, self._reception, store.inbox, relay_file, SystemClock(), is_training
        )
        self._connecting = Connecting(store, settings, sandbox, self._reception, self.receiving)
        self.exchanges = self._connecting.exchanges
        self.back_up = store.back_up_if_due

    @_Once
    def campaigns(self) -> "CampaignDesk":
        """Where campaigns are made and run."""
        return desks.campaign_desk(self._store, self._connecting.line)

    @_Once
    def texts(self) -> "TextDesk":
        """What texts come to."""
        return self.campaigns.texts

    @_Once
    def contacts(self) -> "ContactDesk":
        """Where contact files are taken in."""
        return desks.contact_desk(self._store, self._reading)

    @_Once
    def book(self) -> "BookDesk":
        """The office's people and its lists of them."""
        return desks.book_desk(self._store, self._reading)

    @_Once
    def single(self) -> "SingleDesk":
        """One call to one phone."""
        from alphasms_desktop.engine.single_desk import SingleDesk

        store = self._store
        return SingleDesk(self.campaigns, store.lists, store.profiles, self._reading.phone)

    @_Once
    def recipes(self) -> "RecipeDesk":
        """Templates, drafts and follow-ups."""
        return desks.recipe_desk(self._store)

    @_Once
    def results(self) -> "ResultDesk":
        """Results, counted and written as files."""
        return desks.result_desk(self._store)

    @_Once
    def data(self) -> "DataDesk":
        """The data as a whole."""
        return desks.data_desk(self._store, self.settings, self._reading, self._sandbox)

    @_Once
    def audio(self) -> AudioDesk:
        """Recordings."""
        return desks.audio_desk(self._store)

    @_Once
    def clips(self) -> "ClipDesk":
        """Messages made of clips."""
        from alphasms_desktop.engine.clip_desk import ClipDesk

        return ClipDesk(self._store.lists, self._store.recordings, self.audio.studio)

    @_Once
    def verify(self) -> "VerifyDesk":
        """Phones checked by a code."""
        connect = self._connecting.line
        return desks.verify_desk(self._store, connect, self.settings, self._reading, self.mode)

    @_Once
    def keys(self) -> KeyDesk:
        """The API key."""
        return key_desk()

    @_Once
    def cabinet(self) -> "CabinetDesk":
        """What the service's own pages say of calls."""
        from alphasms_desktop.engine.cabinet_desk import CabinetDesk

        store, reading = self._store, self._reading
        return CabinetDesk(reading.open_sheet, store, store.live, reading.usual)

    def close(self) -> None:
        """Let the folder go."""
        if "verify" in vars(self):
            self.verify.close()
        self._reception.close()
        self._sandbox.stop()
        self._reading.stop()
        self._store.close()

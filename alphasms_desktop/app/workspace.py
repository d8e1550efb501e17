"""Opens a data folder: the store, the ways to the service, and the desks that work with them."""

from pathlib import Path

from alphasms_desktop.app.clock import SystemClock
from alphasms_desktop.app.connecting import Connecting
from alphasms_desktop.app.contact_reading import ContactReading
from alphasms_desktop.app.desks import (
    audio_desk,
    book_desk,
    campaign_desk,
    contact_desk,
    data_desk,
    recipe_desk,
    result_desk,
    verify_desk,
)
from alphasms_desktop.app.folderless import key_desk
from alphasms_desktop.app.receiving import make_reception, relay_file
from alphasms_desktop.app.training_sandbox import TrainingSandbox
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.engine.cabinet_desk import CabinetDesk
from alphasms_desktop.engine.clip_desk import ClipDesk
from alphasms_desktop.engine.receiving_desk import ReceivingDesk
from alphasms_desktop.engine.single_desk import SingleDesk
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.log import open_log
from alphasms_desktop.store import open_store
from alphasms_desktop.store.settings import SettingsFile


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

    is_training = mode is Mode.TRAINING
    sandbox = TrainingSandbox(store.folder, scenario)
    reception = make_reception(store)
    receiving = ReceivingDesk(kept, reception, store.inbox, relay_file, SystemClock(), is_training)
    connecting = Connecting(store, kept, sandbox, reception, receiving)
    reading = ContactReading(kept, reads_apart)

    campaigns = campaign_desk(store, connecting.line)
    audio = audio_desk(store)
    verify = verify_desk(store, connecting.line, kept, reading, mode)

    def close() -> None:
        verify.close()
        reception.close()
        sandbox.stop()
        reading.stop()
        store.close()

    return Workspace(
        campaigns=campaigns,
        texts=campaigns.texts,
        contacts=contact_desk(store, reading),
        book=book_desk(store, reading),
        single=SingleDesk(campaigns, store.lists, store.profiles, reading.phone),
        recipes=recipe_desk(store),
        results=result_desk(store),
        data=data_desk(store, kept, reading, sandbox),
        audio=audio,
        clips=ClipDesk(store.lists, store.recordings, audio.studio),
        verify=verify,
        keys=key_desk(),
        settings=kept,
        receiving=receiving,
        cabinet=CabinetDesk(reading.open_sheet, store, store.live, reading.usual),
        mode=mode,
        exchanges=connecting.exchanges,
        back_up=store.back_up_if_due,
        close=close,
    )

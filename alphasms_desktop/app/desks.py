"""The desks of a workspace, each with the adapters it works with."""

import getpass
from pathlib import Path

from alphasms_desktop.app.clock import SystemClock
from alphasms_desktop.app.contact_reading import ContactReading
from alphasms_desktop.app.holidays_of_ukraine import public_holidays
from alphasms_desktop.app.training_sandbox import TrainingSandbox
from alphasms_desktop.audio import to_telephone_wav
from alphasms_desktop.audio.stitched import sounds_of
from alphasms_desktop.audio.studio import Studio, read_kept
from alphasms_desktop.contacts.phone_kinds import kind_of_phone
from alphasms_desktop.domain.address import BUILT_IN_SANDBOX
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.code import SecretCode, code_of_phone, fresh_code
from alphasms_desktop.domain.importing import PhoneKind
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.engine.book_desk import BookDesk
from alphasms_desktop.engine.campaign_desk import CampaignDesk
from alphasms_desktop.engine.contact_desk import ContactDesk
from alphasms_desktop.engine.data_desk import DataDesk
from alphasms_desktop.engine.desk_ports import LineMaker
from alphasms_desktop.engine.recipe_desk import RecipeDesk
from alphasms_desktop.engine.result_desk import ResultDesk
from alphasms_desktop.engine.text_desk import TextDesk
from alphasms_desktop.engine.verify_desk import VerifyDesk
from alphasms_desktop.engine.verify_ports import CodeLineMaker
from alphasms_desktop.engine.verify_requests import Requests
from alphasms_desktop.engine.workspace import AudioDesk
from alphasms_desktop.reports import (
    copied,
    write_evidence,
    write_known,
    write_rejects,
    write_table,
    write_watched,
)
from alphasms_desktop.spoken.dictation import dictated, written
from alphasms_desktop.spoken.measure import measure
from alphasms_desktop.spoken.script import Script, faults_in, with_fallback
from alphasms_desktop.store import Store
from alphasms_desktop.store.settings import SettingsFile


def campaign_desk(store: Store, connect: LineMaker) -> CampaignDesk:
    """Return where campaigns are made and run."""
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


def _text_desk(store: Store) -> TextDesk:
    def measured(text: str) -> tuple[int, int]:
        length = measure(text)
        return length.signs, length.parts

    return TextDesk(store.lists, Script, faults_in, measured, with_fallback)


def contact_desk(store: Store, reading: ContactReading) -> ContactDesk:
    """Return where contact files are taken in."""
    return ContactDesk(
        store.lists,
        reading.open_sheet,
        reading.phone,
        store.column_memory,
        write_rejects,
        reading.usual,
    )


def book_desk(store: Store, reading: ContactReading) -> BookDesk:
    """Return where the office's people and its lists of them are kept."""
    return BookDesk(
        store.office_lists,
        store.lists,
        store.people,
        store.do_not_call,
        store.consents,
        store.call_backs,
        reading.open_sheet,
        reading.phone,
        write_table,
    )


def recipe_desk(store: Store) -> RecipeDesk:
    """Return where templates, drafts and follow-ups come from."""
    return RecipeDesk(
        store.recipes, store.campaigns, store.lists, store.follow_ups, SystemClock(), store
    )


def result_desk(store: Store) -> ResultDesk:
    """Return where results are counted and written as files."""
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


def data_desk(
    store: Store, settings: SettingsFile, reading: ContactReading, sandbox: TrainingSandbox
) -> DataDesk:
    """Return where the data as a whole is copied, moved and erased."""
    folder = store.folder.path
    return DataDesk(store, settings, reading.phone, write_known, sandbox.stop, folder)


def audio_desk(store: Store) -> AudioDesk:
    """Return where recordings are made ready and kept."""
    recordings = store.folder.recordings

    def read_sound(fingerprint: str) -> bytes:
        return read_kept(recordings, fingerprint)

    def convert(path: Path) -> Recording:
        return to_telephone_wav(path, recordings)

    return AudioDesk(convert, read_sound, recordings, Studio(recordings), store.recordings)


def verify_desk(
    store: Store,
    connect: CodeLineMaker,
    settings: SettingsFile,
    reading: ContactReading,
    mode: Mode,
) -> VerifyDesk:
    """Return where phones are checked by a code."""

    def make(url: str, phone: str) -> SecretCode:
        return code_of_phone(phone) if url == BUILT_IN_SANDBOX else fresh_code()

    return VerifyDesk(
        store.verifications,
        Requests(make, lambda code: dictated(code.reveal()), lambda code: written(code.reveal())),
        connect,
        settings,
        SystemClock(),
        reading.phone,
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

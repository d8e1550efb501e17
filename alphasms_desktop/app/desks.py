"""The desks of a workspace, each with the adapters it works with.

What a desk is made of is loaded when it is made: the window opens with two or three of them.
"""

import getpass
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alphasms_desktop.app.clock import SystemClock
from alphasms_desktop.app.contact_reading import ContactReading
from alphasms_desktop.app.training_sandbox import TrainingSandbox
from alphasms_desktop.domain.campaign import Campaign, Mode
from alphasms_desktop.engine.desk_ports import LineMaker
from alphasms_desktop.engine.workspace import AudioDesk
from alphasms_desktop.store import Store
from alphasms_desktop.store.settings import SettingsFile

if TYPE_CHECKING:
    from alphasms_desktop.domain.message import Recording, TextMessage
    from alphasms_desktop.domain.saying import TemplateFault
    from alphasms_desktop.engine.book_desk import BookDesk
    from alphasms_desktop.engine.campaign_desk import CampaignDesk
    from alphasms_desktop.engine.contact_desk import ContactDesk
    from alphasms_desktop.engine.data_desk import DataDesk
    from alphasms_desktop.engine.recipe_desk import RecipeDesk
    from alphasms_desktop.engine.result_desk import ResultDesk
    from alphasms_desktop.engine.sound_ports import SoundOfCall
    from alphasms_desktop.engine.text_desk import Script, TextDesk
    from alphasms_desktop.engine.verify_desk import VerifyDesk
    from alphasms_desktop.engine.verify_ports import CodeLineMaker


def campaign_desk(store: Store, connect: LineMaker) -> "CampaignDesk":
    """Return where campaigns are made and run."""
    from alphasms_desktop.app.holidays_of_ukraine import public_holidays
    from alphasms_desktop.engine.campaign_desk import CampaignDesk

    def sounds_of(campaign: Campaign) -> "SoundOfCall":
        from alphasms_desktop.audio.stitched import sounds_of

        return sounds_of(campaign, store.folder.recordings)

    return CampaignDesk(
        store.campaigns,
        store.lists,
        store,
        store.live,
        sounds_of,
        connect,
        SystemClock(),
        store.profiles,
        public_holidays,
        _text_desk(store),
        store.row_fields,
    )


def _text_desk(store: Store) -> "TextDesk":
    from alphasms_desktop.engine.text_desk import TextDesk

    return TextDesk(store.lists, _open_script, _faults_in, _measured, _with_fallback)


def contact_desk(store: Store, reading: ContactReading) -> "ContactDesk":
    """Return where contact files are taken in."""
    from alphasms_desktop.engine.contact_desk import ContactDesk
    from alphasms_desktop.reports import write_rejects

    return ContactDesk(
        store.lists,
        reading.open_sheet,
        reading.phone,
        store.column_memory,
        write_rejects,
        reading.usual,
    )


def book_desk(store: Store, reading: ContactReading) -> "BookDesk":
    """Return where the office's people and its lists of them are kept."""
    from alphasms_desktop.engine.book_desk import BookDesk

    return BookDesk(
        store.office_lists,
        store.lists,
        store.people,
        store.do_not_call,
        store.consents,
        store.call_backs,
        reading.open_sheet,
        reading.phone,
        _write_table,
    )


def recipe_desk(store: Store) -> "RecipeDesk":
    """Return where templates, drafts and follow-ups come from."""
    from alphasms_desktop.engine.recipe_desk import RecipeDesk

    return RecipeDesk(
        store.recipes, store.campaigns, store.lists, store.follow_ups, SystemClock(), store
    )


def result_desk(store: Store) -> "ResultDesk":
    """Return where results are counted and written as files."""
    from alphasms_desktop.engine.result_desk import ResultDesk
    from alphasms_desktop.reports import copied, write_evidence, write_watched

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
) -> "DataDesk":
    """Return where the data as a whole is copied, moved and erased."""
    from alphasms_desktop.engine.data_desk import DataDesk
    from alphasms_desktop.reports import write_known

    folder = store.folder.path
    return DataDesk(store, settings, reading.phone, write_known, sandbox.stop, folder)


def audio_desk(store: Store) -> AudioDesk:
    """Return where recordings are made ready and kept."""
    from alphasms_desktop.audio import to_telephone_wav
    from alphasms_desktop.audio.studio import Studio, read_kept

    recordings = store.folder.recordings

    def read_sound(fingerprint: str) -> bytes:
        return read_kept(recordings, fingerprint)

    def convert(path: Path) -> "Recording":
        return to_telephone_wav(path, recordings)

    return AudioDesk(convert, read_sound, recordings, Studio(recordings), store.recordings)


def verify_desk(
    store: Store,
    connect: "CodeLineMaker",
    settings: SettingsFile,
    reading: ContactReading,
    mode: Mode,
) -> "VerifyDesk":
    """Return where phones are checked by a code."""
    from alphasms_desktop.audio.studio import read_kept
    from alphasms_desktop.contacts.phone_kinds import kind_of_phone
    from alphasms_desktop.domain.address import BUILT_IN_SANDBOX
    from alphasms_desktop.domain.code import SecretCode, code_of_phone, fresh_code
    from alphasms_desktop.domain.importing import PhoneKind
    from alphasms_desktop.engine.verify_desk import VerifyDesk
    from alphasms_desktop.engine.verify_requests import Requests
    from alphasms_desktop.spoken.dictation import dictated, written

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
        _write_table,
        _user_name(),
        lambda: store.belong_to(mode),
    )


def _open_script(message: "TextMessage", columns: Sequence[str]) -> "Script":
    from alphasms_desktop.spoken.script import Script

    return Script(message, columns)


def _faults_in(text: str, columns: Sequence[str]) -> "tuple[TemplateFault, ...]":
    from alphasms_desktop.spoken.script import faults_in

    return faults_in(text, columns)


def _with_fallback(text: str, fallback: str) -> str:
    from alphasms_desktop.spoken.script import with_fallback

    return with_fallback(text, fallback)


def _measured(text: str) -> tuple[int, int]:
    from alphasms_desktop.spoken.measure import measure

    length = measure(text)
    return length.signs, length.parts


def _write_table(headings: Sequence[str], rows: Iterable[Sequence[object]], path: Path) -> None:
    from alphasms_desktop.reports import write_table

    write_table(headings, rows, path)


def _user_name() -> str:
    """Return who is signed in to this computer; nothing where the system does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""

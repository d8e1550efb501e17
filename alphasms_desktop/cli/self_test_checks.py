"""What the self-test looks at; each check returns what it saw, or raises."""

import math
import pkgutil
import sqlite3
import struct
import sys
import threading
import wave
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from alphasms_desktop import i18n, paths
from alphasms_desktop.cli.self_test_seen import Seen, SelfTestError, note
from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.address import BUILT_IN_SANDBOX
from alphasms_desktop.domain.campaign import Draft, Phase, Service
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.i18n import ntr, tr

_CALLS = 20
_PATIENCE_S = 120.0
_RATE = 16000
_THEIRS = ("pandas", "python_calamine", "openpyxl", "phonenumbers", "charset_normalizer", "httpx",
           "truststore", "sqlalchemy", "alembic", "keyring", "numpy", "babel", "holidays",
           "num2words", "PySide6.QtCharts", "PySide6.QtMultimedia", "PySide6.QtNetwork",
           "PySide6.QtSvg")  # fmt: skip
_PASSWORD_STORES = {
    "win32": ("keyring.backends.Windows",),
    "darwin": ("keyring.backends.macOS",),
    "linux": ("keyring.backends.SecretService", "keyring.backends.kwallet"),
}


@dataclass(frozen=True)
class Bench:
    """Where the checks work: a temporary folder, and a workspace in it."""

    folder: Path
    workspace: Callable[[], Workspace]


def modules(_bench: Bench) -> Seen:
    """Import every module of the program, and every library it stands on."""
    import alphasms_desktop

    skipped = "alphasms_desktop.store.migrations"  # these are Alembic's own to run
    ours = [
        found.name
        for found in pkgutil.walk_packages(alphasms_desktop.__path__, "alphasms_desktop.")
        if not found.name.startswith(skipped) and not found.name.endswith("__main__")
    ]
    for name in (*ours, *_THEIRS, *_PASSWORD_STORES.get(sys.platform, ())):
        import_module(name)
    count = ntr("{n} module", "{n} modules", len(ours))
    return Seen(f"Python {sys.version.split()[0]}, {count}")


def words(_bench: Bench) -> Seen:
    """Speak Ukrainian: the catalogue, amounts of money, numbers in words, public holidays."""
    from datetime import date
    from decimal import Decimal

    from alphasms_desktop.app import public_holidays
    from alphasms_desktop.spoken.language import Language
    from alphasms_desktop.spoken.numerals import cardinal

    before = i18n.language()
    try:
        i18n.use("uk")
        amount = i18n.money(Decimal("1254.30"))
        if tr("Settings") == "Settings" or "254,30" not in amount:
            raise SelfTestError(tr("the Ukrainian words are missing"))
    finally:
        i18n.use(before)
    if date(2026, 8, 24) not in public_holidays(date(2026, 1, 1)):
        raise SelfTestError(tr("the public holidays are missing"))
    return Seen(f"{amount} · {cardinal(21, Language.UK)}")


def resources(_bench: Bench) -> Seen:
    """Find the files that come with the program."""
    needed = ("icons/program.png", "sample/contacts.xlsx", "sample/recording.m4a", "relay/hook.php",
              "guide/uk", "guide/en", "licences/licences.json")  # fmt: skip
    folder = paths.resources()
    missing = [name for name in needed if not (folder / name).exists()]
    if missing:
        raise SelfTestError(", ".join(missing))
    return Seen(str(folder))


def certificates(_bench: Bench) -> Seen:
    """Reach the system's store of certificates."""
    from alphasms_desktop.gateway.exchange import trusted

    trusted()
    return Seen(tr("those of the system"))


def database(bench: Bench) -> Seen:
    """Open a store in a temporary folder."""
    from alphasms_desktop.store.database import has_reset_race

    bench.workspace().campaigns.summaries()
    version = sqlite3.sqlite_version
    if has_reset_race(sqlite3.sqlite_version_info):
        known = tr("two programs that write at once could damage a file (fixed in 3.51.3)")
        return note(f"SQLite {version}: {known}")
    return Seen(f"SQLite {version}")


def sound(bench: Bench) -> Seen:
    """Make a second of sound, and a recording of a phone, ready for calls."""
    from alphasms_desktop.audio.ffmpeg import program, version

    seconds = bench.workspace().audio.prepare(_tone(bench.folder / "tone.wav")).seconds
    if not math.isclose(seconds, 1.0, abs_tol=0.05):
        raise SelfTestError(f"{seconds} s")
    bench.workspace().audio.prepare(paths.resources() / "sample" / "recording.m4a")
    return Seen(f"{version()}, {program()}")


def playing(bench: Bench) -> Seen:
    """Play that second."""
    from alphasms_desktop.ui.self_test import play

    heard_by = play(_tone(bench.folder / "played.wav"))
    return Seen(heard_by) if heard_by else note(tr("played to nowhere: no loudspeaker here"))


def password_store(_bench: Bench) -> Seen:
    """Write a secret, read it, and remove it."""
    from alphasms_desktop.store.keyring_probe import probe_keyring

    probed = probe_keyring()
    if probed.works:
        return Seen(probed.name)
    if not probed.trouble:
        return note(tr("there is none; the API key has to be given at each start"))
    return note(tr("{name} does not answer: {trouble}").format(**vars(probed)))


def campaign(bench: Bench) -> Seen:
    """Read contacts in a process of their own, call all of them in training, write the report."""
    workspace = bench.workspace()
    people = bench.folder / "people.csv"
    rows = (f"+3805012345{place:02}" for place in range(_CALLS))
    people.write_text("\n".join(("phone", *rows)) + "\n", encoding="ascii")
    contacts = workspace.contacts.take_in(people).list
    recording = workspace.audio.prepare(_tone(bench.folder / "message.wav"))
    key = workspace.keys.key_for(BUILT_IN_SANDBOX)
    service = Service(BUILT_IN_SANDBOX, account_fingerprint(key))
    draft = Draft("self-test", workspace.mode, service, contacts.id, recording, Rules())
    made = workspace.campaigns.create(draft)
    running, _balance = workspace.campaigns.open(made.id, key, lambda _event: None)
    calling = threading.Thread(target=running.run, name="self-test", daemon=True)
    calling.start()
    calling.join(_PATIENCE_S)
    summary = workspace.campaigns.summary(made.id)
    called = summary.tally.recipients
    if summary.campaign.phase is not Phase.FINISHED or called != _CALLS:
        raise SelfTestError(f"{summary.campaign.phase}, {called}")
    for name in ("report.xlsx", "report.csv"):
        workspace.results.report(made.id, bench.folder / name)
    return Seen(ntr("{n} call in training, report written", "{n} calls in training, report written",
                    called))  # fmt: skip


def pages(bench: Bench) -> Seen:
    """Show every page off screen."""
    from alphasms_desktop.ui.self_test import show_every_page

    shown = show_every_page(bench.workspace())
    return Seen(ntr("{n} page", "{n} pages", len(shown)))


def _tone(path: Path) -> Path:
    """Write a second of a quiet tone."""
    values = (round(8000 * math.sin(2 * math.pi * 440 * at / _RATE)) for at in range(_RATE))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, _RATE, 0, "NONE", ""))
        file.writeframes(b"".join(struct.pack("<h", value) for value in values))
    return path

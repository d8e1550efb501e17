"""`self-test`: does everything this program is made of work on this computer; calls nobody."""

import json
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from alphasms_desktop import __version__
from alphasms_desktop.app import open_workspace
from alphasms_desktop.cli import self_test_checks as checks
from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.self_test_checks import Bench
from alphasms_desktop.cli.self_test_seen import Seen
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import TroubleError
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.wording import trouble_sentence

FINE, NOTE, FAILED = "ok", "note", "failed"

CHECKS: tuple[tuple[str, Callable[[Bench], Seen]], ...] = (
    (mark("Modules"), checks.modules),
    (mark("Files of the program"), checks.resources),
    (mark("The Ukrainian language"), checks.words),
    (mark("Certificates"), checks.certificates),
    (mark("Data file"), checks.database),
    (mark("Recordings"), checks.sound),
    (mark("Playing"), checks.playing),
    (mark("Password store"), checks.password_store),
    (mark("Pages"), checks.pages),
    (mark("A campaign"), checks.campaign),
)


@dataclass(frozen=True)
class Checked:
    """A check and how it ended; `trace` is for whoever mends it."""

    name: str
    result: str
    detail: str
    took_s: float
    trace: str = ""


def self_test(options: Options) -> Exit:
    """Run every check in a temporary folder and say what was seen; exits with 1 when one fails."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "*=false")
    # On Windows a file that is still open cannot be removed, and that would hide what was seen.
    with tempfile.TemporaryDirectory(
        prefix="alphasms-self-test-", ignore_cleanup_errors=True
    ) as at:
        seen = _run(Path(at))
    failed = [one for one in seen if one.result == FAILED]
    if options.json:
        print(json.dumps(_plain(seen, not failed), ensure_ascii=False))
    else:
        _say(seen)
    for one in failed:
        print(one.trace, file=sys.stderr)
    return Exit.FAILED if failed else Exit.DONE


def _run(folder: Path) -> list[Checked]:
    opened: list[Workspace] = []

    def workspace() -> Workspace:
        if not opened:
            data = folder / "data"
            opened.append(
                open_workspace(data, Mode.TRAINING, scenario="all-answer", reads_apart=True)
            )
        return opened[0]

    bench = Bench(folder, workspace)
    try:
        return [_checked(name, check, bench) for name, check in CHECKS]
    finally:
        if opened:
            opened[0].close()


def _checked(name: str, check: Callable[[Bench], Seen], bench: Bench) -> Checked:
    began = time.monotonic()

    def result(word: str, detail: str, trace: str = "") -> Checked:
        return Checked(name, word, detail, time.monotonic() - began, trace)

    try:
        seen = check(bench)
    except TroubleError as error:
        return result(FAILED, trouble_sentence(error.trouble), traceback.format_exc())
    except Exception as error:  # whatever it is, the other checks are still to be made
        return result(FAILED, f"{type(error).__name__}: {error}", traceback.format_exc())
    return result(FINE if seen.is_fine else NOTE, seen.detail)


def _say(seen: list[Checked]) -> None:
    print(f"AlphaSMS Desktop {__version__}, {_system()}")
    names = [tr(one.name) for one in seen]
    width = max(len(name) for name in names)
    word = {FINE: tr("works"), NOTE: tr("note"), FAILED: tr("FAILED")}
    wide = max(len(one) for one in word.values())
    for name, one in zip(names, seen, strict=True):
        took = f"{one.took_s:6.1f} s"
        print(f"  {name:{width}}  {word[one.result]:{wide}} {took}  {one.detail}")
    failed = any(one.result == FAILED for one in seen)
    print(tr("Something does not work here.") if failed else tr("Everything works here."))


def _plain(seen: list[Checked], is_well: bool) -> dict[str, object]:
    return {
        "ok": is_well,
        "version": __version__,
        "system": _system(),
        "packed": bool(getattr(sys, "frozen", False)),
        "checks": [
            {
                "name": one.name,
                "result": one.result,
                "detail": one.detail,
                "seconds": round(one.took_s, 2),
            }
            for one in seen
        ],
    }


def _system() -> str:
    with suppress(OSError, AttributeError):
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    return platform.platform(terse=True)

"""Gathers the licences of everything the packed program brings along; run by hand.

    .venv/bin/python packaging/licences.py [WHEEL ...]

Reads the packages installed in `.venv` and the wheels given (of packages that only other systems
install), and writes `resources/licences`: one text for each, and `licences.json` that lists them.
A test says when the lock has a package without one.
"""

import json
import re
import sys
import sysconfig
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from email.message import Message
from email.parser import Parser
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "licences"
_COMMON = Path("/usr/share/common-licenses")
_NAMED = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
_PROGRAM = "alphasms-desktop"

_OFFER = """\
The program ffmpeg is started as a process of its own to read recordings. Its source code is to be
had from the FFmpeg project at the version that `alphasms-desktop self-test` names. Whoever has
this package may, for three years from having got it, also ask those who publish it for a copy of
the complete corresponding source code on a usual medium, for no more than what the copy costs.

"""
_QT = """\
Qt and PySide6 are used under the GNU Lesser General Public License version 3. Their libraries lie
beside the program as files of their own and may be replaced by other versions of them. Qt's own
media plugin brings libraries of FFmpeg under the GNU Lesser General Public License version 2.1.

"""


@dataclass(frozen=True)
class Extra:
    """Something that comes along without being a locked package of its own."""

    name: str
    licence: str
    words: str
    texts: tuple[str, ...]


EXTRAS = (
    Extra("Qt", "LGPL-3.0-only", _QT, ("LGPL-3", "GPL-3", "LGPL-2.1")),
    Extra("FFmpeg", "GPL-3.0-or-later", _OFFER, ("GPL-3",)),
    Extra("Python", "PSF-2.0", "", ("python",)),
    Extra("SQLite", "Public domain",
          "SQLite is in the public domain: its authors have given up their rights in it.\n", ()),
    Extra("OpenSSL", "Apache-2.0", "", ("Apache-2.0",)),
    Extra("DejaVu fonts", "Bitstream-Vera", "", ("fonts",)),
)  # fmt: skip


COVERED_BY_QT = frozenset({"pyside6-addons", "pyside6-essentials", "shiboken6"})
"""Their wheels bring no text; it is that of Qt."""


@dataclass(frozen=True)
class Licence:
    """A line of the list: whose, which, and the file with its text."""

    name: str
    licence: str
    file: str


def main(wheels: Iterable[str]) -> int:
    """Write the folder anew; returns the exit code."""
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.glob("*.txt"):
        old.unlink()
    given = dict(_of_wheel(Path(wheel)) for wheel in wheels)
    listed, missing = [], []
    for name in sorted(runtime(ROOT) - COVERED_BY_QT):
        metadata, texts = given.get(name) or _installed(name)
        if not texts:
            missing.append(name)
            continue
        listed.append(_write(name, licence_of(metadata), "\n\n".join(texts)))
    for extra in EXTRAS:
        texts = [_common(text) for text in extra.texts]
        words = extra.words + "\n\n".join(texts)
        listed.append(_write(extra.name, extra.licence, words))
    listed.sort(key=lambda one: one.name.casefold())
    lines = ",\n".join(f" {json.dumps(asdict(one), ensure_ascii=False)}" for one in listed)
    (TARGET / "licences.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(listed)} licences; missing: {', '.join(missing) or 'none'}")
    return 1 if missing else 0


def locked(lock: str) -> dict[str, str]:
    """Return the packages of a lock with their versions."""
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", lock, re.MULTILINE)
    return {name.lower(): version for name, version in found}


def runtime(root: Path) -> set[str]:
    """Return the locked packages that the program itself needs on any system.

    Their wishes are followed through what is installed; a wish that only another system has is
    followed too, and so is everything that this Python has no need of.
    """
    known = locked((root / "packaging" / "requirements.lock").read_text(encoding="utf-8"))
    found: set[str] = set()
    waiting = [_PROGRAM]
    while waiting:
        for wish in _wishes(waiting.pop()):
            if wish in known and wish not in found:
                found.add(wish)
                waiting.append(wish)
    return found


def licence_of(metadata: Message) -> str:
    """Return what a package calls its licence."""
    said = metadata["License-Expression"] or metadata["License"] or ""
    if said and len(said) < 60:
        return str(said)
    kinds = [one.split(" :: ")[-1] for one in metadata.get_all("Classifier") or []
             if one.startswith("License ::")]  # fmt: skip
    return kinds[0] if kinds else str(said).splitlines()[0]


def _wishes(name: str) -> Iterator[str]:
    from packaging.requirements import Requirement

    try:
        wishes = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for wish in map(Requirement, wishes):
        if wish.marker is None or "extra" not in str(wish.marker):
            yield re.sub(r"[-_.]+", "-", wish.name).lower()


def _installed(name: str) -> tuple[Message, list[str]]:
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return Message(), []
    return package.metadata, list(_texts(package))  # type: ignore[return-value]


def _texts(package: Distribution) -> Iterator[str]:
    inside = [one for one in package.files or [] if ".dist-info/" in str(one)]
    for file in inside:
        if _NAMED.search(str(file)):
            yield Path(str(file.locate())).read_text(encoding="utf-8", errors="replace").strip()


def _of_wheel(wheel: Path) -> tuple[str, tuple[Message, list[str]]]:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        place = next(one for one in names if one.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(place).decode("utf-8"))
        texts = [
            archive.read(one).decode("utf-8", "replace").strip()
            for one in names
            if ".dist-info/" in one and _NAMED.search(one)
        ]
    return re.sub(r"[-_.]+", "-", metadata["Name"]).lower(), (metadata, texts)


def _common(name: str) -> str:
    if name == "fonts":
        return (ROOT / "resources/fonts/LICENSE.txt").read_text(encoding="utf-8").strip()
    if name == "python":
        return Path(sysconfig.get_path("stdlib"), "LICENSE.txt").read_text(encoding="utf-8").strip()
    return (_COMMON / name).read_text(encoding="utf-8").strip()


def _write(name: str, licence: str, text: str) -> Licence:
    file = f"{name.lower().replace(' ', '-')}.txt"
    (TARGET / file).write_text(text.rstrip() + "\n", encoding="utf-8")
    return Licence(name, licence, file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The macOS program: what its Info.plist says, and the steps after PyInstaller.

Signing and notarising happen where the names of a certificate and of an account are given in the
environment, and are said to be left out where they are not.
"""

import os
import plistlib
import shutil
import sys
from pathlib import Path
from typing import Any

from steps import run_or_stop, say

IDENTIFIER = "ua.alphasms.desktop"
_OLDEST_SYSTEM = "13.0"
LANGUAGES = ("en", "uk")

_SHEETS = {
    "CFBundleTypeName": "Spreadsheet",
    "CFBundleTypeRole": "Viewer",
    "LSHandlerRank": "Alternate",
    "LSItemContentTypes": [
        "org.openxmlformats.spreadsheetml.sheet",
        "com.microsoft.excel.xls",
        "org.oasis-open.opendocument.spreadsheet",
        "public.comma-separated-values-text",
        "public.vcard",
    ],
}


def info(version: str) -> dict[str, Any]:
    """Return what Info.plist holds besides what PyInstaller writes itself."""
    return {
        "CFBundleDisplayName": "AlphaSMS Desktop",
        "CFBundleShortVersionString": version,
        "CFBundleDevelopmentRegion": "uk",
        "CFBundleLocalizations": list(LANGUAGES),
        "CFBundleDocumentTypes": [_SHEETS],
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": _OLDEST_SYSTEM,
        "NSHighResolutionCapable": True,
        "NSMicrophoneUsageDescription": microphone_sentence("en"),
        "NSRequiresAquaSystemAppearance": False,
    }


def microphone_sentence(language: str) -> str:
    """Return why the microphone is asked for, in a language."""
    text = _strings(language).read_text(encoding="utf-8")
    return text.split('NSMicrophoneUsageDescription = "')[1].split('";')[0]


def finish(root: Path, app: Path) -> Path:
    """Add the words of both languages, and sign where there is a certificate; returns the .app."""
    for language in LANGUAGES:
        place = app / "Contents" / "Resources" / f"{language}.lproj"
        place.mkdir(exist_ok=True)
        shutil.copyfile(_strings(language), place / "InfoPlist.strings")
    # What a name is missing for is signed by nobody, yet as a whole: arm64 starts nothing else.
    identity = os.environ.get("MACOS_SIGNING_IDENTITY", "")
    if not identity:
        say("No MACOS_SIGNING_IDENTITY: the program is not signed by anybody.")
    sign(root, app, identity or "-")
    return app


def sign(root: Path, app: Path, identity: str) -> None:
    """Sign from the inside out, with the hardened runtime."""
    entitlements = str(root / "packaging" / "macos" / "entitlements.plist")
    stamp = "--timestamp=none" if identity == "-" else "--timestamp"
    common = ["codesign", "--force", "--options", "runtime", stamp, "--sign", identity]
    inside = [path for path in app.rglob("*") if path.suffix in (".so", ".dylib")]
    frameworks = list(app.rglob("*.framework"))
    programs = [path for path in (app / "Contents").rglob("ffmpeg-*") if path.is_file()]
    for path in sorted({*inside, *frameworks, *programs}, key=lambda one: -len(one.parts)):
        if not path.is_symlink():
            run_or_stop([*common, str(path)])
    for path in (app / "Contents" / "MacOS" / "alphasms-desktop", app):
        run_or_stop([*common, "--entitlements", entitlements, str(path)])
    run_or_stop(["codesign", "--verify", "--deep", "--strict", str(app)])


def make_image(root: Path, app: Path, out: Path, version: str) -> Path:
    """Make the disk image, and have Apple look at it where there is an account; returns it."""
    architecture = os.uname().machine
    image = out / f"AlphaSMS-Desktop-{version}-{architecture}.dmg"
    settings = str(root / "packaging" / "macos" / "dmg_settings.py")
    tool = [sys.executable, "-m", "dmgbuild", "-s", settings, "-D", f"app={app}"]
    run_or_stop([*tool, "AlphaSMS Desktop", str(image)])
    notarise(image)
    return image


def notarise(image: Path) -> None:
    """Send an image to Apple and staple the answer to it; without an account say so."""
    names = ("MACOS_NOTARY_APPLE_ID", "MACOS_NOTARY_TEAM_ID", "MACOS_NOTARY_PASSWORD")
    values = [os.environ.get(name, "") for name in names]
    if not all(values) or not os.environ.get("MACOS_SIGNING_IDENTITY"):
        say("No account for notarising: macOS will warn when the program is first opened.")
        return
    options = ("--apple-id", "--team-id", "--password")
    given = [word for pair in zip(options, values, strict=True) for word in pair]
    run_or_stop(["xcrun", "notarytool", "submit", str(image), "--wait", *given])
    run_or_stop(["xcrun", "stapler", "staple", str(image)])


def plist_of(version: str) -> bytes:
    """Return the additions as a property list, to see that all of it can be written."""
    return plistlib.dumps(info(version))


def _strings(language: str) -> Path:
    return Path(__file__).parent / "macos" / f"{language}.lproj" / "InfoPlist.strings"

"""What goes into the packed program and what stays out; read by `alphasms.spec`.

Everything here is a plain list or a question about a path inside the bundle, so that it can be
tested without a build.
"""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""A file of the bundle as PyInstaller keeps it: its place inside, where it comes from, its kind."""

HIDDEN = (
    "alphasms_desktop.store.migrations.env",
    "holidays.countries.ukraine",
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.chainer",
    "keyring.backends.fail",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.null",
    "logging.config",
    "sqlalchemy.dialects.sqlite",
)
"""What is imported by a name made at run time, so that no one can see it in the code."""

EXCLUDED = (
    "IPython",
    "PIL.ImageTk",
    "PySide6.QtOpenGL",
    "_pytest",
    "curses",
    "distutils",
    "ensurepip",
    "hypothesis",
    "jinja2",
    "lib2to3",
    "lxml",
    "matplotlib",
    "numpy.f2py",
    "numpy.testing",
    "numpy.tests",
    "pandas.tests",
    "pip",
    "pkg_resources",
    "psycopg",
    "pyarrow",
    "pytest",
    "setuptools",
    "sqlalchemy.testing",
    "test",
    "tkinter",
    "turtle",
    "uharfbuzz",
    "wheel",
)
"""What libraries would like to have and the program never uses."""

_LANGUAGES = ("uk", "en")

_UNWANTED_QT = re.compile(
    r"(^|/)(Qt/)?(plugins/)("
    r"sqldrivers|egldeviceintegrations|generic|networkinformation|qmltooling|virtualkeyboard"
    r"|platforms/(lib)?q(eglfs|linuxfb|vnc|minimal|minimalegl|vkkhrdisplay|direct2d)"
    r"|platforminputcontexts/(lib)?qtvirtualkeyboard"
    r"|platformthemes/(lib)?qgtk3"
    r"|imageformats/(lib)?q(pdf|tga|tiff|wbmp|webp|icns)"
    r")"
)
_UNWANTED_LIBRARIES = re.compile(
    r"(^|/)(lib)?Qt6?(Pdf|VirtualKeyboard\w*|QuickControls2\w*|EglFS\w*|WlShell\w*|Sql"
    r"|QuickTemplates2|Quick3D\w*|Designer\w*|Help|Test)(\.framework)?[./]"
)
_UNWANTED_DATA = re.compile(
    r"(^|/)(tests?|testing|__pycache__)/"
    r"|\.(pyi|pyx|pxd|c|h|cpp|hpp|lib|a)$"
    r"|^alembic/templates/"
    r"|^sqlalchemy/testing/"
    r"|^fontTools/.*\.rst$"
)


def unwanted(place: str, binaries_of_ffmpeg: bool) -> bool:
    """Tell whether a file is left out, by its place inside the bundle."""
    path = PurePosixPath(place.replace("\\", "/"))
    text = str(path)
    if _UNWANTED_QT.search(text) or _UNWANTED_LIBRARIES.search(text):
        return True
    if path.parts[:1] == ("imageio_ffmpeg",) and "binaries" in path.parts:
        return not binaries_of_ffmpeg
    return _other_language(path) or bool(_UNWANTED_DATA.search(text))


def _other_language(path: PurePosixPath) -> bool:
    """Tell whether a file speaks for people of other languages alone."""
    parts, stem = path.parts, path.stem
    if parts[:2] == ("babel", "locale-data"):
        return stem != "root" and stem.split("_")[0] not in _LANGUAGES
    if parts[:2] == ("holidays", "locale"):
        return not (parts[2].split("_")[0] in _LANGUAGES and stem == "UA")
    if "translations" in parts and path.suffix == ".qm":
        wanted = re.fullmatch(r"(qtbase|qtmultimedia|qt)_(uk|en)", stem)
        return wanted is None
    if parts[:1] == ("PySide6",) and "qml" in parts:
        return True
    return parts[:2] == ("babel", "messages")


def from_the_system(source: str) -> bool:
    """Tell whether a library of this Linux is one that Debian's packages bring to the user too.

    Those that Python's own modules are linked to stay in: their names differ between releases.
    """
    if not re.match(r"(/usr)?/lib(64)?/", source):
        return False
    return not re.match(_OF_PYTHON, Path(source).name)


_OF_PYTHON = r"lib(python3|ssl|crypto|sqlite3|ffi|lzma|bz2|z|expat|uuid|mpdec)[.\d-]"


def kept(
    entries: Iterable[Entry], *, binaries_of_ffmpeg: bool, without_system: bool
) -> list[Entry]:
    """Return what stays of PyInstaller's list."""
    return [
        entry
        for entry in entries
        if not unwanted(entry[0], binaries_of_ffmpeg)
        and not (without_system and entry[2] != "EXTENSION" and from_the_system(entry[1]))
    ]


def other_countries(folder: Path) -> list[str]:
    """Return the modules of the `holidays` library in `folder` that are not of Ukraine."""
    files = sorted(file.stem for file in (folder / "countries").glob("*.py"))
    return [f"holidays.countries.{name}" for name in files if name not in ("__init__", "ukraine")]

"""Compiles the translations (`.po` to `.mo`), for a working copy and for every build.

Neither Babel nor hatchling is imported before it is used: `dev.py` reads this file first.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hatchling.builders.config import BuilderConfig
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SOURCES = "resources/locale/*/LC_MESSAGES/*.po"


def compile_catalogues(root: Path) -> list[Path]:
    """Compile the catalogues that are out of date; returns the files written."""
    return [_compile(source) for source in stale(root)]


def stale(root: Path) -> list[Path]:
    """Return the `.po` files that have no `.mo` beside them, or an older one."""
    return [source for source in sorted(root.glob(_SOURCES)) if _is_stale(source)]


def get_build_hook() -> type["BuildHookInterface[BuilderConfig]"]:
    """Return the hook that hatchling asks this file for."""
    from hatchling.builders.config import BuilderConfig
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class CatalogueHook(BuildHookInterface[BuilderConfig]):
        """Puts fresh catalogues into what is built, though git does not know them."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Compile them before the files are chosen."""
            compile_catalogues(Path(self.root))
            build_data["artifacts"].append("/resources/locale/**/*.mo")

    return CatalogueHook


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> Path:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    target = source.with_suffix(".mo")
    unfinished = target.with_suffix(".mo.part")
    with source.open("rb") as text:
        catalogue = read_po(text, abort_invalid=True)
    with unfinished.open("wb") as file:
        write_mo(file, catalogue)
    # In one move, so that nothing interrupted looks like a fresh catalogue.
    unfinished.replace(target)
    return target


if __name__ == "__main__":
    for written in compile_catalogues(Path(__file__).resolve().parent.parent):
        sys.stdout.write(f"{written}\n")

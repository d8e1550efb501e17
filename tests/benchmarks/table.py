"""Figures as a table: for the terminal, and as Markdown for the README."""

import os
import platform
import sqlite3
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.measure import Figure

_HEADS = ("goal", "what", "floor", "ours", "ratio", "spread", "must", "stretch", "verdict")
_LIBRARIES = ("PySide6-Essentials", "httpx", "h11", "SQLAlchemy", "pandas", "python-calamine")


def rows_of(figures: Sequence[Figure]) -> list[tuple[str, ...]]:
    """Return the cells of each figure."""
    return [_cells(one) for one in figures]


def as_text(figures: Sequence[Figure]) -> str:
    """Return the table for a terminal, with what there is to say below it."""
    rows = [_HEADS, *rows_of(figures)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(_HEADS))]
    lines = ["  ".join(cell.ljust(widths[n]) for n, cell in enumerate(row)) for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([*(one.rstrip() for one in lines), "", *_notes(figures)])


def as_markdown(figures: Sequence[Figure], size: str) -> str:
    """Return the table for the README, with the date, the versions and the machine."""
    rows = [_HEADS, ("---",) * len(_HEADS), *rows_of(figures)]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    notes = [f"* {one}" for one in _notes(figures)]
    return "\n".join([f"{surroundings()} {size}", "", *lines, "", *notes]) + "\n"


def surroundings() -> str:
    """Return when and where this is measured, and with what."""
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"{when}; {os.cpu_count()} x {_processor()}, {platform.platform()}; Python "
        f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}, {ssl.OPENSSL_VERSION}, "
        f"{libraries}."
    )


def _processor() -> str:
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8") as file:
            return next(one.split(":")[1].strip() for one in file if one.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _notes(figures: Sequence[Figure]) -> list[str]:
    return list(dict.fromkeys(f"{one.goal}: {one.note}" for one in figures if one.note))


def _cells(one: Figure) -> tuple[str, ...]:
    asked = ("", "")
    if one.asked is not None:
        sign = ">=" if one.asked.at_least else "<="
        asked = (f"{sign} {one.asked.must:g}", f"{sign} {one.asked.stretch:g}")
    if one.is_skipped:
        return (str(one.goal), one.what, "", "", "", "", *asked, one.verdict)
    return (
        str(one.goal),
        one.what,
        f"{_short(one.floor)} {one.unit}",
        f"{_short(one.ours)} {one.unit}",
        f"{one.ratio:.3f}",
        f"{one.low:.3f}-{one.high:.3f}",
        *asked,
        one.verdict,
    )


def _short(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"

"""The log file: what happened, with the key left out and phones shortened, always."""

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

_PHONE = re.compile(r"(?<![\w-])(\+?\d{3})\d{5,10}(\d{2})(?![\w-])")
_KEY = re.compile(r"((?:key|auth|token)[\"']?\s*[=:]\s*[\"']?)[^\s\"'&<>,}]+", re.IGNORECASE)
_MEGABYTE = 1_000_000


def masked(text: str) -> str:
    """Return a text in which every key is hidden and every phone shortened."""
    return _PHONE.sub(r"\1•••\2", _KEY.sub(r"\1***", text))


class _MaskingFormatter(logging.Formatter):
    """Masks the finished line, so arguments and tracebacks are covered too."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class _QuietHandler(RotatingFileHandler):
    """Says nothing on the terminal when it cannot write: a full disk is told by the run itself."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Lose the line."""


def open_log(folder: Path, level: int = logging.INFO) -> None:
    """Write the program's log into `folder`, five files of one megabyte at most.

    Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = _QuietHandler(
        folder / "alphasms.log", maxBytes=_MEGABYTE, backupCount=4, encoding="utf-8"
    )
    handler.setFormatter(
        _MaskingFormatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
    )
    root = logging.getLogger("alphasms_desktop")
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(level)
    root.propagate = False

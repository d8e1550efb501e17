"""Asking on another thread for a page that may be gone when the answer comes."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.ui.bridge import Bridge

_Answer = TypeVar("_Answer")


def ask_for(
    page: QWidget,
    bridge: Bridge,
    work: Callable[[], _Answer],
    done: Callable[[_Answer], object],
    failed: Callable[[Trouble], object],
) -> None:
    """Have `work` done elsewhere; its answer is dropped where the page is gone."""
    bridge.ask(
        work,
        lambda answer: done(answer) if isValid(page) else None,
        lambda trouble: failed(trouble) if isValid(page) else None,
    )

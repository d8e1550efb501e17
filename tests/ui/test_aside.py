"""Work that the window waits for: it is painted meanwhile, and hears what went wrong."""

import threading

import pytest
from PySide6.QtCore import QTimer

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.ui.aside import aside


def test_the_window_goes_on_while_it_waits(qapp):
    turned = threading.Event()
    QTimer.singleShot(0, turned.set)

    def work() -> str:
        # Only the window's own loop sets it.
        assert turned.wait(30)
        return threading.current_thread().name

    assert aside(work) == "aside"


def test_what_goes_wrong_is_raised_where_it_was_asked_for(qapp):
    def work() -> None:
        raise TroubleError(Kind.STORE_BROKEN)

    with pytest.raises(TroubleError) as caught:
        aside(work)
    assert caught.value.trouble.kind is Kind.STORE_BROKEN

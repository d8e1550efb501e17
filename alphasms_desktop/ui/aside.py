"""Work that the window waits for without standing still: it is painted, and takes no clicks."""

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal

_Answer = TypeVar("_Answer")


class _Sign(QObject):
    came = Signal()


def aside(work: Callable[[], _Answer]) -> _Answer:
    """Have `work` done on a thread of its own; returns what it returns, raises what it raises.

    Clicks and keys of the meantime are kept for afterwards.
    """
    loop, sign = QEventLoop(), _Sign()
    sign.came.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    answers: list[_Answer] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(work())
        except BaseException as error:
            errors.append(error)
        finally:
            sign.came.emit()

    thread = threading.Thread(target=run, name="aside")
    thread.start()
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    thread.join()
    if errors:
        raise errors[0]
    return answers[0]

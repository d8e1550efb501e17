"""What every test may use: a store of its own, English as the language; no thread outlives it."""

import faulthandler
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from alphasms_desktop import i18n
from alphasms_desktop.store import Store, open_store

_PATIENCE_S = 5.0
_END_WITHIN_S = 120
_LONG_S = 100


def pytest_unconfigure() -> None:
    """Have a run whose process does not end after its last test say where it stands, and fail."""
    faulthandler.dump_traceback_later(_END_WITHIN_S, exit=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that ask for much time, so that none of them is run alone at the end."""
    asked = {item: item.get_closest_marker("timeout") for item in items}
    items.sort(key=lambda item: -max(mark.args[0], _LONG_S) if (mark := asked[item]) else -_LONG_S)


@pytest.fixture(autouse=True)
def threads_end() -> Iterator[None]:
    """Fail a test that leaves a thread behind which would keep the program from ending."""
    before = set(threading.enumerate())
    yield
    left = [one for one in threading.enumerate() if one not in before and not one.daemon]
    for thread in left:
        thread.join(_PATIENCE_S)
    assert not [one.name for one in left if one.is_alive()]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English in every test, whatever a test before it spoke."""
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a store in a folder of its own."""
    opened = open_store(tmp_path / "data")
    yield opened
    opened.close()

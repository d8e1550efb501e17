"""What every test may use: a store of its own, and English as the language."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from alphasms_desktop import i18n
from alphasms_desktop.store import Store, open_store


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

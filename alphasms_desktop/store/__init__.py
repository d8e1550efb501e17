"""The only place that knows the database, its files and the password store.

The library of the database comes with the first of the names below that is asked for: settings,
folders and keys do without it, and so does the window until it opens a data folder.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alphasms_desktop.store.journal import Journal
    from alphasms_desktop.store.store import Store, open_store

__all__ = ["Journal", "Store", "open_store"]


def __getattr__(name: str) -> object:
    """Return one of the names above."""
    if name not in __all__:
        raise AttributeError(name)
    place = "journal" if name == "Journal" else "store"
    return getattr(import_module(f"alphasms_desktop.store.{place}"), name)

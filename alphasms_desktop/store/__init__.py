"""The only place that knows the database, its files and the password store."""

from alphasms_desktop.store.journal import Journal
from alphasms_desktop.store.store import Store, open_store

__all__ = ["Journal", "Store", "open_store"]

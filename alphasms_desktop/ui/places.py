"""The places of the navigation, in order: one row for each page that can be gone to at any time.

A page more is a row here, its maker in `page_stack.py`, a line icon named as the place in
`resources/icons`, and its section in `dialogs/guide.py`; what it asks for is joined in `deeds.py`.
"""

from dataclasses import dataclass

from alphasms_desktop.i18n import mark


@dataclass(frozen=True)
class Place:
    """A place by its name, its words for the user (to be translated), its page in the stack.

    A page with a `refresh` is read afresh each time it is gone to.
    """

    name: str
    title: str
    page: str


CAMPAIGNS = Place("campaigns", mark("Campaigns"), "home")
SETTINGS = Place("settings", mark("Settings"), "settings")
"""Stands apart, at the foot."""

PLACES = (
    CAMPAIGNS,
    Place("contacts", mark("Contacts"), "contacts"),
    Place("do_not_call", mark("Do not call"), "do_not_call"),
    Place("call_back", mark("Call back"), "call_backs"),
    Place("recordings", mark("Recordings"), "recordings"),
    Place("verify", mark("Number check"), "verify"),
)
"""All above it; Ctrl+1, Ctrl+2 and so on go to them."""


def keys_of(place: Place) -> str:
    """Return the keys that go to a place."""
    return "Ctrl+," if place is SETTINGS else f"Ctrl+{PLACES.index(place) + 1}"


def named(name: str) -> Place:
    """Return the place of that name."""
    return next(place for place in (*PLACES, SETTINGS) if place.name == name)

"""The example of the first lesson: whom it calls, what they hear, what their keys mean."""

from pathlib import Path

from alphasms_desktop import paths
from alphasms_desktop.domain.answer import KeyAction, KeyMeaning
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.i18n import tr


def example_contacts() -> Path:
    """Return the table of the people."""
    return paths.resources() / "sample" / "contacts.xlsx"


def example_recording() -> Path:
    """Return what they hear: it asks for key 1 or 2."""
    return paths.resources() / "sample" / "recording.m4a"


def example_recipe() -> Recipe:
    """Return its choices: a name, and the keys that the recording speaks of."""
    keys = (
        KeyMeaning("1", tr("Comes")),
        KeyMeaning("2", tr("Cannot come"), KeyAction.CALL_BACK),
    )
    return Recipe(tr("Reminder of a visit"), rules=Rules(collect_keys=True, keys=keys))

"""Messages made of clips, as the tables keep them.

A campaign keeps its composition; each recipient keeps places in its clips, so that what a person
hears is settled when the campaign is made, whatever becomes of lists and library later.
"""

import json
from collections.abc import Mapping, Sequence

from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.clips import ClipPart, Composition, NotSaid, SaidAs, keys_of

UNSAID = "-"
"""Kept for a recipient whose message cannot be put together; they are not called."""


def composition_to_text(composition: Composition | None) -> str | None:
    """Return a composition as one text, or None for a campaign with one recording for all."""
    if composition is None:
        return None
    parts = [[str(one.said), one.text] for one in composition.parts]
    return json.dumps({"parts": parts, "clips": list(composition.clips.items())})


def composition_from_text(text: str | None) -> Composition | None:
    """Return the composition that `composition_to_text` wrote; its clips keep their order."""
    if not text:
        return None
    kept = json.loads(text)
    parts = tuple(ClipPart(SaidAs(said), name) for said, name in kept["parts"])
    return Composition(parts, dict(kept["clips"]))


def places_of(clips: Mapping[str, str]) -> dict[str, int]:
    """Return the place of each clip's key."""
    return {key: place for place, key in enumerate(clips)}


def places_to_text(
    composition: Composition,
    places: Mapping[str, int],
    columns: Sequence[str],
    cells: Sequence[Cell],
) -> str:
    """Return the places of the clips that say a row, or that it cannot be said."""
    keys = keys_of(composition.parts, columns, cells)
    if isinstance(keys, NotSaid) or not keys or any(key not in places for key in keys):
        return UNSAID
    return " ".join(str(places[key]) for key in keys)


def places_from_text(text: str) -> tuple[int, ...]:
    """Return the places kept for a recipient; empty where everybody hears the same."""
    return tuple(map(int, text.split())) if text != UNSAID else ()

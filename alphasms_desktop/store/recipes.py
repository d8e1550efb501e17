"""The draft of a new campaign and the templates, as one text each."""

import json
from contextlib import suppress
from dataclasses import asdict

from sqlalchemy import Connection, delete, func, insert, select, update

from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.recipe import Recipe, Template
from alphasms_desktop.store.composition_text import composition_from_text, composition_to_text
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.message_text import message_from_text, message_to_text
from alphasms_desktop.store.rules_text import rules_from_text, rules_to_text
from alphasms_desktop.store.schema import campaign, contact_list, recipe

_DRAFT, _TEMPLATE, _EMERGENCY, _TEXT = "draft", "template", "emergency", "text"
_UNUSED_S = 86_400.0
"""A list so long without a campaign, a draft or a name is one that nobody will miss."""


class Recipes:
    """The recipes of one data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def draft(self) -> Recipe | None:
        """Return the campaign that was being put together last, or None."""
        with self._database.read() as connection:
            return _draft(connection)

    def keep_draft(self, draft: Recipe | None) -> None:
        """Keep what has been chosen so far; None forgets it."""
        with self._database.write() as connection:
            connection.execute(delete(recipe).where(recipe.c.kind == _DRAFT))
            if draft is not None:
                self._insert(connection, _DRAFT, draft.name, draft)

    def templates(self) -> list[Template]:
        """Return the templates, by name."""
        return self._of_kinds(_TEMPLATE, _EMERGENCY)

    def texts(self) -> list[Template]:
        """Return the texts kept to be used again, by name."""
        return self._of_kinds(_TEXT)

    def keep_text(self, name: str, kept: Recipe) -> int:
        """Keep the text of a recipe under a name; one of the same name is replaced."""
        return self._replace(_TEXT, name, kept)

    def keep_template(self, name: str, kept: Recipe, is_emergency: bool = False) -> int:
        """Keep a recipe under a name; one of the same name and kind is replaced."""
        return self._replace(_EMERGENCY if is_emergency else _TEMPLATE, name, kept)

    def remove_template(self, template_id: int) -> None:
        """Take a template away; it can be brought back."""
        self._mark(template_id, self._database.now())

    def bring_back_template(self, template_id: int) -> None:
        """Take a removal back."""
        self._mark(template_id, None)

    def unused_lists(self) -> list[int]:
        """Return lists older than a day that no campaign, draft, template or name holds on to."""
        before = self._database.now() - _UNUSED_S
        with self._database.read() as connection:
            held = {
                recipe_from_text(text).list_id
                for text in connection.scalars(select(recipe.c.content))
            }
            ids = connection.scalars(
                select(contact_list.c.id).where(
                    contact_list.c.name == "",
                    contact_list.c.complete.is_(True),
                    contact_list.c.created_at < before,
                    contact_list.c.id.not_in(select(campaign.c.list_id)),
                )
            ).all()
        return [one for one in ids if one not in held]

    def _of_kinds(self, *kinds: str) -> list[Template]:
        with self._database.read() as connection:
            rows = connection.execute(
                select(recipe)
                .where(recipe.c.kind.in_(kinds), recipe.c.removed_at.is_(None))
                .order_by(func.alphabetical(recipe.c.name), recipe.c.id)
            ).all()
        return [
            Template(row.id, row.name, recipe_from_text(row.content), row.kind == _EMERGENCY)
            for row in rows
        ]

    def _replace(self, kind: str, name: str, kept: Recipe) -> int:
        with self._database.write() as connection:
            connection.execute(delete(recipe).where(recipe.c.kind == kind, recipe.c.name == name))
            return self._insert(connection, kind, name, kept)

    def _insert(self, connection: Connection, kind: str, name: str, kept: Recipe) -> int:
        values = {"kind": kind, "name": name, "content": recipe_to_text(kept)}
        made = insert(recipe).values(**values, kept_at=self._database.now()).returning(recipe.c.id)
        return int(connection.execute(made).scalar_one())

    def _mark(self, template_id: int, removed_at: float | None) -> None:
        with self._database.write() as connection:
            connection.execute(
                update(recipe).where(recipe.c.id == template_id).values(removed_at=removed_at)
            )


def recipe_to_text(kept: Recipe) -> str:
    """Return a recipe as one text."""
    return json.dumps(
        {
            "name": kept.name,
            "list_id": kept.list_id,
            "recording": asdict(kept.recording) if kept.recording else None,
            "composition": composition_to_text(kept.composition),
            "rules": rules_to_text(kept.rules),
            "asks_first": kept.asks_first,
            "message": message_to_text(kept.text, kept.fallbacks),
        }
    )


def recipe_from_text(text: str) -> Recipe:
    """Return the recipe that `recipe_to_text` wrote."""
    kept = json.loads(text)
    message, fallbacks = message_from_text(kept.get("message"))
    return Recipe(
        name=kept["name"],
        list_id=kept["list_id"],
        recording=Recording(**kept["recording"]) if kept["recording"] else None,
        composition=composition_from_text(kept["composition"]),
        rules=rules_from_text(kept["rules"]),
        asks_first=kept["asks_first"],
        text=message,
        fallbacks=fallbacks,
    )


def sounds_of_recipes(connection: Connection) -> set[str]:
    """Return the fingerprints of all recordings that the draft and templates would call with."""
    held: set[str] = set()
    for text in connection.scalars(select(recipe.c.content)):
        kept = recipe_from_text(text)
        if kept.recording is not None:
            held.add(kept.recording.fingerprint)
        if kept.composition is not None:
            held.update(kept.composition.clips.values())
    return held


def _draft(connection: Connection) -> Recipe | None:
    text = connection.scalar(select(recipe.c.content).where(recipe.c.kind == _DRAFT))
    # A draft is a convenience: one that a newer version wrote otherwise is no draft.
    with suppress(ValueError, KeyError, TypeError):
        return recipe_from_text(text) if text else None
    return None

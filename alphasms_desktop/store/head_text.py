"""What is known of a sheet as text in its list's row, and back; and the choices it was read by."""

import json
from dataclasses import asdict

from sqlalchemy import Row

from alphasms_desktop.domain.cells import cells_from_text
from alphasms_desktop.domain.contact import SheetHead
from alphasms_desktop.domain.importing import (
    ColumnKind,
    ImportChoices,
    PhoneRules,
    Several,
    SheetInfo,
)

_IN_COLUMNS = ("source", "sheet", "columns", "phone_column", "name_column")


def head_to_text(head: SheetHead) -> str:
    """Return what has no column of its own."""
    facts = asdict(head)
    return json.dumps({k: v for k, v in facts.items() if k not in _IN_COLUMNS}, ensure_ascii=False)


def head_from_row(row: Row[tuple[object, ...]]) -> SheetHead:
    """Return the head that a list's row keeps; an older version's row knows less."""
    facts = json.loads(row.head)
    return SheetHead(
        row.source,
        row.sheet,
        cells_from_text(row.columns),
        row.phone_column,
        row.name_column,
        tuple(facts.get("more_phone_columns", ())),
        facts.get("consent_column"),
        tuple(map(ColumnKind, facts.get("kinds", ()))),
        tuple(SheetInfo(**one) for one in facts.get("sheets", ())),
        facts.get("encoding", ""),
        facts.get("separator", ""),
        facts.get("hidden_rows", 0),
        facts.get("hidden_columns", 0),
        facts.get("shape", ""),
        tuple(facts.get("also_phones", ())),
        tuple(facts.get("unread_sheets", ())),
    )


def choices_to_text(choices: ImportChoices) -> str:
    """Return choices as one text."""
    return json.dumps(asdict(choices), ensure_ascii=False)


def choices_from_text(text: str) -> ImportChoices:
    """Return the choices that `choices_to_text` wrote."""
    facts = json.loads(text)
    facts.pop("merges_twins", None)  # a choice of earlier versions that nothing came of
    phones = PhoneRules(**facts.pop("phones"))
    columns = tuple(facts.pop("phone_columns"))
    several = Several(facts.pop("several"))
    return ImportChoices(phone_columns=columns, several=several, phones=phones, **facts)

"""The user's own address as it will be filled in for the first rows of a list."""

from collections.abc import Collection
from itertools import islice

from alphasms_desktop.domain.cells import field_text
from alphasms_desktop.domain.contact import Contact
from alphasms_desktop.domain.receiving import Standing, filled
from alphasms_desktop.engine.workspace import Workspace


def hooks_of(workspace: Workspace, list_id: int, rows: Collection[int]) -> dict[int, str]:
    """Return the addresses of some rows by their number; none where results come here."""
    desk, lists = workspace.receiving, workspace.contacts.lists
    if desk.is_training or desk.now().standing is not Standing.ELSEWHERE:
        return {}
    hook, columns = desk.now().hook, lists.get(list_id).head.columns
    people = (one for one in lists.contacts(list_id) if one.row in rows)
    return {one.row: filled(hook, _fields(one, columns)) for one in islice(people, len(rows))}


def _fields(one: Contact, columns: tuple[str, ...]) -> dict[str, str]:
    always = {"phone": one.phone, "name": one.name, "row": str(one.row)}
    cells = zip(columns, one.fields, strict=False)
    return always | {str(name): field_text(cell) for name, cell in cells}

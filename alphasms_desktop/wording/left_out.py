"""What of a contact file was not read at all: hidden rows and columns, other sheets with people."""

from collections.abc import Sequence

from alphasms_desktop.domain.contact import SheetHead
from alphasms_desktop.i18n import ntr, tr

_MOST_NAMES = 5


def hidden_sentences(head: SheetHead) -> list[str]:
    """Say how many rows and columns were left out since the office has hidden them."""
    rows, columns = head.hidden_rows, head.hidden_columns
    said = []
    if rows:
        said.append(ntr("{n} hidden row is left out.", "{n} hidden rows are left out.", rows))
    if columns:
        said.append(
            ntr("{n} hidden column is left out.", "{n} hidden columns are left out.", columns)
        )
    return said


def unread_sentence(sheets: Sequence[str]) -> str:
    """Say which other sheets were not read, and what to do about them; nothing where none does."""
    if not sheets:
        return ""
    names = [tr("“{name}”").format(name=one) for one in sheets[:_MOST_NAMES]]
    names += ["…"] if len(sheets) > _MOST_NAMES else []
    more = ntr(
        "{n} more sheet is not read",
        "{n} more sheets are not read",
        len(sheets),
    )
    to_do = tr("To call people on other sheets too, put all on one or make a campaign of each.")
    return f"{more}: {', '.join(names)}. {to_do}"

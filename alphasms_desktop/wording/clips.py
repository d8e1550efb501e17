"""Clips as people read them: what a clip has to say, by its key."""

from alphasms_desktop.domain.clips import NotSaid, SaidAs, Unsaid
from alphasms_desktop.i18n import language, mark, tr

_WAYS = {
    SaidAs.CLIP: mark("The same clip for everybody"),
    SaidAs.WHOLE: mark("A column, each text a clip"),
    SaidAs.TIME: mark("A column as a time"),
    SaidAs.DATE: mark("A column as a date"),
    SaidAs.NUMBER: mark("A column as a number"),
}
_KINDS = {
    "hour": mark("Hour: {n}"),
    "minute": mark("Minute: {n}"),
    "day": mark("Day: {n}"),
    "number": mark("Number: {n}"),
}


def way_name(said: SaidAs) -> str:
    """Return how a part is said, as a choice in a list."""
    return tr(_WAYS[said])


def clip_name(key: str) -> str:
    """Return what the clip of a key is called."""
    kind, _, value = key.partition(":")
    if kind == "month":
        from babel.dates import get_month_names

        month = get_month_names("wide", locale=language())[int(value)]
        return tr("Month: {month}").format(month=month)
    if kind in _KINDS:
        return tr(_KINDS[kind]).format(n=value)
    return tr("“{text}”").format(text=value)


def unsaid_sentence(unsaid: Unsaid) -> str:
    """Return why a row cannot be said."""
    cell: NotSaid = unsaid.cell
    if not cell.value:
        return tr("Row {row}: “{column}” is empty").format(row=unsaid.row, column=cell.column)
    return tr("Row {row}: “{value}” in “{column}” cannot be said so").format(
        row=unsaid.row, value=cell.value, column=cell.column
    )

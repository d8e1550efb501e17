"""`check`: what an import of a contact file would take, row by row, keeping nothing."""

import json

from alphasms_desktop.app import contact_reader, open_script
from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.domain.contact import Batch, Reason, Reject, SheetHead, is_repaired
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.importing import ImportChoices
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.domain.saying import RowTrouble
from alphasms_desktop.i18n import ntr, number, tr
from alphasms_desktop.wording import (
    hidden_sentences,
    reject_sentence,
    row_trouble_sentence,
    unread_sentence,
)

_SHOWN_AT_MOST = 50


def check_file(options: Options) -> Exit:
    """Print what would be called and what not; exits with 2 when nobody could be called."""
    if options.file is None:
        raise TroubleError(Kind.FILE_MISSING, path="")
    columns = (options.phone_column,) if options.phone_column else ()
    sheet = contact_reader(options.file, ImportChoices(phone_columns=columns))
    batches = list(sheet.batches())
    troubles = _troubles(options.text, sheet.head, batches) if options.text is not None else None
    if options.json:
        plain = _plain(sheet.head, batches)
        if troubles is not None:
            plain["unsaid"] = [_plain_trouble(one) for one in troubles]
        print(json.dumps(plain, ensure_ascii=False))
    else:
        _say(sheet.head, batches)
        if troubles is not None:
            _say_troubles(troubles)
    return Exit.DONE if any(len(batch.ready) for batch in batches) else Exit.WRONG


def _troubles(text: str, head: SheetHead, batches: list[Batch]) -> list[RowTrouble]:
    """Return what cannot be said of a text; raises TroubleError(BAD_TEXT)."""
    script = open_script(TextMessage(text), head.columns)
    return [
        RowTrouble(one.row, one.name, trouble)
        for batch in batches
        for one in batch.ready.contacts()
        for trouble in script.of(one.fields).troubles
    ]


def _plain_trouble(one: RowTrouble) -> dict[str, object]:
    return {
        "row": one.row,
        "column": one.trouble.column,
        "reason": str(one.trouble.problem),
        "sentence": row_trouble_sentence(one),
    }


def _say_troubles(troubles: list[RowTrouble]) -> None:
    rows = len({one.row for one in troubles})
    print(ntr("The text cannot be said to {n} row.", "The text cannot be said to {n} rows.", rows))
    for one in troubles[:_SHOWN_AT_MOST]:
        print(f"  {row_trouble_sentence(one)}")
    if (left := len(troubles) - _SHOWN_AT_MOST) > 0:
        print("  " + ntr("… and {n} more", "… and {n} more", left))


def _plain(head: SheetHead, batches: list[Batch]) -> dict[str, object]:
    rejects = [one for batch in batches for one in batch.rejects]
    ready = [
        {
            "row": one.row,
            "phone": one.phone,
            "original": one.original,
            "repaired": is_repaired(one.phone, one.original),
        }
        for batch in batches
        for one in batch.ready.contacts()
    ]
    return {
        "sheet": head.sheet,
        "unread_sheets": list(head.unread_sheets),
        "phone_column": head.columns[head.phone_column],
        "rows": len({one["row"] for one in ready} | {one.row for one in rejects}),
        "ready": ready,
        "rejects": [
            {
                "row": one.row,
                "original": one.original,
                "reason": str(one.reason),
                "sentence": reject_sentence(one),
            }
            for one in rejects
            if one.reason is not Reason.DUPLICATE
        ],
        "duplicates": [
            {"row": one.row, "of": one.twin_row}
            for one in rejects
            if one.reason is Reason.DUPLICATE
        ],
    }


def _say(head: SheetHead, batches: list[Batch]) -> None:
    rejects = [one for batch in batches for one in batch.rejects]
    ready = sum(len(batch.ready) for batch in batches)
    repaired = sum(batch.ready.repaired for batch in batches)
    where = tr("{file}, column with phones: {column}").format(
        file=f"{head.source} · {head.sheet}" if head.sheet else head.source,
        column=head.columns[head.phone_column],
    )
    print(where)
    for said in (*hidden_sentences(head), unread_sentence(head.unread_sheets)):
        if said:
            print(said)
    print(ntr("{n} row can be called", "{n} rows can be called", ready) + _in_brackets(repaired))
    print(ntr("{n} row is set aside", "{n} rows are set aside", len(rejects)))
    for one in rejects[:_SHOWN_AT_MOST]:
        print(_line(one))
    if (left := len(rejects) - _SHOWN_AT_MOST) > 0:
        print("  " + ntr("… and {n} more", "… and {n} more", left))
    for contact in batches[0].ready.contacts() if batches else ():
        sample = f"{grouped(contact.phone)} ({contact.original})"
        print(tr("First to be called: {phone}").format(phone=sample))
        break


def _in_brackets(repaired: int) -> str:
    return " " + tr("({n} repaired)").format(n=number(repaired)) if repaired else ""


def _line(reject: Reject) -> str:
    place = tr("Row {row}").format(row=number(reject.row))
    return f"  {place}: {reject_sentence(reject)}"

"""Why a row of a sheet was set aside."""

from alphasms_desktop.domain.contact import ContactList, Reason, Reject
from alphasms_desktop.domain.importing import PhoneKind
from alphasms_desktop.i18n import mark, ntr, tr

_REASONS: dict[Reason, str] = {
    Reason.NO_PHONE: mark("The phone is missing in this row."),
    Reason.NOT_A_PHONE: mark("“{original}” is not a phone number."),
    Reason.NO_VALUE: mark(
        "There is a formula here whose value the file does not hold. "
        "Save the file in Excel and open it again, or type the number."
    ),
    Reason.ASKED_NOT_TO: mark(
        "“{original}” says not to call. If they may be called after all, type the number alone."
    ),
    Reason.LOST_DIGITS: mark(
        "The spreadsheet has cut digits off “{original}”; nobody can restore them. "
        "Type the number again as text."
    ),
    Reason.PROBABLY_CUT: mark(
        "“{original}” ends in zeros as a number does whose digits the spreadsheet has cut off. "
        "Take it if it is right."
    ),
    Reason.TOO_SHORT: mark("“{original}” has too few digits for a phone number."),
    Reason.TOO_LONG: mark("“{original}” has too many digits for a phone number."),
    Reason.NO_SUCH_NUMBER: mark("There is no such number as “{original}”."),
    Reason.PREMIUM: mark("“{original}” is a premium-rate number; it is not called."),
    Reason.FOREIGN: mark("“{original}” is a foreign number; the settings refuse those."),
    Reason.DUPLICATE: mark("Repeats row {twin_row}: one call for each number."),
}

_DIFFERS = mark("Has the number of row {twin_row}, but says something else.")
_DIFFERS_SHORT = mark("number of row {twin_row}, other data")
"""Of a duplicate that is no mere repeat."""

_SHORT: dict[Reason, str] = {
    Reason.NO_PHONE: mark("no phone in this row"),
    Reason.NOT_A_PHONE: mark("not a phone number"),
    Reason.NO_VALUE: mark("a formula without its value"),
    Reason.ASKED_NOT_TO: mark("the file says not to call"),
    Reason.LOST_DIGITS: mark("the spreadsheet has cut digits off"),
    Reason.PROBABLY_CUT: mark("perhaps cut off: is it right?"),
    Reason.TOO_SHORT: mark("too few digits"),
    Reason.TOO_LONG: mark("too many digits"),
    Reason.NO_SUCH_NUMBER: mark("there is no such number"),
    Reason.PREMIUM: mark("premium rate: not called"),
    Reason.FOREIGN: mark("foreign: the settings refuse those"),
    Reason.DUPLICATE: mark("repeats row {twin_row}"),
}
"""The same in a few words, for a table that shows the phone beside them."""

_KINDS: dict[PhoneKind, str] = {
    PhoneKind.MOBILE: mark("ready"),
    PhoneKind.FIXED: mark("ready: a fixed line"),
    PhoneKind.TOLL_FREE: mark("ready, but a toll-free number: rarely a person's"),
    PhoneKind.PREMIUM: mark("ready, but a premium-rate number: the call may be dear"),
    PhoneKind.OTHER: mark("ready: neither mobile nor fixed line"),
}


def phone_kind_sentence(kind: PhoneKind) -> str:
    """Say that a row is ready, and what is unusual about its phone."""
    return tr(_KINDS[kind])


def mend_refusal(reason: Reason, written: str) -> str:
    """Say why what the user has typed for a row is not taken."""
    if reason is Reason.DUPLICATE:
        return tr("Another row of this file has that number already.")
    return tr(_REASONS[reason]).format(original=written, twin_row="")


def reject_words(reject: Reject) -> str:
    """Say in a few words why a row was set aside."""
    words = _DIFFERS_SHORT if reject.differs else _SHORT[reject.reason]
    return tr(words).format(twin_row=reject.twin_row)


def reject_sentence(reject: Reject) -> str:
    """Say why a row was set aside and, where it helps, what to do."""
    text = _DIFFERS if reject.differs else _REASONS[reject.reason]
    return tr(text).format(original=reject.original, twin_row=reject.twin_row)


def twin_sentence(taken: ContactList) -> str:
    """Say how many rows share a phone with another one, as the list stands now."""
    if taken.calls_each_row:
        return ntr(
            "{n} row gets a call of its own, though another row has its number",
            "{n} rows get calls of their own, though other rows have their numbers",
            taken.shared,
        )
    return ntr(
        "{n} row has the number of another row, but says something else",
        "{n} rows have numbers of other rows, but say something else",
        taken.differing,
    )

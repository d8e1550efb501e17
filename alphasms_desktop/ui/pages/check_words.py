"""What the verification desk says while a check goes on."""

import math
from decimal import Decimal

from alphasms_desktop.domain.verification import Channel, Standing
from alphasms_desktop.i18n import mark, money, ntr, tr

INSTRUCTIONS = {
    Channel.CALL: mark(
        "Ask the customer not to answer, but to read out the last 4 digits of the number that "
        "calls."
    ),
    Channel.DICTATED: mark("Ask the customer to answer and to tell you the code they hear."),
    Channel.SMS: mark("Ask the customer for the code in the text that comes."),
    Channel.KEY: mark("Ask the customer to answer and to press 1 to confirm."),
}

_SHAPES = {
    Standing.CONFIRMED: ("check", "answered"),
    Standing.NO_MATCH: ("cross", "failed"),
    Standing.DECLINED: ("cross", "failed"),
    Standing.REFUSED: ("cross", "failed"),
    Standing.NOT_TOLD: ("ring", "no_answer"),
    Standing.NOT_REACHED: ("ring", "no_answer"),
    Standing.ANSWER_LOST: ("question", "in_doubt"),
    Standing.WAITING: ("arrow", "handed_over"),
    Standing.ASKING: ("arrow", "handed_over"),
}


def shape_of(standing: Standing) -> tuple[str, str]:
    """Return the mark of a standing and the name of its colour."""
    return _SHAPES[standing]


def call_words(price: Decimal, is_again: bool) -> str:
    """Return what the button of the call says."""
    words = tr("Call again (≈ {cost})") if is_again else tr("Call (≈ {cost})")
    return words.format(cost=money(price))


def tries_words(left: int) -> str:
    """Say that digits are only compared, and how often still."""
    hint = tr("The program does not show the right digits, it only says whether they match.")
    return f"{hint} {ntr('{n} try is left.', '{n} tries are left.', left)}"


def wrong_words(left: int) -> str:
    """Say that digits did not match, and how often may still be tried."""
    still = ntr("{n} try is left.", "{n} tries are left.", left)
    return f"{tr('These digits do not match.')} {still}"


def again_in_words(seconds: float) -> str:
    """Say when the same number may be called again."""
    return tr("Again in {n} s").format(n=math.ceil(seconds))


def no_call_words(after_s: float | None) -> str:
    """Ask whether no call has come, after so many seconds or because it has ended."""
    if after_s is None:
        return tr("Has no call come?")
    return tr("No call for {n} s?").format(n=int(after_s))

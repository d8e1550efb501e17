"""What evidence says of calls in doubt, in one sentence; the decision stays the user's."""

from alphasms_desktop.domain.money import BalanceHint
from alphasms_desktop.i18n import money, ntr, tr


def hint_sentence(hint: BalanceHint) -> str:
    """Say what the balance before and after leads one to think."""
    if not hint.calls:
        return tr(
            "The balance fell by the known prices only: probably none of the calls in doubt was "
            "taken."
        )
    words = ntr(
        "The balance fell by {{money}} more than the known prices: probably {n} of the calls in "
        "doubt was taken.",
        "The balance fell by {{money}} more than the known prices: probably {n} of the calls in "
        "doubt were taken.",
        hint.calls,
    )
    return words.format(money=money(hint.unexplained))

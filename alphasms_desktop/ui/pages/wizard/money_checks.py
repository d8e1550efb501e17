"""The checks of money, which may ask: whether the balance and the limit do for everybody."""

from collections.abc import Mapping
from decimal import Decimal

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.i18n import money, ntr, tr
from alphasms_desktop.ui.pages.wizard.check import Ask, Check, Level
from alphasms_desktop.ui.pages.wizard.draft import Plan


def balance_check(
    plan: Plan, mode: Mode, known: Balance | None, decided: Mapping[Ask, int]
) -> Check | None:
    """Say whether the balance does for one attempt for all; nothing where that is not known."""
    cost = plan.one_pass
    if cost is None or known is None or known.currency != "UAH":
        return None
    left = known.amount - cost
    if left < 0:
        there = known.amount
        proof = tr(
            "About {cost} is needed, {amount} is there. The campaign pauses when it runs out."
        ).format(cost=money(cost), amount=money(there))
        title = tr("The balance may not be enough for everyone")
        return asked(Ask.BALANCE, title, proof, _then_pause(plan, there), decided)
    title = tr("Enough money") if mode is Mode.REAL else tr("Enough play money")
    proof = tr("About {cost} is needed, about {left} will be left").format(
        cost=money(cost), left=money(left)
    )
    return Check(Level.GOOD, title, proof)


def limit_check(plan: Plan, cap: Decimal, one_call: Decimal, decided: Mapping[Ask, int]) -> Check:
    """Say whether a limit does for everybody, once and with repeats."""
    limit = tr("Limit of spending: {amount}").format(amount=money(cap))
    once, repeated = plan.one_pass or one_call, plan.with_retries or one_call
    if cap < one_call:
        proof = tr("It is less than one call costs: nobody would be called. Raise it at step 3.")
        return Check(Level.STOP, limit, proof)
    if cap < once:
        proof = tr("One attempt for all needs about {cost}.").format(cost=money(once))
        return asked(Ask.CAP, limit, proof, _then_pause(plan, cap), decided)
    if cap < repeated:
        proof = tr("Repeats may need up to {cost}; the campaign pauses before it costs more.")
        return Check(Level.GOOD, limit, proof.format(cost=money(repeated)))
    return Check(Level.GOOD, limit, tr("The campaign pauses before it would cost more."))


def asked(
    ask: Ask, title: str, proof: str, choices: tuple[str, ...], decided: Mapping[Ask, int]
) -> Check:
    """Return a warning that wants a choice before a start."""
    return Check(Level.ATTENTION, title, proof, ask, choices, decided.get(ask))


def _then_pause(plan: Plan, amount: Decimal) -> tuple[str, ...]:
    """Return the one way on with less money than a call to everybody needs."""
    calls = int(amount // plan.one_call) if plan.one_call else 0
    return (ntr("Call about {n}, then pause", "Call about {n}, then pause", calls),)

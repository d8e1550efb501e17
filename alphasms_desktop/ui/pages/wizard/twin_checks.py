"""The check of rows that share a phone and say something else: one call, or one for each row."""

from collections.abc import Mapping

from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.pages.wizard.check import Ask, Check, Level
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.money_checks import asked
from alphasms_desktop.wording import twin_sentence

_MOST_NAMED = 2
ONE_CALL, EACH_ROW = range(2)
"""The places of the two answers."""


def twin_answers() -> tuple[str, str]:
    """Return the two answers in words."""
    return tr("One call to each number"), tr("A call for each row")


def twin_proof(taken: ContactList) -> str:
    """Say in what they differ, and that one phone never rings for two calls at once."""
    named = [one for one in taken.differs_in if one.strip()]
    columns = ", ".join(named[:_MOST_NAMED])
    if len(named) > _MOST_NAMED:
        columns += "…"
    differ = tr("They differ in: {columns}.").format(columns=columns) if columns else ""
    in_turn = tr("Calls to one number go one after the other, never at once.")
    return f"{differ} {in_turn}".strip().replace("….", "…")


def twin_checks(plan: Plan, decided: Mapping[Ask, int]) -> list[Check]:
    """Say who is called more than once, and ask where that is for the user to say.

    One message for everybody and advertising are no reason for a second call to a phone.
    """
    taken = plan.contacts
    if taken is None or not (taken.shared or taken.differing):
        return []
    title, answers = twin_sentence(taken), twin_answers()
    if plan.purpose is Purpose.ADVERTISING:
        once = tr("Advertising calls each number once.")
        return [asked(Ask.SHARED, title, once, answers[:1], {})] if taken.shared else []
    if not plan.is_personal:
        if not taken.shared:
            return []
        twice = tr("Everybody hears the same message: they would hear it more than once.")
        return [asked(Ask.SHARED_MESSAGE, title, twice, answers, decided)]
    if taken.calls_each_row:
        return [Check(Level.GOOD, title, twin_proof(taken))]
    answer = {Ask.SHARED: ONE_CALL} if plan.each_row is False and not taken.shared else {}
    return [asked(Ask.SHARED, title, twin_proof(taken), answers, answer)]

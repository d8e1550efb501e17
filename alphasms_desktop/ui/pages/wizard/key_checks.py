"""The checks of keys: whether they arrive, and what advertising asks of them."""

from alphasms_desktop.domain.answer import faults_of, has_opt_out
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.pages.wizard.check import Check, Level
from alphasms_desktop.ui.pages.wizard.draft import Plan


def key_checks(plan: Plan) -> list[Check]:
    """Return what is to be said of keys before a start."""
    rules = plan.rules()
    found = [] if plan.purpose is not Purpose.ADVERTISING else [_advertising(plan)]
    if not rules.keys:
        return found
    named = ", ".join(f"{one.key} – {one.meaning}" for one in rules.keys)
    if any(faults_of(rules.keys)):
        return [*found, Check(Level.STOP, tr("Keys"), tr("Correct the marked keys at step 3."))]
    if plan.keys_arrive:
        return [*found, Check(Level.GOOD, tr("Keys: we receive them ✓"), named)]
    cabinet = tr("They are seen in the cabinet only: their actions will not be done.")
    return [
        *found,
        Check(Level.ATTENTION, tr("Keys are seen in the AlphaSMS cabinet only."), cabinet),
    ]


def _advertising(plan: Plan) -> Check:
    counts = plan.counts
    title = tr("Advertising: only those who have agreed are called")
    if not has_opt_out(plan.rules().keys):
        proof = tr("Advertising needs a key to refuse: give one the do-not-call action.")
        return Check(Level.STOP, title, proof)
    if plan.text is not None:
        proof = tr("Keys pressed to a text do not reach the program: record the message instead.")
        return Check(Level.STOP, title, proof)
    if not plan.account.brings_keys:
        proof = tr("The key to refuse must reach the program: set up receiving and test it.")
        return Check(Level.STOP, title, proof)
    if counts.no_consent and not plan.calls:
        nobody = tr("Nobody of the list has agreed. Add a column of consents at step 1.")
        return Check(Level.STOP, title, nobody)
    if counts.no_consent:
        left_out = ntr(
            "{n} has not agreed and is left out.",
            "{n} have not agreed and are left out.",
            counts.no_consent,
        )
        return Check(Level.GOOD, title, left_out)
    return Check(Level.GOOD, title, tr("Who refuses with a key is not called again."))

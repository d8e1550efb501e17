"""What calls have taught of the account: prices, limits, how heard messages went."""

from dataclasses import replace

from alphasms_desktop.domain.errors import TroubleError
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import AccountFacts


def read_account(context: Context) -> AccountFacts:
    """Return what is known of this account, without a key what is usual; on a job's thread."""
    set_now = context.workspace.settings.load()
    facts = AccountFacts(
        limits=set_now.sound_limits,
        line_mbit_s=set_now.line_mbit_s,
        brings_keys=context.workspace.receiving.brings_keys(),
    )
    try:
        key = context.workspace.keys.key_for(context.service_url())
    except TroubleError:
        return facts
    known = context.workspace.campaigns.profile(key)
    limits = facts.limits.narrowed(known.refused_bytes, known.refused_s)
    return replace(facts, price_per_s=known.price_per_s, heard=known.heard, limits=limits)

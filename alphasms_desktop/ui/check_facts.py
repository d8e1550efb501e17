"""What the verification desk shows of money and settings; read on a job's thread."""

from decimal import Decimal
from typing import NamedTuple

from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.domain.verification import Channel
from alphasms_desktop.ui.context import Context


class CheckFacts(NamedTuple):
    """What each way costs, and what is set; without a sender a text has no price."""

    call: Decimal
    dictation: Decimal
    text: Decimal | None
    settings: Settings


def read_facts(context: Context, is_by_key: bool, question: Recording | None) -> CheckFacts:
    """Return prices and settings; raises TroubleError."""
    desk, settings = context.workspace.verify, context.workspace.settings.load()
    call = desk.price(Channel.KEY if is_by_key else Channel.CALL, question)
    text = desk.price(Channel.SMS) if settings.sms_sender else None
    return CheckFacts(call, desk.price(Channel.DICTATED), text, settings)


def ask_balance(context: Context) -> Balance:
    """Ask what is on the account; raises TroubleError."""
    url = context.service_url()
    return context.workspace.campaigns.balance(url, context.workspace.keys.key_for(url))

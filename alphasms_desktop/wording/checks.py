"""Number checks in words: by which way, how it ended, and what stands in the way."""

from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.verification import Channel, KeptCheck, Standing
from alphasms_desktop.i18n import mark, ntr, tr
from alphasms_desktop.wording.check_troubles import IN_A_CHECK, LOST_BUT_KNOWN
from alphasms_desktop.wording.rejects import mend_refusal
from alphasms_desktop.wording.troubles import trouble_sentence

_CHANNELS: dict[Channel, str] = {
    Channel.CALL: mark("Phone call"),
    Channel.DICTATED: mark("Dictated"),
    Channel.SMS: mark("SMS"),
    Channel.KEY: mark("By key"),
}
_STANDINGS: dict[Standing, str] = {
    Standing.ASKING: mark("Asking AlphaSMS"),
    Standing.WAITING: mark("Waiting for the digits"),
    Standing.CONFIRMED: mark("Number confirmed"),
    Standing.NO_MATCH: mark("Did not match"),
    Standing.NOT_TOLD: mark("Digits not told"),
    Standing.NOT_REACHED: mark("Not reached"),
    Standing.DECLINED: mark("Another key was pressed"),
    Standing.ANSWER_LOST: mark("The answer was lost"),
    Standing.REFUSED: mark("Refused"),
}
_OF_KEYS: dict[Standing, str] = {
    Standing.WAITING: mark("Waiting for the key"),
    Standing.NOT_TOLD: mark("No key was pressed"),
}


def check_channel_name(channel: Channel) -> str:
    """Return the user's word for how a check was made."""
    return tr(_CHANNELS[channel])


def standing_name(standing: Standing, channel: Channel, tries: int = 0) -> str:
    """Return the user's words for how a check stands, the same on screen and in tables."""
    if standing is Standing.NO_MATCH and tries:
        return ntr("No match in {n} try", "No match in {n} tries", tries)
    of_keys = _OF_KEYS.get(standing) if channel is Channel.KEY else None
    return tr(of_keys or _STANDINGS[standing])


def check_sentence(trouble: Trouble, standing: Standing | None = None) -> str:
    """Say what is in the way of a check, what it means at the counter, and what to do."""
    if trouble.kind is Kind.ANSWER_LOST and standing is Standing.WAITING:
        return tr(LOST_BUT_KNOWN)
    reason = trouble.values.get("what", "")
    if trouble.kind is Kind.BAD_PHONE and reason in set(Reason) - {Reason.NO_PHONE}:
        return mend_refusal(Reason(reason), trouble.values.get("phone", ""))
    said = IN_A_CHECK.get(trouble.kind)
    return tr(said).format_map(trouble.values) if said else trouble_sentence(trouble)


def why_sentence(check: KeptCheck) -> str:
    """Say why a kept check was refused or lost; nothing where its word says enough."""
    is_known = check.trouble in set(Kind)
    return check_sentence(Trouble(Kind(check.trouble), check.raw), None) if is_known else ""

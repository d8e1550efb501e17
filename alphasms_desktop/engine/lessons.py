"""What the calls of one message teach of its account: the price of a second, what is refused."""

from decimal import Decimal

from alphasms_desktop.domain.campaign import Campaign
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.profile import AccountProfile


def lessons_of_sound(
    campaign: Campaign, highest_price: Decimal | None, trouble: Trouble | None
) -> AccountProfile:
    """Return what a run with one recording for all has learned; other messages teach nothing.

    Of messages that differ nobody knows which had the highest price or was refused.
    """
    if campaign.composition is not None or campaign.text is not None:
        return AccountProfile()
    sound, kind = campaign.recording, trouble.kind if trouble else None
    a_second = highest_price / Decimal(str(sound.seconds)) if highest_price else None
    return AccountProfile(
        price_per_s=a_second if sound.seconds else None,
        refused_bytes=sound.size_bytes if kind is Kind.FILE_TOO_BIG else None,
        refused_s=sound.seconds if kind is Kind.AUDIO_DURATION else None,
    )

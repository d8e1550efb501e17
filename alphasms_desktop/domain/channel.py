"""By which offer of the service an attempt goes out."""

from enum import StrEnum


class Channel(StrEnum):
    """By which offer of the service an attempt goes out; the values are kept in the store.

    A recording is a file call. A text with the sender `Voice` is spoken (`VOICE_SMS`), so is one
    with a chosen voice, which alone can ask for a key (`SPOKEN`); with another sender it is read.
    """

    VOICE = "voice"
    VOICE_SMS = "voice_sms"
    SPOKEN = "spoken"
    SMS = "sms"

    @property
    def is_text(self) -> bool:
        """Whether it carries a text and an id of our own."""
        return self is not Channel.VOICE

"""What a call says: a recording known by its fingerprint, or a text with fields of the sheet."""

import re
from dataclasses import dataclass

from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.voice import VOICE_SENDER, Voice

SIGNS_A_SECOND = 13
"""About how fast a text is spoken; the service publishes nothing, so prices stay estimates."""

_FORMED_FIELD = re.compile(r"(?<!\{)\{([^{}|]*)\|[^{}]*\}(?!\})")


@dataclass(frozen=True)
class Recording:
    """A telephone WAV (8 kHz, mono, 16-bit): its SHA-256 in hex, seconds and bytes."""

    fingerprint: str
    seconds: float
    size_bytes: int
    source: str = ""


@dataclass(frozen=True)
class TextMessage:
    """A text with fields in braces, and how it goes out.

    `language` is that of spoken forms, empty where the letters of the text decide. Rows with a
    field too long to be listened to are left out unless `keeps_long`. `most_parts` is how many
    SMS the longest of the texts takes, as far as that was counted.
    """

    template: str
    channel: Channel = Channel.VOICE_SMS
    sender: str = VOICE_SENDER
    voice: Voice | None = None
    language: str = ""
    keeps_long: bool = False
    most_parts: int = 1

    @property
    def has_fields(self) -> bool:
        """Whether what it says differs from person to person; doubled braces are no field."""
        return "{" in self.template.replace("{{", "")

    @property
    def outline(self) -> str:
        """The text as people read it: each field is the name of its column, `{Name}`."""
        return _FORMED_FIELD.sub(r"{\1}", self.template)


@dataclass(frozen=True)
class Fallback:
    """Another way to say it to whoever was not reached, so many seconds after the last attempt."""

    after_s: float
    text: TextMessage


@dataclass(frozen=True)
class Message:
    """What one person hears: a recording, or a text with how long it takes to be spoken."""

    recording: Recording
    text: TextMessage | None = None

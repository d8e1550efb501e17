"""The voices of the service, and the sender that makes it speak a text."""

from dataclasses import dataclass

VOICE_SENDER = "Voice"
"""The sender that makes the service speak a text instead of showing it (contract, section 7)."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of the service: `male` or `female`, a language, a name (`uk-UA-Standard-A`)."""

    gender: str
    language: str
    name: str


UKRAINIAN_VOICE = Voice("female", "uk-UA", "uk-UA-Standard-A")
"""The only Ukrainian voice that the service names in public (contract, section 4.2)."""

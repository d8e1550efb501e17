"""What a call says: for now a recording, known by its fingerprint."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Recording:
    """A telephone WAV (8 kHz, mono, 16-bit): its SHA-256 in hex, seconds and bytes."""

    fingerprint: str
    seconds: float
    size_bytes: int
    source: str = ""

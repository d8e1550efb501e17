"""Which account a key belongs to, without the key: a fingerprint that cannot be turned back."""

import hashlib


def account_fingerprint(key: str) -> str:
    """Return the first 16 hex digits of the key's SHA-256, under a prefix of our own."""
    return hashlib.sha256(f"alphasms-desktop account {key}".encode()).hexdigest()[:16]

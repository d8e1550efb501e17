"""Reads the dates at which texts are to be sent (contract, sections 5 and 6)."""

from datetime import datetime


def read_date(text: str) -> float | None:
    """Return the time of day of an ISO 8601 date in seconds since 1970; None for an empty text.

    A date without a zone is in that of this computer. Raises ValueError for what is no date.
    """
    if not text.strip():
        return None
    try:
        return datetime.fromisoformat(text.strip()).timestamp()
    except OverflowError:
        raise ValueError(f"out of range: {text}") from None

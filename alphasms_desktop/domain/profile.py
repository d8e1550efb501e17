"""What real calls have taught about an account and its service: the contract leaves much open."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

MOST_WORDS = 50


class StatusSource(StrEnum):
    """The interfaces that tell how a call stands by the gateway's id."""

    XML = "xml"
    HTTP = "http"


@dataclass(frozen=True)
class AccountProfile:
    """What is known of one account; None and empty for what no call has told yet.

    `known_after_s` is how long after handing over the source first knew an id, `batch` how many
    ids one question may hold, `price_per_s` what a second of sound costs in the account's
    currency, `clock_offset_s` how far the service's clock is ahead of ours, `limits` the texts
    with which the service has asked for less. `refused_bytes` and `refused_s` are of the last
    recording refused for its size or its length, `heard` the fingerprint of the message the user
    has heard on their own phone.
    """

    status_source: StatusSource | None = None
    known_after_s: float | None = None
    batch: int | None = None
    words: tuple[str, ...] = ()
    price_per_s: Decimal | None = None
    hook_came: bool | None = None
    clock_offset_s: float | None = None
    limits: tuple[str, ...] = ()
    refused_bytes: int | None = None
    refused_s: float | None = None
    heard: str | None = None

    def with_words(self, seen: Iterable[str]) -> "AccountProfile":
        """Return the profile with status words that were seen too."""
        words = sorted({*self.words, *seen} - {""})
        return replace(self, words=tuple(words[:MOST_WORDS]))

    def updated(self, newer: "AccountProfile") -> "AccountProfile":
        """Return this profile with whatever a newer one knows better."""
        known = {
            name: value
            for name in (
                "status_source",
                "known_after_s",
                "batch",
                "price_per_s",
                "hook_came",
                "clock_offset_s",
                "refused_bytes",
                "refused_s",
                "heard",
            )
            if (value := getattr(newer, name)) is not None
        }
        limits = tuple(dict.fromkeys((*self.limits, *newer.limits)))
        return replace(self, limits=limits, **known).with_words(newer.words)

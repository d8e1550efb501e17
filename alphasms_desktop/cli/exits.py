"""The exit codes, which scripts and schedulers read."""

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    NOT_CONFIRMED = 1
    """The phone was checked, and the customer could not prove that it is theirs."""
    WRONG = 2
    """Wrong use or wrong input; nothing was called."""
    UNRESOLVED = 3
    """Finished, but some calls are in doubt or without a result."""
    PAUSED = 4
    """Paused by trouble, which was said; it can be gone on with."""
    FAILED = 5
    """The self-test found something that does not work here."""

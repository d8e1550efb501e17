"""What a run may be waiting for."""

from enum import StrEnum


class Waiting(StrEnum):
    """The reasons why nothing leaves, or nothing comes, at a moment."""

    START = "start"
    HOURS = "hours"
    RETRY = "retry"
    SERVICE = "service"
    ANSWERS = "answers"
    RESULTS = "results"
    CANARY = "canary"

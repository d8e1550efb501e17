"""The rules of a campaign as one text, and back; one unknown when it was kept has its default."""

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from alphasms_desktop.domain.answer import KeyAction, KeyMeaning
from alphasms_desktop.domain.hours import AllowedHours, DespiteHours
from alphasms_desktop.domain.rules import Canary, Deadline, Missed, Purpose, Rules, Start


def rules_to_text(rules: Rules) -> str:
    """Return the rules of a campaign as JSON; moments in ISO 8601, sums as texts."""
    return json.dumps(asdict(rules), default=_plain)


def rules_from_text(text: str) -> Rules:
    """Return the rules that `rules_to_text` wrote, by this version or an earlier one."""
    kept = json.loads(text)
    if "unknown_in_a_row" in kept:  # its name before version 0.2
        kept["refused_in_a_row"] = kept.pop("unknown_in_a_row")
    values = {name: value for name, value in kept.items() if name in _NAMES}
    for name, read in _READERS.items():
        if values.get(name) is not None:
            values[name] = read(values[name])
    return Rules(**values)


def _plain(value: object) -> object:
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} is no value of a rule")


def _hours(kept: dict[str, Any]) -> AllowedHours:
    return AllowedHours(
        time.fromisoformat(kept["start"]),
        time.fromisoformat(kept["end"]),
        frozenset(kept["days"]),
        kept["zone"],
        frozenset(map(date.fromisoformat, kept.get("holidays", ()))),
    )


def _despite_hours(kept: dict[str, str]) -> DespiteHours:
    return DespiteHours(kept["reason"], datetime.fromisoformat(kept["until"]))


def _start(kept: dict[str, Any]) -> Start:
    at = datetime.fromisoformat(kept["at"])
    return Start(at, Missed(kept["if_missed"]), kept["late_within_s"])


def _meaning(kept: dict[str, str]) -> KeyMeaning:
    return KeyMeaning(
        kept["key"], kept["meaning"], KeyAction(kept["action"]), kept.get("target", "")
    )


def _deadline(kept: dict[str, Any]) -> Deadline:
    return Deadline(datetime.fromisoformat(kept["at"]), kept["skips_rest"])


_NAMES = frozenset(field.name for field in fields(Rules))
_READERS: dict[str, Callable[[Any], object]] = {
    "hours": _hours,
    "despite_hours": _despite_hours,
    "start": _start,
    "deadline": _deadline,
    "canary": lambda kept: Canary(**kept),
    "retry_after_s": tuple,
    "cap": Decimal,
    "purpose": Purpose,
    "keys": lambda kept: tuple(map(_meaning, kept)),
}

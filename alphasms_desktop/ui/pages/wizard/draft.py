"""What has been chosen for a new campaign so far, and what it may cost."""

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from alphasms_desktop.domain.campaign import Draft, Mode, Service
from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.hours import AllowedHours
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.money import estimate_one
from alphasms_desktop.domain.rules import Rules

UPLOADS = 4


@dataclass(frozen=True)
class Plan:
    """A campaign being put together; every choice makes a new one. It is a service notice."""

    contacts: ContactList | None = None
    recording: Recording | None = None
    recording_source: Path | None = None
    name: str = ""
    uploads: int = UPLOADS
    hours: AllowedHours | None = None

    @classmethod
    def empty(cls, mode: Mode) -> "Plan":
        """Return a plan with nothing chosen; real calls begin with the usual hours."""
        return cls(hours=None if mode is Mode.TRAINING else AllowedHours())

    def named(self) -> "Plan":
        """Return the plan with a name, that of the contact file where none was given."""
        if self.name.strip() or self.contacts is None:
            return self
        return replace(self, name=Path(self.contacts.head.source).stem)

    @property
    def calls(self) -> int:
        """How many calls would be made."""
        return self.contacts.ready if self.contacts else 0

    @property
    def one_call(self) -> Decimal | None:
        """What one call may cost; None before there is a recording."""
        return estimate_one(self.recording.seconds) if self.recording else None

    @property
    def one_pass(self) -> Decimal | None:
        """What one call to everyone may cost; None before both files are there."""
        one = self.one_call
        return one * self.calls if one is not None and self.calls else None

    def draft(self, mode: Mode, service: Service) -> Draft:
        """Return what a campaign is made of; contacts and recording must be there."""
        assert self.contacts is not None
        assert self.recording is not None
        rules = Rules(uploads=self.uploads, hours=self.hours)
        name = self.named().name.strip()
        return Draft(name, mode, service, self.contacts.id, self.recording, rules)


def length(seconds: float) -> str:
    """Return a length as people read it: `0:24`."""
    whole = max(1, round(seconds)) if seconds else 0
    return f"{whole // 60}:{whole % 60:02}"

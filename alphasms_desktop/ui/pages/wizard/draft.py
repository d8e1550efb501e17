"""What has been chosen for a new campaign so far, and what it may cost."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from alphasms_desktop.domain.answer import KeyMeaning
from alphasms_desktop.domain.campaign import Draft, Mode, Service
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.clips import Composition
from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.hours import AllowedHours, DespiteHours
from alphasms_desktop.domain.live import ListCounts
from alphasms_desktop.domain.message import SIGNS_A_SECOND, Fallback, Recording, TextMessage
from alphasms_desktop.domain.money import FIRST_PRICE_PER_PART, estimate_of
from alphasms_desktop.domain.rules import Canary, Deadline, Purpose, Rules, Start
from alphasms_desktop.domain.saying import TextSurvey
from alphasms_desktop.domain.settings import USUAL_LINE_MBIT_S
from alphasms_desktop.domain.sound import SoundLimits

UPLOADS = 8
"""At the very most: the program finds out by itself how many at once are fastest."""

CANARY_CALLS = 5
CANARY_FROM = 50
"""Campaigns with more recipients begin with the first calls and a question, unless told not to."""

LADDER_S = (20 * 60.0, 3600.0)
"""When somebody not reached is called again, where the user has not said."""


@dataclass(frozen=True)
class AccountFacts:
    """What settings and earlier calls tell of the account and the line.

    `heard` is the fingerprint of the message the user has heard on their own phone; `brings_keys`
    says that keys pressed can reach the program.
    """

    price_per_s: Decimal | None = None
    limits: SoundLimits = field(default_factory=SoundLimits)
    heard: str | None = None
    line_mbit_s: float = USUAL_LINE_MBIT_S
    brings_keys: bool = False


@dataclass(frozen=True)
class Plan:
    """A campaign being put together; every choice makes a new one.

    `each_row` is what was answered of rows that share a phone, None before anything was.
    """

    contacts: ContactList | None = None
    recording: Recording | None = None
    recording_source: Path | None = None
    name: str = ""
    uploads: int = UPLOADS
    calls_per_minute: int | None = None
    hours: AllowedHours | None = None
    despite_hours: DespiteHours | None = None
    start: Start | None = None
    deadline: Deadline | None = None
    canary: bool | None = None
    retry_after_s: tuple[float, ...] = ()
    cap: Decimal | None = None
    not_again_within_days: int = 0
    account: AccountFacts = field(default_factory=AccountFacts)
    composition: Composition | None = None
    unsaid_rows: int = 0
    is_training: bool = False
    text: TextMessage | None = None
    survey: TextSurvey | None = None
    counts: ListCounts = field(default_factory=ListCounts)
    each_row: bool | None = None
    fallbacks: tuple[Fallback, ...] = ()
    purpose: Purpose = Purpose.NOTICE
    collect_keys: bool = True
    keys: tuple[KeyMeaning, ...] = ()

    @classmethod
    def empty(cls, mode: Mode) -> "Plan":
        """Return a plan with nothing chosen; real calls begin with the usual hours."""
        is_training = mode is Mode.TRAINING
        return cls(hours=None if is_training else AllowedHours(), is_training=is_training)

    def named(self) -> "Plan":
        """Return the plan with a name, that of the contact file where none was given."""
        if self.name.strip() or self.contacts is None:
            return self
        return replace(self, name=self.contacts.name or Path(self.contacts.head.source).stem)

    @property
    def is_personal(self) -> bool:
        """Whether people hear messages of their own: clips by columns, or a text with fields."""
        return self.composition is not None or (self.text is not None and self.text.has_fields)

    @property
    def can_be_told(self) -> int:
        """How many rows have a phone and can be told the text, wanted or not."""
        if self.contacts is None:
            return 0
        left_out = self.survey.trouble_rows if self.text and self.survey else 0
        return self.contacts.ready - left_out

    @property
    def calls(self) -> int:
        """How many calls would be made: none to whom the rules will leave out anyway."""
        return max(0, self.can_be_told - self.not_willing)

    @property
    def not_willing(self) -> int:
        """How many of the list the rules leave out, as far as is known beforehand."""
        is_advertising = self.purpose is Purpose.ADVERTISING
        return self.counts.left_out(is_advertising, self.not_again_within_days > 0)

    @property
    def recent_days(self) -> int:
        """For how many days a call counts as a recent one: as the rule says, else for one."""
        return self.not_again_within_days or 1

    @property
    def keys_arrive(self) -> bool:
        """Whether keys pressed reach the program: texts name no address for them."""
        return self.account.brings_keys and self.text is None

    @property
    def usual_canary(self) -> bool:
        """Whether the first calls are looked at where the user has not said."""
        return not self.is_training and self.calls > CANARY_FROM

    @property
    def wants_canary(self) -> bool:
        """Whether the first calls are looked at before the rest is called."""
        return self.usual_canary if self.canary is None else self.canary

    @property
    def with_retries(self) -> Decimal | None:
        """What it costs at the very most when everybody is called as often as allowed."""
        once = self.one_pass
        if once is None:
            return None
        return once * (1 + len(self.retry_after_s)) + sum(self.fallback_costs, Decimal(0))

    @property
    def fallback_costs(self) -> tuple[Decimal, ...]:
        """What each other way costs at the very most, when everybody gets it."""
        return tuple(one * self.calls for one in map(self.one_fallback, self.fallbacks))

    def one_fallback(self, fallback: Fallback) -> Decimal:
        """Return what another way may cost for one person."""
        text = fallback.text
        if text.channel is Channel.SMS:
            return FIRST_PRICE_PER_PART * text.most_parts
        spoken = Recording("", len(text.template) / SIGNS_A_SECOND, 0)
        return estimate_of(spoken, text, self.account.price_per_s)

    @property
    def one_call(self) -> Decimal | None:
        """What one call may cost; None before there is a recording."""
        if self.recording is None:
            return None
        return estimate_of(self.recording, self.text, self.account.price_per_s)

    @property
    def one_pass(self) -> Decimal | None:
        """What one call to everyone may cost; None before both files are there."""
        one = self.one_call
        return one * self.calls if one is not None and self.calls else None

    def expected_end(self, now: datetime) -> datetime | None:
        """Return about when the last first attempt leaves; None where the pace is AlphaSMS's own.

        None too where the hours end before that: nobody knows then how far a day goes.
        """
        if not self.calls_per_minute or not self.calls:
            return None
        rules = self.rules()
        end = rules.next_allowed(now) + timedelta(minutes=self.calls / self.calls_per_minute)
        return end if rules.next_allowed(end) == end else None

    def draft(self, mode: Mode, service: Service) -> Draft:
        """Return what a campaign is made of; contacts and recording must be there."""
        assert self.contacts is not None
        assert self.recording is not None
        name = self.named().name.strip()
        made = Draft(name, mode, service, self.contacts.id, self.recording, self.rules())
        return replace(
            made,
            composition=self.composition,
            text=self.text,
            fallbacks=self.fallbacks,
            each_row=self.contacts.shared > 0,
        )

    def rules(self) -> Rules:
        """Return the rules a campaign of it would run by."""
        return Rules(
            uploads=self.uploads,
            calls_per_minute=self.calls_per_minute,
            hours=self.hours,
            despite_hours=self.despite_hours,
            start=self.start,
            deadline=self.deadline,
            canary=Canary(CANARY_CALLS) if self.wants_canary else None,
            retry_after_s=self.retry_after_s,
            cap=self.cap,
            not_again_within_days=self.not_again_within_days,
            purpose=self.purpose,
            collect_keys=self.collect_keys,
            keys=self.keys if self.collect_keys else (),
        )


def length(seconds: float) -> str:
    """Return a length as people read it: `0:24`."""
    whole = max(1, round(seconds)) if seconds else 0
    return f"{whole // 60}:{whole % 60:02}"

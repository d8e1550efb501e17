"""What the user has set, for the whole program: language, mode, the service, their own phone."""

from dataclasses import dataclass, field

from alphasms_desktop.domain.address import DEFAULT_ADDRESS
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.profile import StatusSource
from alphasms_desktop.domain.receiving import Receiving
from alphasms_desktop.domain.sound import SoundLimits

USUAL_LINE_MBIT_S = 10.0
"""What a line of an office can send, where nobody has said."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; an empty language follows the system, no mode means a first start.

    `status_source` is the only interface to be asked how calls stand; None lets the program find
    out which knows them. `country` is that of numbers written without a code, `foreign` is
    "refused" where numbers of other countries are not to be called. `max_bytes`, `min_s` and
    `max_s` are what a recording may be, `line_mbit_s` how much the line can send. `theme` is
    "light" or "dark", empty follows the system. People of campaigns are erased `keep_people_days`
    after their end, never where it is 0.

    Of number checks: `check_by` is "otp" or "json", the way a code is asked for; `check_hook` is
    "on" where the address for results goes along; `check_tries` wrong answers lock a code;
    `checks_a_phone` may be asked for within a day, `checks_an_hour` for all phones together;
    `fallback_after_s` is when another channel is offered. `sms_sender` is an approved name; empty
    where the account has none.
    """

    language: str = ""
    mode: Mode | None = None
    service_url: str = DEFAULT_ADDRESS
    own_phone: str = ""
    desk_name: str = ""
    last_folder: str = ""
    status_source: StatusSource | None = None
    country: str = "UA"
    foreign: str = "taken"
    max_bytes: int = SoundLimits.max_bytes
    min_s: float = SoundLimits.min_s
    max_s: float = SoundLimits.max_s
    line_mbit_s: float = USUAL_LINE_MBIT_S
    theme: str = ""
    keep_people_days: int = 0
    receiving: Receiving = field(default_factory=Receiving)
    check_by: str = "otp"
    check_hook: str = "off"
    check_tries: int = 3
    checks_a_phone: int = 5
    checks_an_hour: int = 60
    fallback_after_s: int = 30
    sms_sender: str = ""

    @property
    def sound_limits(self) -> SoundLimits:
        """What a recording may be."""
        return SoundLimits(self.max_bytes, self.min_s, self.max_s)

"""Trouble and its kinds: what went wrong and whose affair it is, without a word of any language."""

from dataclasses import dataclass, field
from enum import StrEnum


class Family(StrEnum):
    """Whose affair a trouble is; the engine decides by it what happens to the run."""

    ACCOUNT = "account"
    MONEY = "money"
    AUDIO = "audio"
    CONFIGURATION = "configuration"
    RECIPIENT = "recipient"
    OUT_OF_REACH = "out_of_reach"
    LOST = "lost"
    RULE = "rule"
    INPUT = "input"
    SURROUNDINGS = "surroundings"
    OURS = "ours"


class Kind(StrEnum):
    """Everything that can go wrong and has a sentence of its own in wording."""

    # The service's own words (contract, section 2).
    KEY_MISSING = "key_missing"
    WRONG_KEY = "wrong_key"
    BANNED = "banned"
    API_DISABLED = "api_disabled"
    IP_DENIED = "ip_denied"
    ACCESS_DENIED = "access_denied"
    NO_MONEY = "no_money"
    PHONE_MISSING = "phone_missing"
    NO_SOUND_FILE = "no_sound_file"
    UPLOAD_FAILED = "upload_failed"
    FILE_TOO_BIG = "file_too_big"
    FILE_FORMAT = "file_format"
    AUDIO_FORMAT = "audio_format"
    AUDIO_DURATION = "audio_duration"
    BAD_HOOK = "bad_hook"
    BAD_SENDER = "bad_sender"
    OPERATOR = "operator"
    UNKNOWN_TEXT = "unknown_text"
    # The way to the service.
    UNREACHABLE = "unreachable"
    NOT_SECURE = "not_secure"
    THROTTLED = "throttled"
    REDIRECTED = "redirected"
    NOT_THE_SERVICE = "not_the_service"
    ANSWER_LOST = "answer_lost"
    # What the campaign's own rules ask for.
    CANARY_ASKS = "canary_asks"
    CAP_REACHED = "cap_reached"
    CAP_PASSED = "cap_passed"
    FEW_ANSWERS = "few_answers"
    SHORT_ANSWERS = "short_answers"
    MISSED_START = "missed_start"
    CLOCK_WRONG = "clock_wrong"
    # What the user brought.
    FILE_MISSING = "file_missing"
    FILE_EMPTY = "file_empty"
    FILE_LOCKED = "file_locked"
    SHEET_FORMAT = "sheet_format"
    NO_PHONE_COLUMN = "no_phone_column"
    NO_SUCH_COLUMN = "no_such_column"
    NO_VALID_PHONE = "no_valid_phone"
    NOT_AUDIO = "not_audio"
    NO_SOUND_TRACK = "no_sound_track"
    NO_LENGTH = "no_length"
    RECORDING_TOO_BIG = "recording_too_big"
    BAD_PHONE = "bad_phone"
    LANDLINE = "landline"
    UNWANTED = "unwanted"
    CHECKED_JUST_NOW = "checked_just_now"
    CHECKED_TOO_OFTEN = "checked_too_often"
    TOO_MANY_CHECKS = "too_many_checks"
    NO_SENDER = "no_sender"
    NO_RECEIVER = "no_receiver"
    BAD_TEXT = "bad_text"
    NO_KEY = "no_key"
    BAD_ADDRESS = "bad_address"
    OTHER_ADDRESS = "other_address"
    OTHER_ACCOUNT = "other_account"
    OTHER_MODE = "other_mode"
    NO_SUCH_CAMPAIGN = "no_such_campaign"
    NO_DATA = "no_data"
    NOT_A_COPY = "not_a_copy"
    NOT_AN_ARCHIVE = "not_an_archive"
    GIVEN_UP = "given_up"
    NOBODY_LEFT = "nobody_left"
    NOT_MENDED = "not_mended"
    STILL_NEEDED = "still_needed"
    RECORDING_NEEDED = "recording_needed"
    REPORT_UNWRITABLE = "report_unwritable"
    # The computer around us.
    FOLDER_UNWRITABLE = "folder_unwritable"
    FOLDER_ON_NETWORK = "folder_on_network"
    IN_USE = "in_use"
    FOLDER_OPEN = "folder_open"
    DISK_FULL = "disk_full"
    STORE_BUSY = "store_busy"
    STORE_BROKEN = "store_broken"
    STORE_NEWER = "store_newer"
    KEYRING_SILENT = "keyring_silent"
    PORT_TAKEN = "port_taken"
    BAD_CERTIFICATE = "bad_certificate"
    NOT_RECEIVED = "not_received"
    HOOK_UNREACHED = "hook_unreached"
    HOOK_NOT_SECURE = "hook_not_secure"
    NO_RELAY_SECRET = "no_relay_secret"
    NO_OPT_OUT = "no_opt_out"
    KEYS_CANNOT_ARRIVE = "keys_cannot_arrive"
    TEXT_BRINGS_NO_KEYS = "text_brings_no_keys"
    ADVERTISING_KEEPS_HOURS = "advertising_keeps_hours"
    BAD_KEYS = "bad_keys"
    NO_DISPLAY = "no_display"
    # Ours.
    FAULT = "fault"


_FAMILIES: dict[Family, tuple[Kind, ...]] = {
    Family.ACCOUNT: (
        Kind.KEY_MISSING,
        Kind.WRONG_KEY,
        Kind.BANNED,
        Kind.API_DISABLED,
        Kind.IP_DENIED,
        Kind.ACCESS_DENIED,
    ),
    Family.MONEY: (Kind.NO_MONEY,),
    Family.AUDIO: (
        Kind.NO_SOUND_FILE,
        Kind.FILE_TOO_BIG,
        Kind.FILE_FORMAT,
        Kind.AUDIO_FORMAT,
        Kind.AUDIO_DURATION,
    ),
    Family.CONFIGURATION: (Kind.BAD_HOOK, Kind.BAD_SENDER, Kind.REDIRECTED, Kind.NOT_THE_SERVICE),
    Family.RECIPIENT: (Kind.PHONE_MISSING, Kind.OPERATOR, Kind.UNKNOWN_TEXT),
    Family.OUT_OF_REACH: (
        Kind.UNREACHABLE,
        Kind.NOT_SECURE,
        Kind.THROTTLED,
        Kind.UPLOAD_FAILED,
    ),
    Family.LOST: (Kind.ANSWER_LOST,),
    Family.RULE: (
        Kind.CANARY_ASKS,
        Kind.CAP_REACHED,
        Kind.CAP_PASSED,
        Kind.FEW_ANSWERS,
        Kind.SHORT_ANSWERS,
        Kind.MISSED_START,
        Kind.CLOCK_WRONG,
        Kind.NO_OPT_OUT,
        Kind.KEYS_CANNOT_ARRIVE,
        Kind.TEXT_BRINGS_NO_KEYS,
        Kind.ADVERTISING_KEEPS_HOURS,
    ),
    Family.SURROUNDINGS: (
        Kind.FOLDER_UNWRITABLE,
        Kind.FOLDER_ON_NETWORK,
        Kind.IN_USE,
        Kind.FOLDER_OPEN,
        Kind.DISK_FULL,
        Kind.STORE_BUSY,
        Kind.STORE_BROKEN,
        Kind.STORE_NEWER,
        Kind.KEYRING_SILENT,
        Kind.PORT_TAKEN,
        Kind.BAD_CERTIFICATE,
        Kind.NO_DISPLAY,
    ),
    Family.OURS: (Kind.FAULT,),
}
_FAMILY_OF = {kind: family for family, kinds in _FAMILIES.items() for kind in kinds}


@dataclass(frozen=True)
class Trouble:
    """What went wrong: a kind, the other side's own words, and values for the sentence."""

    kind: Kind
    detail: str = ""
    values: dict[str, str] = field(default_factory=dict)

    @property
    def family(self) -> Family:
        """Whose affair it is; what the user brought, unless the table says otherwise."""
        return _FAMILY_OF.get(self.kind, Family.INPUT)


class TroubleError(Exception):
    """A trouble on its way to whoever can do something about it; the cause is chained."""

    def __init__(self, kind: Kind, detail: str = "", **values: object) -> None:
        self.trouble = Trouble(kind, detail, {name: str(value) for name, value in values.items()})
        super().__init__(f"{kind}: {detail}" if detail else str(kind))

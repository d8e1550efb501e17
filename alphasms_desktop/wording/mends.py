"""What mends a trouble of a run, and what the button that leads there is called."""

from enum import StrEnum

from alphasms_desktop.domain.errors import Family, Kind, Trouble
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.wording.relay_troubles import OF_THE_RELAY


class Mend(StrEnum):
    """Where the cause of a trouble is mended."""

    KEY = "key"
    CABINET = "cabinet"
    SUPPORT = "support"
    MESSAGE = "message"
    LIMITS = "limits"
    RECEIVING = "receiving"
    ADDRESS = "address"
    ROWS = "rows"
    DESPITE_HOURS = "despite_hours"
    SAME_ACCOUNT = "same_account"


_MENDS: dict[Kind, tuple[Mend, str]] = {
    Kind.KEY_MISSING: (Mend.KEY, mark("Enter the key")),
    Kind.NO_KEY: (Mend.KEY, mark("Enter the key")),
    Kind.OTHER_ACCOUNT: (Mend.SAME_ACCOUNT, mark("It is the same account…")),
    Kind.WRONG_KEY: (Mend.KEY, mark("Replace the key")),
    Kind.BANNED: (Mend.SUPPORT, mark("Support contacts")),
    Kind.API_DISABLED: (Mend.CABINET, mark("Open the cabinet")),
    Kind.IP_DENIED: (Mend.CABINET, mark("Open the cabinet")),
    Kind.ACCESS_DENIED: (Mend.CABINET, mark("Open the cabinet")),
    Kind.BAD_SENDER: (Mend.CABINET, mark("Open the cabinet")),
    Kind.NO_SOUND_FILE: (Mend.MESSAGE, mark("To the recording")),
    Kind.FILE_TOO_BIG: (Mend.MESSAGE, mark("Make it shorter")),
    Kind.FILE_FORMAT: (Mend.MESSAGE, mark("Convert again")),
    Kind.AUDIO_FORMAT: (Mend.MESSAGE, mark("Standard sound")),
    Kind.AUDIO_DURATION: (Mend.MESSAGE, mark("To the recording")),
    Kind.CAP_REACHED: (Mend.LIMITS, mark("New campaign for those who wait")),
    Kind.CAP_PASSED: (Mend.CABINET, mark("Open the cabinet")),
    Kind.BAD_HOOK: (Mend.RECEIVING, mark("To receiving")),
    Kind.BAD_CERTIFICATE: (Mend.RECEIVING, mark("To receiving")),
    Kind.NOT_RECEIVED: (Mend.RECEIVING, mark("To receiving")),
    Kind.HOOK_UNREACHED: (Mend.RECEIVING, mark("To receiving")),
    Kind.HOOK_NOT_SECURE: (Mend.RECEIVING, mark("To receiving")),
    Kind.NO_RELAY_SECRET: (Mend.RECEIVING, mark("To receiving")),
    Kind.KEYS_CANNOT_ARRIVE: (Mend.RECEIVING, mark("To receiving")),
    Kind.TEXT_BRINGS_NO_KEYS: (Mend.MESSAGE, mark("To the recording")),
    Kind.REDIRECTED: (Mend.ADDRESS, mark("To the address")),
    Kind.NOT_THE_SERVICE: (Mend.ADDRESS, mark("To the address")),
}
_TO_RECEIVING = mark("To receiving")
_SHOW_ROWS = mark("Show the rows")


def mend_of(trouble: Trouble) -> tuple[Mend, str] | None:
    """Return where a trouble is mended and the words of the button, or None for nowhere."""
    if (trouble.kind, trouble.values.get("what", "")) in OF_THE_RELAY:
        return Mend.RECEIVING, tr(_TO_RECEIVING)
    if found := _MENDS.get(trouble.kind):
        return found[0], tr(found[1])
    return (Mend.ROWS, tr(_SHOW_ROWS)) if trouble.family is Family.RECIPIENT else None

"""Troubles that the command line mends in another way than the window."""

from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.i18n import mark
from alphasms_desktop.wording.troubles import trouble_sentence

_OF_A_COMMAND: dict[Kind, str] = {
    Kind.NO_KEY: mark(
        "There is no API key, so AlphaSMS would take no calls. Put it into the password store "
        "with “alphasms-desktop key”, or into ALPHASMS_API_KEY; without an account use --sandbox."
    ),
    Kind.OTHER_ACCOUNT: mark(
        "This campaign was begun with another API key, and calls of another account could be made "
        "twice. Give the key it was begun with; if it is the same account with a new key, "
        "add --same-account."
    ),
    Kind.FOLDER_UNWRITABLE: mark(
        "The data folder “{path}” cannot be written, and without it no call may leave. "
        "Choose another one with --data-dir, or ask for the right to write there."
    ),
    Kind.FOLDER_ON_NETWORK: mark(
        "The data folder “{path}” lies on a network drive, where two computers could call the same "
        "people. Choose a folder on this computer with --data-dir."
    ),
    Kind.KEYRING_SILENT: mark(
        "The system's password store does not answer, so the key cannot be read. "
        "Unlock it, or put the key into ALPHASMS_API_KEY."
    ),
}


def command_sentence(trouble: Trouble) -> str:
    """Say a trouble as a sentence for the command line, with what is to be typed there."""
    return trouble_sentence(trouble, _OF_A_COMMAND)

"""What is wrong with what the user brought: files, sounds, phones, choices."""

from alphasms_desktop.domain.errors import Kind
from alphasms_desktop.i18n import mark

OF_INPUT: dict[Kind, str] = {
    Kind.FILE_MISSING: mark("There is no file “{path}”. Check its name and folder."),
    Kind.FILE_EMPTY: mark(
        "The file “{path}” is empty, there is nothing to take from it. Choose another one."
    ),
    Kind.FILE_LOCKED: mark(
        "The file “{path}” cannot be opened: another program holds it, or you may not read it. "
        "Close it there (in Excel, say) and try again."
    ),
    Kind.SHEET_FORMAT: mark(
        "The program cannot read “{path}” as a table. Open it in Excel and save it as xlsx or csv."
    ),
    Kind.NO_PHONE_COLUMN: mark(
        "No column of “{path}” looks like phones. Its columns are: {columns}. "
        "Check that this is the right file and that the phones stand in one column."
    ),
    Kind.NO_SUCH_COLUMN: mark(
        "“{path}” has no column “{column}”. Its columns are: {columns}. Name one of these."
    ),
    Kind.NO_VALID_PHONE: mark(
        "No row of “{path}” has a phone that can be called ({rejected} rows were set aside). "
        "Check the phone column “{column}”."
    ),
    Kind.NOT_AUDIO: mark(
        "There is no sound in “{path}” that the program could read. "
        "Choose a recording: mp3, m4a, wav and the like."
    ),
    Kind.NO_SOUND_TRACK: mark("“{path}” is a video without sound. Choose one that has sound."),
    Kind.NO_LENGTH: mark(
        "The recording “{path}” has no length, nobody would hear anything. Choose another one."
    ),
    Kind.RECORDING_TOO_BIG: mark(
        "The recording “{path}” is too long: AlphaSMS takes 5 MB, which is about "
        "{max_seconds} seconds. Make it shorter."
    ),
    Kind.BAD_PHONE: mark("“{phone}” is not a phone that can be called. Write it as +380501234567."),
    Kind.BAD_TEXT: mark(
        "The text makes no sense: {what} Fields stand in braces, such as {{Name}} or {{Time|time}}."
    ),
    Kind.NO_KEY: mark("There is no API key, so AlphaSMS makes no calls. Enter the key."),
    Kind.BAD_ADDRESS: mark(
        "“{address}” cannot be the address of the service. It begins with https:// "
        "(http:// only on this computer) and names a host."
    ),
    Kind.OTHER_ADDRESS: mark(
        "This campaign belongs to {address} and goes on only there. "
        "Leave --api-url out, or give that address."
    ),
    Kind.OTHER_ACCOUNT: mark(
        "This campaign was begun with another API key, and calls of another account could be made "
        "twice. Enter the key it was begun with, or say that it is the same account with a new one."
    ),
    Kind.NO_SUCH_CAMPAIGN: mark(
        "There is no campaign {campaign} in this data folder. "
        "“alphasms-desktop campaigns” lists those there are."
    ),
    Kind.REPORT_UNWRITABLE: mark(
        "The report “{path}” could not be written: it is open in another program, or the folder "
        "does not allow it, or the disk is full. Everything is kept; close it or choose another "
        "place and write the report again."
    ),
    Kind.GIVEN_UP: mark("The import was given up; nothing of the file was kept."),
    Kind.NOBODY_LEFT: mark(
        "Nobody is left to be called: everybody chosen of “{campaign}” has heard the message, or "
        "their data was erased. Choose other people or another message."
    ),
    Kind.STILL_NEEDED: mark(
        "The campaign “{campaign}” may still call this person. "
        "Let it end or stop it, then erase the person's data."
    ),
    Kind.RECORDING_NEEDED: mark(
        "The campaign “{campaign}” has not ended and calls with this recording. "
        "Let it end or stop it, then remove the recording."
    ),
    Kind.NOT_MENDED: mark(
        "“{path}” is not a file of rows left out that this program has saved: "
        "its column with the row numbers is missing."
    ),
}

"""Troubles as sentences: what happened and what it means, then what to do.

The service's own words stand behind a sentence, never alone.
"""

from alphasms_desktop.domain.errors import Family, Kind, Trouble
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.wording.check_troubles import OF_CHECKS_ALONE
from alphasms_desktop.wording.texts import template_fault_sentence

_TROUBLES: dict[Kind, str] = {
    Kind.KEY_MISSING: mark("AlphaSMS gets no API key, so it takes no calls. Enter the key."),
    Kind.WRONG_KEY: mark(
        "AlphaSMS does not know this key: it was changed or mistyped. "
        "Copy it from the cabinet again."
    ),
    Kind.BANNED: mark(
        "Your AlphaSMS account is blocked, no calls can be made. Contact AlphaSMS support."
    ),
    Kind.API_DISABLED: mark(
        "API access is off in your cabinet, so the program cannot call. Turn it on: Settings → API."
    ),
    Kind.IP_DENIED: mark(
        "AlphaSMS takes no requests from your internet address. "
        "Add it to the allowed IPs: Settings → API."
    ),
    Kind.ACCESS_DENIED: mark(
        "AlphaSMS does not let the program in: the key is wrong, or API access is off, or your "
        "internet address is not allowed. Check all three in the cabinet: Settings → API."
    ),
    Kind.NO_MONEY: mark("The balance is too low, the remaining calls wait. Top up and resume."),
    Kind.PHONE_MISSING: mark(
        "The phone of this row did not reach AlphaSMS, no call was made. Check the number."
    ),
    Kind.NO_SOUND_FILE: mark(
        "The recording did not reach AlphaSMS, no call was made. Open it again and check."
    ),
    Kind.UPLOAD_FAILED: mark(
        "The recording was not uploaded, this call was not made. "
        "The program tries again; if it fails, check the internet."
    ),
    Kind.FILE_TOO_BIG: mark("The recording is too big for AlphaSMS. Make it shorter."),
    Kind.FILE_FORMAT: mark(
        "AlphaSMS cannot read this audio file. "
        "Open the original again and let the program convert it."
    ),
    Kind.AUDIO_FORMAT: mark(
        "AlphaSMS does not take this kind of sound. "
        "Restore the standard sound settings and make a trial call."
    ),
    Kind.AUDIO_DURATION: mark(
        "The recording is too long or too short for AlphaSMS. "
        "Change its length and make a trial call."
    ),
    Kind.BAD_HOOK: mark(
        "AlphaSMS does not take the address for results. "
        "Correct it, or turn receiving off and see no keys."
    ),
    Kind.BAD_SENDER: mark(
        "AlphaSMS does not know this sender name for your account. "
        "Choose one that the cabinet lists as approved."
    ),
    Kind.UNKNOWN_TEXT: mark(
        "AlphaSMS refuses the call for a reason we do not know. "
        "Read it below; if it repeats, contact support."
    ),
    Kind.UNREACHABLE: mark(
        "AlphaSMS cannot be reached, nothing is lost. Check the internet, then resume."
    ),
    Kind.NOT_SECURE: mark(
        "The connection to AlphaSMS is not secure (its certificate is not trusted), so nothing was "
        "sent. Check the computer's date and the office network, then resume."
    ),
    Kind.THROTTLED: mark(
        "AlphaSMS asks for a slower pace. The remaining calls wait; resume a little later."
    ),
    Kind.REDIRECTED: mark(
        "The address of the service leads elsewhere, and the key is never sent there. "
        "Correct the address of the service."
    ),
    Kind.NOT_THE_SERVICE: mark(
        "Something other than AlphaSMS answers (perhaps the office network). "
        "Check the internet and the service address."
    ),
    Kind.ANSWER_LOST: mark(
        "The answer was lost, so the call may have been made. "
        "Check in the cabinet and decide: repeat or leave."
    ),
    Kind.CANARY_ASKS: mark(
        "The first calls are done: {answered} of {calls} were answered. "
        "Look at them; if all is well, resume and the rest is called."
    ),
    Kind.CAP_REACHED: mark(
        "The next call could pass the limit of {cap} ₴ ({spent} ₴ are spent), so the rest waits. "
        "Make a new campaign with a higher limit for those who wait."
    ),
    Kind.CAP_PASSED: mark(
        "AlphaSMS asked more for a call than ever before, so {spent} ₴ were spent with a limit of "
        "{cap} ₴. Nothing more leaves; check the prices in the cabinet."
    ),
    Kind.FEW_ANSWERS: mark(
        "Only {share} of the last {calls} calls were answered, where {usual} is usual: operators "
        "may be blocking the number. Look at the calls and ask AlphaSMS before you resume."
    ),
    Kind.SHORT_ANSWERS: mark(
        "People listened to the last {calls} calls for {seconds} s, where {usual} s is usual: "
        "operators may be blocking the number. Call yourself, then resume or ask AlphaSMS."
    ),
    Kind.MISSED_START: mark(
        "The set time of the start passed while the program was closed or the computer asleep, so "
        "nobody was called. Resume to start now, or stop the campaign."
    ),
    Kind.CLOCK_WRONG: mark(
        "This computer's clock is {minutes} minutes off AlphaSMS's, so the allowed hours cannot be "
        "kept. Set the clock, then resume."
    ),
    Kind.BAD_CERTIFICATE: mark(
        "The certificate “{path}” cannot be read, so results are not received. "
        "Choose a certificate and its key, both as PEM files."
    ),
    Kind.NOT_RECEIVED: mark(
        "The test was sent and did not come in, so results would not arrive either. "
        "Check that the address leads to this program, then test again."
    ),
    Kind.HOOK_UNREACHED: mark(
        "The address for results does not answer, so results cannot arrive. "
        "Check it, the router or the tunnel, then test again."
    ),
    Kind.HOOK_NOT_SECURE: mark(
        "The certificate of the address for results is not trusted, so AlphaSMS may refuse it. "
        "Use one that browsers trust, or the tunnel’s own address."
    ),
    Kind.NO_RELAY_SECRET: mark(
        "The password store holds no secret of the file on your site, so nothing can be fetched. "
        "Save the file in the settings, put it on the site again, then test."
    ),
    Kind.NO_OPT_OUT: mark(
        "Advertising must let people refuse with a key, and no key does, so nobody was called. "
        "Give a key the action “Do not call” and make the campaign again."
    ),
    Kind.KEYS_CANNOT_ARRIVE: mark(
        "Advertising needs keys to arrive, and receiving is not set or not tested, so nobody was "
        "called. Set it in the settings and test it."
    ),
    Kind.BAD_KEYS: mark("The meanings of the keys contradict each other. Correct the marked rows."),
    Kind.FILE_MISSING: mark("There is no file “{path}”. Check its name and folder."),
    Kind.FILE_EMPTY: mark("The file “{path}” is empty, there is nothing to take from it."),
    Kind.FILE_LOCKED: mark(
        "The file “{path}” cannot be opened: another program holds it, or you may not read it. "
        "Close it there (in Excel, say) and try again."
    ),
    Kind.SHEET_FORMAT: mark(
        "The program cannot read “{path}” as a table. Open it in Excel and save it as xlsx or csv."
    ),
    Kind.NO_PHONE_COLUMN: mark(
        "No column of “{path}” looks like phones. Its columns are: {columns}. "
        "Name the right one, or check that this is the right file."
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
    Kind.NO_KEY: mark(
        "There is no API key, so AlphaSMS would take no calls. Put it into the password store "
        "with “alphasms-desktop key”, or into ALPHASMS_API_KEY; without an account use --sandbox."
    ),
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
        "twice. Give the key it was begun with; if it is the same account with a new key, "
        "add --same-account."
    ),
    Kind.OTHER_MODE: mark(
        "The data folder “{path}” belongs to the other mode; training and real calls never "
        "share one. Choose another folder."
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
    Kind.FOLDER_UNWRITABLE: mark(
        "The data folder “{path}” cannot be written, and without it no call may leave. "
        "Choose another one with --data-dir, or ask for the right to write there."
    ),
    Kind.FOLDER_ON_NETWORK: mark(
        "The data folder “{path}” lies on a network drive, where two computers could call the same "
        "people. Choose a folder on this computer with --data-dir."
    ),
    Kind.IN_USE: mark(
        "This campaign is running in another window or command on this computer. "
        "Look there, or wait until it ends."
    ),
    Kind.FOLDER_OPEN: mark(
        "Another window or command of the program has the data in “{path}” open. "
        "Close it, then try again; nothing was changed."
    ),
    Kind.DISK_FULL: mark(
        "The disk is full: nothing can be written down, so no call may leave. "
        "Make room, then resume."
    ),
    Kind.STORE_BUSY: mark(
        "Another program holds the data file “{path}”. Close it (a backup tool, perhaps) "
        "and resume."
    ),
    Kind.STORE_BROKEN: mark(
        "The data file “{path}” is damaged; it is left as it is. “alphasms-desktop restore” shows "
        "its copies and puts one back; so does the window when it opens."
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
    Kind.NO_DATA: mark(
        "There is no data of the program in “{path}”. Give its folder with --data-dir, or "
        "--sandbox for that of training."
    ),
    Kind.NOT_A_COPY: mark(
        "“{path}” is not a copy of the data file that can be put back. "
        "“alphasms-desktop restore” lists those that can."
    ),
    Kind.NOT_AN_ARCHIVE: mark(
        "“{path}” is not a whole archive of the program's data: it was changed, copied in part, or "
        "made by something else. Nothing was put back; choose another one."
    ),
    Kind.STORE_NEWER: mark(
        "The data file “{path}” was made by a newer version of the program. "
        "Install the newer version; the file was not touched."
    ),
    Kind.KEYRING_SILENT: mark(
        "The system's password store does not answer, so the key cannot be read. "
        "Unlock it, or put the key into ALPHASMS_API_KEY."
    ),
    Kind.PORT_TAKEN: mark("Port {port} is taken by another program. Choose another one."),
    Kind.NO_DISPLAY: mark(
        "There is no screen here to show the window on. "
        "Start the program on a desktop, or use “alphasms-desktop run” in the terminal."
    ),
    Kind.FAULT: mark(
        "The program made a mistake and stopped in order; what was done is kept. "
        "The log file “{path}” tells more."
    ),
}

_FINER: dict[tuple[Kind, str], str] = {
    (Kind.SHEET_FORMAT, "no_sheet"): mark(
        "“{path}” no longer has the sheet that was chosen. Choose another sheet."
    ),
    (Kind.SHEET_FORMAT, "bomb"): mark(
        "“{path}” unpacks to far more than a table can hold, so it was not opened. "
        "Ask whoever sent it, or copy the table into a new file."
    ),
    (Kind.SHEET_FORMAT, "too_big"): mark(
        "The table in “{path}” is too big, or a stray value stands far away from it. "
        "Copy only the rows and columns with people into a new file and choose that."
    ),
    (Kind.SHEET_FORMAT, "encoding"): mark(
        "This computer does not know the encoding that was chosen for “{path}”. Choose another one."
    ),
    (Kind.FILE_EMPTY, "hidden"): mark(
        "Everything in “{path}” is hidden. Show the rows and columns in Excel, "
        "or read the hidden ones too."
    ),
    (Kind.NO_SUCH_COLUMN, "hook"): mark(
        "The address for results names a column “{column}” that the contact file does not have, "
        "so nobody was called. Correct the address in the settings."
    ),
    (Kind.FILE_MISSING, "folder"): mark("“{path}” is a folder. Choose a file in it."),
    (Kind.SHEET_FORMAT, "password"): mark(
        "“{path}” is protected by a password, so the program cannot read it. "
        "Open it in Excel, save a copy without the password and choose that."
    ),
    (Kind.SHEET_FORMAT, "html"): mark(
        "“{path}” is a web page that was given the name of a table. "
        "Open it in Excel and save it as xlsx."
    ),
    (Kind.SHEET_FORMAT, "document"): mark(
        "“{path}” is a text document, not a table. Copy the table into Excel and save it as xlsx."
    ),
    (Kind.SHEET_FORMAT, "broken"): mark(
        "“{path}” is damaged or was copied only in part. "
        "Copy it once more, or open it in Excel and save it anew."
    ),
    (Kind.GIVEN_UP, "report"): mark("The report was given up; no file was written."),
    (Kind.REPORT_UNWRITABLE, "suffix"): mark(
        "A report is an Excel, a CSV or a PDF file, and “{path}” is none of them. "
        "Give it a name that ends in .xlsx, .csv or .pdf."
    ),
    (Kind.REPORT_UNWRITABLE, "suffix_zip"): mark(
        "An evidence pack and a copy are archives, and “{path}” is none. "
        "Give it a name that ends in .zip."
    ),
    (Kind.REPORT_UNWRITABLE, "locked"): mark(
        "The report “{path}” is open in another program. "
        "Close it there and write the report again; everything is kept."
    ),
    (Kind.REPORT_UNWRITABLE, "folder"): mark(
        "The folder of “{path}” does not allow a file to be written. "
        "Choose another place for the report; everything is kept."
    ),
    (Kind.REPORT_UNWRITABLE, "full"): mark(
        "The disk is full, so “{path}” was not written. "
        "Make room and write the report again; everything is kept."
    ),
}
"""Where the adapter knew more than the kind: it says so in the trouble's `what`."""


def trouble_sentence(trouble: Trouble) -> str:
    """Say what happened, what it means and what to do, without the other side's own words."""
    finer = _FINER.get((trouble.kind, trouble.values.get("what", "")))
    values = trouble.values
    if trouble.kind is Kind.BAD_TEXT:
        told = template_fault_sentence(values.get("problem", ""), trouble.detail)
        values = {**values, "what": told}
    usual = _TROUBLES.get(trouble.kind) or OF_CHECKS_ALONE[trouble.kind]
    return tr(finer or usual).format_map(_Filled(values))


def service_words(trouble: Trouble) -> str:
    """Return the line that stands small below a sentence: the other side's own words, or nothing.

    Only the service's texts are worth a user's reading; a library's complaint belongs in the log.
    """
    theirs = trouble.family in {
        Family.ACCOUNT,
        Family.MONEY,
        Family.AUDIO,
        Family.CONFIGURATION,
        Family.RECIPIENT,
    }
    return (
        tr("AlphaSMS says: “{text}”").format(text=trouble.detail)
        if theirs and trouble.detail
        else ""
    )


class _Filled(dict[str, str]):
    """Values for a sentence; one that is missing shows as an ellipsis and breaks nothing."""

    def __missing__(self, key: str) -> str:
        return "…"

"""Sentences for where the adapter knew more than the kind: it says so in `what`."""

from alphasms_desktop.domain.errors import Kind
from alphasms_desktop.i18n import mark

FINER: dict[tuple[Kind, str], str] = {
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
    (Kind.NOT_AUDIO, "unfinished"): mark(
        "The end of “{path}” is missing: it was copied only in part, or is still being written. "
        "Wait until it is there whole, or copy it once more."
    ),
    (Kind.FILE_EMPTY, "no_rows"): mark(
        "“{path}” holds a heading and nobody below it. Add the people, or choose another file."
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
    (Kind.SHEET_FORMAT, "formulas"): mark(
        "The column “{column}” of “{path}” holds formulas, but not what they come to: "
        "some programs save files so. Open it in Excel, save it there and choose it again."
    ),
    (Kind.SHEET_FORMAT, "document"): mark(
        "“{path}” is not a table but a document, a picture or a sound. "
        "Copy the table into Excel and save it as xlsx."
    ),
    (Kind.SHEET_FORMAT, "broken"): mark(
        "“{path}” is damaged or was copied only in part. "
        "Copy it once more, or open it in Excel and save it anew."
    ),
    (Kind.DISK_FULL, "copy"): mark(
        "The disk is full, so no copy of the data was made; the data itself is whole. "
        "Make room, then try again."
    ),
    (Kind.DISK_FULL, "recording"): mark(
        "The disk is full, so the recording could not be kept. Make room, then open it again."
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
    (Kind.CANARY_ASKS, "reached"): mark(
        "The first calls are done: {answered} of {calls} reached somebody. "
        "Look at them; if all is well, resume and the rest is called."
    ),
    (Kind.FEW_ANSWERS, "reached"): mark(
        "Only {share} of the last {calls} calls reached somebody, where {usual} is usual: "
        "operators may be blocking the number. Look at the calls and ask AlphaSMS before you "
        "resume."
    ),
}

"""What the computer around us does not allow: folders, the store, the password store."""

from alphasms_desktop.domain.errors import Kind
from alphasms_desktop.i18n import mark

OF_THE_COMPUTER: dict[Kind, str] = {
    Kind.OTHER_MODE: mark(
        "The data folder “{path}” belongs to the other mode; training and real calls never "
        "share one. Choose another folder."
    ),
    Kind.FOLDER_UNWRITABLE: mark(
        "The data folder “{path}” cannot be written, and without it no call may leave. "
        "Ask whoever looks after the computer for the right to write there, then open the program "
        "again."
    ),
    Kind.FOLDER_ON_NETWORK: mark(
        "The data folder “{path}” lies on a network drive, where two computers could call the same "
        "people. Ask whoever looks after the computer to move it to a disk of this one."
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
        "Unlock it, then try again."
    ),
    Kind.PORT_TAKEN: mark("Port {port} is taken by another program. Choose another one."),
    Kind.NO_DISPLAY: mark(
        "There is no screen here to show the window on. "
        "Start the program on a desktop, or use “alphasms-desktop run” in the terminal."
    ),
    Kind.FAULT: mark(
        "The program made a mistake and stopped in order; what was done is kept. "
        "If it happens again, give support what “Copy for support” in the settings copies, "
        "or the log in the data folder."
    ),
}

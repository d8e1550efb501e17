"""The commands that need no campaign: a phone checked, a file looked at, the key."""

from pathlib import Path

from alphasms_desktop.cli.options import Command
from alphasms_desktop.cli.parser_parts import Commands, add_command, add_where
from alphasms_desktop.i18n import tr


def add_verify(commands: Commands) -> None:
    """Add `verify`."""
    verify = add_command(
        commands,
        Command.VERIFY,
        tr("check that a phone is the customer's"),
        tr(
            "Has AlphaSMS call a phone, asks for the last digits of the number that calls, and "
            "says whether they match. The digits are typed unseen and never kept."
        ),
        tr(
            "exit codes: 0 the number is confirmed; 1 it is not; 2 wrong use; "
            "4 trouble, which is said"
        ),
    )
    verify.add_argument("phone", metavar=tr("PHONE"), help=tr("whom to call: +380501234567"))
    verify.add_argument(
        "--by",
        choices=("call", "dictated", "sms"),
        default="call",
        help=tr("how the code gets there: by the calling number, read out, as a text (call)"),
    )
    verify.add_argument(
        "--despite-do-not-call",
        action="store_true",
        help=tr("check it although it is on the do-not-call list; that is kept"),
    )
    add_where(verify)


def add_check(commands: Commands) -> None:
    """Add `check`."""
    check = add_command(
        commands,
        Command.CHECK,
        tr("say what an import of a contact file would take"),
        tr("Reads a contact file as “run” would, says which rows can be called, and calls nobody."),
    )
    check.add_argument("file", type=Path, metavar=tr("FILE"), help=tr("the contact file"))
    check.add_argument(
        "--phone-column", metavar=tr("NAME"), help=tr("which column holds the phones")
    )
    check.add_argument(
        "--text",
        metavar=tr("TEXT"),
        help=tr("say too which rows this text cannot be said to, as “run --text” would send it"),
    )


def add_key(commands: Commands) -> None:
    """Add `key`."""
    key = add_command(
        commands,
        Command.KEY,
        tr("put the API key into the system's password store"),
        tr(
            "Asks for the API key (or reads it from standard input) and puts it into the system's "
            "password store, never into a file. The key is found in the AlphaSMS cabinet: "
            "Settings → API."
        ),
    )
    key.add_argument("--forget", action="store_true", help=tr("remove the key instead"))
    key.add_argument("--api-url", metavar="URL", help=tr("for which address (https://alphasms.ua)"))


def add_convert(commands: Commands) -> None:
    """Add `convert`."""
    convert = add_command(
        commands,
        Command.CONVERT,
        tr("make a recording ready for calls and say what is wrong with it"),
        tr(
            "Writes any recording as the WAV that a call carries, says its length, size and "
            "loudness, and warns of what people would not like to hear. The original is never "
            "touched."
        ),
    )
    add = convert.add_argument
    add("source", type=Path, metavar=tr("FILE"), help=tr("recording: mp3, m4a, wav and the like"))
    add("target", type=Path, metavar=tr("OUT.wav"), help=tr("the file to write"))
    add("--trim", action="store_true", help=tr("cut the silence at both ends"))
    add(
        "--level",
        action="store_true",
        help=tr("bring it to the loudness of speech on the phone and cut rumble"),
    )
    add("--phone-preview", action="store_true", help=tr("write it as it will sound on the phone"))


def add_self_test(commands: Commands) -> None:
    """Add `self-test`."""
    add_command(
        commands,
        Command.SELF_TEST,
        tr("try out everything the program is made of; nobody is called"),
        tr(
            "Opens a data file in a temporary folder, converts and plays a sound, asks the "
            "password store, shows every page off screen and runs a campaign in training. Says "
            "what works on this computer and what does not."
        ),
        tr("exit codes: 0 everything works; 5 something does not, which is said"),
    )

"""The commands that need no campaign: a file looked at or converted, the key."""

from pathlib import Path

from alphasms_desktop.cli.options import Command
from alphasms_desktop.cli.parser_parts import Commands, add_command
from alphasms_desktop.i18n import tr


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

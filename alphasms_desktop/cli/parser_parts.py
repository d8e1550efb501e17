"""What every command's parser begins with."""

import argparse
from pathlib import Path
from typing import TypeAlias

from alphasms_desktop.cli.options import Command
from alphasms_desktop.i18n import LANGUAGES, tr

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001


def add_command(
    commands: Commands, name: Command, title: str, description: str, epilog: str = ""
) -> argparse.ArgumentParser:
    """Add a command with the options that all have; returns its parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        str(name), help=title, description=description, epilog=epilog
    )
    common = parser.add_argument_group(tr("everywhere"))
    common.add_argument(
        "--data-dir",
        type=Path,
        metavar=tr("FOLDER"),
        help=tr("folder for campaigns and recordings (the user's own)"),
    )
    common.add_argument(
        "--json", action="store_true", help=tr("end with one line of JSON for other programs")
    )
    common.add_argument("--language", choices=LANGUAGES, help=tr("language of all words"))
    return parser


def add_where(parser: argparse.ArgumentParser) -> None:
    """Add where to call: the built-in sandbox, or another address."""
    where = parser.add_argument_group(tr("where to call")).add_mutually_exclusive_group()
    where.add_argument(
        "--sandbox", action="store_true", help=tr("pretend: nobody is called, nothing is paid")
    )
    where.add_argument(
        "--api-url", metavar="URL", help=tr("address of the service (https://alphasms.ua)")
    )

"""Reading the command line, with help good enough to learn from."""

import argparse
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

from alphasms_desktop import __version__
from alphasms_desktop.cli.data_parsers import (
    add_backup,
    add_erase,
    add_evidence,
    add_report,
    add_restore,
)
from alphasms_desktop.cli.file_parsers import (
    add_check,
    add_convert,
    add_key,
    add_self_test,
    add_verify,
)
from alphasms_desktop.cli.options import Command, Options
from alphasms_desktop.cli.parser_parts import Commands, add_command, add_where
from alphasms_desktop.cli.readers import money, positive, report, whole
from alphasms_desktop.i18n import tr

_OF_THE_PROGRAM = ("-h", "--help", "--version")


def parse(arguments: Sequence[str]) -> Options:
    """Read a command line; ends the process with exit code 2 where it makes no sense."""
    if not arguments or _means_the_window(arguments[0]):
        arguments = [str(Command.WINDOW), *arguments]
    named = Command(arguments[0]) if arguments[0] in set(Command) else None
    options = _parser(named).parse_args(arguments, namespace=Options())
    options.command = Command(options.command)
    return options


def _means_the_window(first: str) -> bool:
    """Say whether a line that begins like this leaves out the command: an option, or a file."""
    if first.startswith("-"):
        return first not in _OF_THE_PROGRAM
    return first not in set(Command) and Path(first).is_file()


def refuse(sentence: str) -> NoReturn:
    """End the process over a wrong use, with a sentence and exit code 2."""
    _parser().error(sentence)


def _parser(named: Command | None = None) -> argparse.ArgumentParser:
    """Return what reads the lines of one command, or of all."""
    parser = argparse.ArgumentParser(
        prog="alphasms-desktop",
        description=tr(
            "Mass voice calls through AlphaSMS: a spreadsheet and a recording go in, "
            "calls go out, a report comes out."
        ),
        epilog=tr(
            "Try it without an account and without calling anybody:\n"
            "  alphasms-desktop run --contacts people.xlsx --audio message.mp3 --sandbox"
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    version = f"AlphaSMS Desktop {__version__}"
    parser.add_argument(
        "--version", action="version", version=version, help=tr("print the version and leave")
    )
    commands = parser.add_subparsers(
        dest="command", required=True, metavar=tr("COMMAND"), title=tr("commands")
    )
    makers = {
        Command.WINDOW: _add_window,
        Command.RUN: _add_run,
        Command.CALL: _add_call,
        Command.VERIFY: add_verify,
        Command.CHECK: add_check,
        Command.CONVERT: add_convert,
        Command.CAMPAIGNS: _add_campaigns,
        Command.REPORT: add_report,
        Command.EVIDENCE: add_evidence,
        Command.BACKUP: add_backup,
        Command.ERASE: add_erase,
        Command.RESTORE: add_restore,
        Command.SANDBOX: _add_sandbox,
        Command.KEY: add_key,
        Command.SELF_TEST: add_self_test,
    }
    for command, add in makers.items():
        if named in (None, command):
            add(commands)
    return parser


def _add_window(commands: Commands) -> None:
    window = add_command(
        commands,
        Command.WINDOW,
        tr("show the window (without a command this is what happens)"),
        tr("Shows the window: campaigns are made and watched there."),
    )
    window.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar=tr("FILE"),
        help=tr("a contact file or a recording to open; alone on the line it needs no command"),
    )
    window.add_argument(
        "--sample",
        action="store_true",
        help=tr("open in training with the sample campaign ready, one press from its start"),
    )


def _add_run(commands: Commands) -> None:
    # These know the rules of a campaign, and with them half of the program.
    from alphasms_desktop.cli.receiving import add_receiving
    from alphasms_desktop.cli.rules import add_rules
    from alphasms_desktop.cli.texts import add_texts

    run = add_command(
        commands,
        Command.RUN,
        tr("make a campaign and run it, or go on with one"),
        tr(
            "Makes a campaign from a contact file and a recording, calls everybody once, waits "
            "for the results and writes a report. Nothing is ever asked: what the options do not "
            "say is done the careful way."
        ),
        tr(
            "exit codes: 0 everybody has a result; 2 wrong use or wrong input, nobody was called; "
            "3 some calls are in doubt or without a result; 4 paused by trouble, which is said"
        ),
    )
    _add_what_to_call(run)
    add_texts(run)
    add_rules(run)
    add_receiving(run)


def _add_what_to_call(run: argparse.ArgumentParser) -> None:
    what = run.add_argument_group(tr("what to call with"))
    add = what.add_argument
    add("--contacts", type=Path, metavar=tr("FILE"), help=tr("contacts: xlsx, xls, ods or csv"))
    add("--audio", type=Path, metavar=tr("FILE"), help=tr("recording: mp3, m4a, wav and the like"))
    add("--phone-column", metavar=tr("NAME"), help=tr("which column holds the phones"))
    add(
        "--each-row",
        action="store_true",
        help=tr("call a number once for each of its rows that say something else, one by one"),
    )
    add("--name", metavar=tr("NAME"), help=tr("what the campaign is called in lists"))
    add(
        "--campaign",
        type=int,
        metavar=tr("ID"),
        help=tr("go on with this campaign instead of making one; “campaigns” lists them"),
    )
    add(
        "--same-account",
        action="store_true",
        help=tr("the API key has changed, but it is the account the campaign was begun with"),
    )
    add_where(run)
    run.add_argument_group(tr("what comes out")).add_argument(
        "--report",
        type=report,
        metavar=tr("FILE"),
        help=tr("write a report with one row for each recipient, .xlsx, .csv or .pdf"),
    )


def _add_call(commands: Commands) -> None:
    call = add_command(
        commands,
        Command.CALL,
        tr("call one phone with one recording"),
        tr(
            "Calls one phone at any hour, waits for the result and says it: the first proof that "
            "key, recording and network are right. It is kept as a campaign of one."
        ),
    )
    call.add_argument("phone", metavar=tr("PHONE"), help=tr("whom to call: +380501234567"))
    call.add_argument(
        "--audio",
        type=Path,
        required=True,
        metavar=tr("FILE"),
        help=tr("recording: mp3, m4a, wav and the like"),
    )
    call.add_argument(
        "--results-within",
        type=positive,
        default=10.0,
        metavar=tr("MIN"),
        help=tr("how many minutes the result is awaited (10)"),
    )
    add_where(call)


def _add_campaigns(commands: Commands) -> None:
    campaigns = add_command(
        commands,
        Command.CAMPAIGNS,
        tr("list the campaigns, the newest first"),
        tr("Lists all campaigns with their state and results."),
    )
    campaigns.add_argument(
        "--sandbox", action="store_true", help=tr("list those of the training folder")
    )


def _add_sandbox(commands: Commands) -> None:
    sandbox = add_command(
        commands,
        Command.SANDBOX,
        tr("run a pretend AlphaSMS on this computer"),
        tr(
            "A service on 127.0.0.1 that speaks the AlphaSMS API, rings nobody and costs nothing. "
            "Ctrl+C ends it. Its calls are listed at /_sandbox/calls."
        ),
    )
    add = sandbox.add_argument
    add("--port", type=whole(0, 65535), default=0, metavar="N", help=tr("port (a free one)"))
    add("--key", metavar="KEY", help=tr("the only API key it takes (any)"))
    add(
        "--scenario",
        default="ordinary",
        metavar=tr("NAME"),
        help=tr("who answers and what goes wrong (ordinary); a wrong name lists all"),
    )
    add(
        "--speed",
        type=positive,
        default=1.0,
        metavar="X",
        help=tr("how many times faster calls go by (1)"),
    )
    add("--seed", type=int, default=0, metavar="N", help=tr("another N, other people answer (0)"))
    add(
        "--first-id",
        type=whole(1, 2**31 - 1),
        metavar="N",
        help=tr("number of the first call"),
    )
    add(
        "--balance",
        type=money,
        default=Decimal(100_000),
        help=tr("money to begin with (100000)"),
    )
    add(
        "--hooks-anywhere",
        action="store_true",
        help=tr("send webhooks to other computers too"),
    )
    add("--keep", type=Path, metavar=tr("FILE"), help=tr("remember calls in this file"))

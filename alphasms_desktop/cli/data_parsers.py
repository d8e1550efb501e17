"""The commands for results and data: a report, an evidence pack, copies, erasing."""

import argparse
from pathlib import Path

from alphasms_desktop.cli.options import Command
from alphasms_desktop.cli.parser_parts import Commands, add_command
from alphasms_desktop.cli.readers import archive, report, whole
from alphasms_desktop.i18n import tr

_TEN_YEARS = 3_650


def add_report(commands: Commands) -> None:
    """Add `report`."""
    made = add_command(
        commands,
        Command.REPORT,
        tr("write the report of a past campaign"),
        tr("Writes what came of a campaign as xlsx, csv or pdf, by the ending of the name."),
    )
    _add_campaign(made)
    made.add_argument(
        "--out", type=report, required=True, metavar=tr("FILE"), help=tr("the file to write")
    )


def add_evidence(commands: Commands) -> None:
    """Add `evidence`."""
    made = add_command(
        commands,
        Command.EVIDENCE,
        tr("write the evidence pack of a campaign"),
        tr(
            "Writes one archive with the report as pdf and xlsx, the message as it was sent, every "
            "event of every call, the consents, and the hashes of all these files."
        ),
    )
    _add_campaign(made)
    made.add_argument(
        "--out", type=archive, required=True, metavar="OUT.zip", help=tr("the file to write")
    )


def add_backup(commands: Commands) -> None:
    """Add `backup`."""
    made = add_command(
        commands,
        Command.BACKUP,
        tr("copy the whole data folder to an archive"),
        tr(
            "Copies everything, recordings too, while campaigns may run. “restore --archive” puts "
            "it back. The API key is not in it."
        ),
    )
    made.add_argument(
        "--out", type=archive, required=True, metavar="OUT.zip", help=tr("the file to write")
    )
    _add_sandbox(made)


def add_erase(commands: Commands) -> None:
    """Add `erase`."""
    made = add_command(
        commands,
        Command.ERASE,
        tr("erase the data of people, and keep the counts"),
        tr(
            "Erases one person everywhere, or all people of campaigns that ended so many days ago. "
            "Copies of the data file that still hold them are removed too. What is erased cannot "
            "be brought back."
        ),
    )
    whom = made.add_mutually_exclusive_group(required=True)
    whom.add_argument("--phone", metavar=tr("PHONE"), help=tr("whose data: +380501234567"))
    whom.add_argument(
        "--older-than",
        type=whole(1, _TEN_YEARS),
        metavar=tr("DAYS"),
        help=tr("of campaigns that ended so many days ago"),
    )
    made.add_argument(
        "--export",
        type=archive,
        metavar="OUT.zip",
        help=tr("write all that is known of the phone instead of erasing it"),
    )
    _add_sandbox(made)


def add_restore(commands: Commands) -> None:
    """Add `restore`."""
    restore = add_command(
        commands,
        Command.RESTORE,
        tr("put a copy in the place of a damaged data file"),
        tr(
            "Without options lists the copies, which are made daily. The damaged file is kept in "
            "the folder “damaged”. Whoever waits in a copy may have been called since: such calls "
            "are shown as in doubt, and nobody is called again unasked."
        ),
    )
    how = restore.add_mutually_exclusive_group()
    how.add_argument("--copy", type=Path, metavar=tr("FILE"), help=tr("put this copy back"))
    how.add_argument(
        "--archive",
        type=Path,
        metavar=tr("FILE"),
        help=tr("put the whole data folder back from an archive that “backup” has made"),
    )
    how.add_argument("--empty", action="store_true", help=tr("begin with an empty data file"))
    restore.add_argument("--sandbox", action="store_true", help=tr("in the training folder"))


def _add_campaign(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--campaign",
        type=int,
        required=True,
        metavar=tr("ID"),
        help=tr("which campaign; “campaigns” lists them"),
    )
    _add_sandbox(made)


def _add_sandbox(made: argparse.ArgumentParser) -> None:
    made.add_argument("--sandbox", action="store_true", help=tr("in the training folder"))

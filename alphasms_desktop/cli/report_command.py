"""`report` and `evidence`: what a past campaign has come to, as a file."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from alphasms_desktop.app import open_workspace
from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.places import data_folder
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.engine.result_desk import ResultDesk
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.i18n import tr
from alphasms_desktop.wording import totals_sentence

_Write = Callable[[ResultDesk, int, Path], None]


def write_report(options: Options) -> Exit:
    """Write the report of a campaign as xlsx, csv or pdf, by the name's ending."""
    return _write(options, lambda desk, one, path: desk.report(one, path))


def write_evidence(options: Options) -> Exit:
    """Write the evidence pack of a campaign."""
    return _write(options, lambda desk, one, path: desk.evidence(one, path))


def open_existing(options: Options) -> Workspace:
    """Open the data folder that is meant; one that is not there is not made for this."""
    mode = Mode.TRAINING if options.sandbox else Mode.REAL
    folder = data_folder(options, mode)
    if not (folder / "alphasms.sqlite").exists():
        raise TroubleError(Kind.NO_DATA, path=folder)
    return open_workspace(folder, mode)


def _write(options: Options, write: _Write) -> Exit:
    assert options.campaign is not None  # the parser asks for both
    assert options.out is not None
    workspace = open_existing(options)
    try:
        write(workspace.results, options.campaign, options.out)
        said = totals_sentence(workspace.results.totals(options.campaign))
    finally:
        workspace.close()
    if options.json:
        line = {"campaign": options.campaign, "path": str(options.out), "sentence": said}
        print(json.dumps(line, ensure_ascii=False))
    else:
        print(said)
        print(tr("Saved: {path}").format(path=options.out), file=sys.stdout)
    return Exit.DONE

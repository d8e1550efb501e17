"""`restore`: the copies of a data folder, and one of them put back."""

import json
from pathlib import Path

from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.places import data_folder
from alphasms_desktop.domain.backup import Backup, Restored
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.store.archive import restore_archive
from alphasms_desktop.store.folder import open_folder
from alphasms_desktop.store.rescue import Rescue
from alphasms_desktop.wording import backup_name, restored_sentences


def restore(options: Options) -> Exit:
    """List the copies, or put one back, or begin empty."""
    if options.archive:
        return _put_back(options)
    rescue = Rescue(data_folder(options, Mode.TRAINING if options.sandbox else Mode.REAL))
    if not options.copy and not options.empty:
        return _list(rescue.backups(), options)
    chosen = _find(rescue, options.copy) if options.copy else None
    return _told(rescue.restore(chosen), options)


def _put_back(options: Options) -> Exit:
    """Put an archive back; a folder that is not there yet is made."""
    assert options.archive is not None  # asked before
    folder = open_folder(data_folder(options, Mode.TRAINING if options.sandbox else Mode.REAL))
    return _told(restore_archive(folder, options.archive.expanduser()), options)


def _told(done: Restored, options: Options) -> Exit:
    if options.json:
        print(json.dumps({"set_aside": str(done.set_aside), "in_doubt": done.in_doubt}))
    else:
        print("\n".join(restored_sentences(done)))
    return Exit.DONE


def _list(found: list[Backup], options: Options) -> Exit:
    if options.json:
        plain = [
            {"path": str(one.path), "at": one.made_at.isoformat(), "campaigns": one.campaigns}
            for one in found
        ]
        print(json.dumps(plain, ensure_ascii=False))
    elif not found:
        print(tr("There are no copies yet."))
    else:
        print(ntr("{n} copy, the newest first:", "{n} copies, the newest first:", len(found)))
        for one in found:
            print(f"  {backup_name(one)}\n    {one.path}")
    return Exit.DONE


def _find(rescue: Rescue, path: Path) -> Backup:
    for one in rescue.backups():
        if one.path.resolve() == path.expanduser().resolve():
            return one
    raise TroubleError(Kind.NOT_A_COPY, path=path)

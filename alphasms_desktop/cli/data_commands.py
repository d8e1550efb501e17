"""`backup` and `erase`: the data folder copied whole, and people erased from it."""

import json
import sys

from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.parser import refuse
from alphasms_desktop.cli.report_command import open_existing
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.wording import erased_sentence


def back_up(options: Options) -> Exit:
    """Copy the whole data folder to an archive."""
    assert options.out is not None  # the parser asks for it
    workspace = open_existing(options)
    try:
        workspace.data.back_up_to(options.out)
    finally:
        workspace.close()
    _say(options, {"path": str(options.out)}, tr("Saved: {path}").format(path=options.out))
    return Exit.DONE


def erase(options: Options) -> Exit:
    """Erase one person or those of old campaigns; or write out what is known of one."""
    if options.export and not options.phone:
        refuse(tr("--export goes with --phone"))
    workspace = open_existing(options)
    try:
        desk = workspace.data
        if options.export:
            known = desk.export_person(options.phone, options.export)
            count = sum(len(table.rows) for table in known.tables)
            said = ntr("{n} entry was written.", "{n} entries were written.", count)
            _say(options, {"path": str(options.export), "entries": count}, said)
        elif options.phone:
            phone = desk.erase_person(options.phone)
            _say(
                options,
                {"phone": phone},
                tr("The data of {phone} were erased, in copies too.").format(phone=phone),
            )
        else:
            assert options.older_than is not None  # the parser asks for one of them
            done = desk.erase_old(options.older_than)
            _say(
                options, {"campaigns": done.campaigns, "people": done.people}, erased_sentence(done)
            )
    finally:
        workspace.close()
    return Exit.DONE


def _say(options: Options, plain: dict[str, object], sentence: str) -> None:
    print(json.dumps(plain, ensure_ascii=False) if options.json else sentence, file=sys.stdout)

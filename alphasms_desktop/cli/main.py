"""The way of a command: language, arguments, the chosen work, and an exit code."""

import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from alphasms_desktop import i18n
from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Command, Options
from alphasms_desktop.cli.parser import parse
from alphasms_desktop.presence import PROGRAM, Presence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def run(arguments: Sequence[str], sight: "QWidget | None" = None) -> int:
    """Run one command; returns its exit code. `sight` is shown until there is a window."""
    for stream in (sys.stdout, sys.stderr):
        _make_unbreakable(stream)
    asked = _asked_language(arguments)
    i18n.use(asked if asked in i18n.LANGUAGES else i18n.preferred())
    # argparse speaks through gettext's own domain; our catalogue holds its few sentences too.
    os.environ["LANGUAGE"] = i18n.language()
    i18n.bind_default_domain()
    options = parse(arguments)
    from alphasms_desktop.domain.errors import TroubleError

    presence = Presence(PROGRAM)
    presence.show()
    try:
        return int(_command(options, sight))
    except TroubleError as error:
        return int(_say(error, options))
    except KeyboardInterrupt:
        return 130
    finally:
        presence.hide()


def _command(options: Options, sight: "QWidget | None") -> Exit:
    if options.command is Command.WINDOW:
        from alphasms_desktop.cli.window_command import show_window

        return show_window(options, sight)
    if options.command is Command.RUN:
        from alphasms_desktop.cli.run_command import run_campaign

        return run_campaign(options)
    if options.command is Command.CALL:
        from alphasms_desktop.cli.call_command import call_once

        return call_once(options)
    if options.command is Command.VERIFY:
        from alphasms_desktop.cli.verify_command import verify_phone

        return verify_phone(options)
    if options.command is Command.CHECK:
        from alphasms_desktop.cli.check_command import check_file

        return check_file(options)
    if options.command is Command.CONVERT:
        from alphasms_desktop.cli.convert_command import convert_file

        return convert_file(options)
    if options.command is Command.CAMPAIGNS:
        from alphasms_desktop.cli.campaigns_command import list_campaigns

        return list_campaigns(options)
    if options.command is Command.REPORT:
        from alphasms_desktop.cli.report_command import write_report

        return write_report(options)
    if options.command is Command.EVIDENCE:
        from alphasms_desktop.cli.report_command import write_evidence

        return write_evidence(options)
    if options.command is Command.BACKUP:
        from alphasms_desktop.cli.data_commands import back_up

        return back_up(options)
    if options.command is Command.ERASE:
        from alphasms_desktop.cli.data_commands import erase

        return erase(options)
    if options.command is Command.RESTORE:
        from alphasms_desktop.cli.restore_command import restore

        return restore(options)
    if options.command is Command.KEY:
        from alphasms_desktop.cli.key_command import change_key

        return change_key(options)
    if options.command is Command.SELF_TEST:
        from alphasms_desktop.cli.self_test_command import self_test

        return self_test(options)
    from alphasms_desktop.cli.sandbox_command import run_sandbox

    return run_sandbox(options)


def _say(error: Exception, options: Options) -> Exit:
    from alphasms_desktop.domain.errors import TroubleError
    from alphasms_desktop.wording import command_sentence, service_words

    assert isinstance(error, TroubleError)
    trouble = error.trouble
    print(command_sentence(trouble), file=sys.stderr)
    if theirs := service_words(trouble):
        print(f"  {theirs}", file=sys.stderr)
    if options.json:
        print(json.dumps({"error": str(trouble.kind), "sentence": command_sentence(trouble)}))
    return Exit.WRONG


def _asked_language(arguments: Sequence[str]) -> str | None:
    for before, argument in zip(["", *arguments], arguments, strict=False):
        if before == "--language":
            return argument
        if argument.startswith("--language="):
            return argument.partition("=")[2]
    return None


def _make_unbreakable(stream: TextIO) -> None:
    """Let a terminal that cannot show a letter show a question mark, not a traceback."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")

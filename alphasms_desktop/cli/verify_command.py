"""`verify`: is this phone the customer's? Asks for a code, then for the digits on the terminal."""

import getpass
import json
import sys

from alphasms_desktop import paths
from alphasms_desktop.app import open_workspace
from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.places import data_folder, mode_of, service_url
from alphasms_desktop.cli.summary import Speaker
from alphasms_desktop.domain.address import BUILT_IN_SANDBOX
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.money import plain
from alphasms_desktop.domain.verification import Channel, KeptCheck, Standing, Told
from alphasms_desktop.engine.verify_desk import CheckView, Order, VerifyDesk
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.wording import check_sentence, service_words, standing_name

_WRONG_USE = frozenset({Kind.BAD_PHONE, Kind.LANDLINE, Kind.BAD_ADDRESS, Kind.OTHER_MODE})


def verify_phone(options: Options) -> Exit:
    """Check one phone; the exit code says whether it is the customer's."""
    url = service_url(options)
    mode = mode_of(url)
    speaker = Speaker(sys.stderr if options.json else sys.stdout)
    base = options.data_dir or paths.default_data_folder()
    workspace = open_workspace(data_folder(options, mode), mode, base / "settings.json")
    try:
        order = Order(
            options.phone,
            Channel(options.by),
            url,
            workspace.keys.key_for(url),
            options.despite_do_not_call,
        )
        view = workspace.verify.begin(order)
        if view.trouble:
            _say_trouble(view.trouble, view.standing)
        if view.standing is Standing.WAITING:
            _ask(workspace.verify, view, speaker, url)
        kept = workspace.verify.checks.get(view.id)
        speaker.say(standing_name(kept.standing, kept.channel, kept.tries))
        if options.json:
            print(json.dumps(_facts(kept)), flush=True)
        return _exit_of(kept.standing)
    except TroubleError as error:
        return _give_up(error.trouble, options)
    finally:
        workspace.close()


def _ask(desk: VerifyDesk, view: CheckView, speaker: Speaker, url: str) -> None:
    """Take digits until they match, are wrong too often, or nobody tells any."""
    speaker.say(_instruction(view.channel))
    if url == BUILT_IN_SANDBOX:
        speaker.say(tr("Training: the code is the last four digits of the phone itself."))
    while True:
        digits = _typed()
        if not digits:
            desk.leave(view.id)
            return
        answer = desk.tell(view.id, digits)
        if answer.told is not Told.WRONG:
            return
        left = ntr("{n} try is left", "{n} tries are left", answer.tries_left)
        speaker.say(tr("These are not the digits. {left}.").format(left=left))


def _typed() -> str:
    try:
        if sys.stdin.isatty():
            return getpass.getpass(tr("Digits: ")).strip()
        return sys.stdin.readline().strip()
    except EOFError:
        return ""


def _instruction(channel: Channel) -> str:
    if channel is Channel.CALL:
        return tr(
            "Ask the customer not to answer, but to read out the last 4 digits of the number "
            "that calls. An empty line ends it."
        )
    return tr("Ask the customer for the code that comes. An empty line ends it.")


def _exit_of(standing: Standing) -> Exit:
    if standing is Standing.CONFIRMED:
        return Exit.DONE
    is_trouble = standing in (Standing.REFUSED, Standing.ANSWER_LOST)
    return Exit.PAUSED if is_trouble else Exit.NOT_CONFIRMED


def _give_up(trouble: Trouble, options: Options) -> Exit:
    _say_trouble(trouble, None)
    if options.json:
        facts = {"error": str(trouble.kind), "sentence": check_sentence(trouble)}
        print(json.dumps(facts), flush=True)
    return Exit.WRONG if trouble.kind in _WRONG_USE else Exit.PAUSED


def _say_trouble(trouble: Trouble, standing: Standing | None) -> None:
    print(check_sentence(trouble, standing), file=sys.stderr, flush=True)
    if theirs := service_words(trouble):
        print(f"  {theirs}", file=sys.stderr, flush=True)


def _facts(kept: KeptCheck) -> dict[str, object]:
    return {
        "check": kept.id,
        "phone": kept.phone,
        "by": str(kept.channel),
        "result": str(kept.standing),
        "confirmed": kept.standing is Standing.CONFIRMED,
        "tries": kept.tries,
        "price": plain(kept.price) if kept.price is not None else None,
    }

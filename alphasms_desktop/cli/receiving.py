"""Receiving results and meanings of keys on the command line."""

import argparse
from dataclasses import replace

from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.readers import whole
from alphasms_desktop.cli.rules import RuleError
from alphasms_desktop.domain.answer import KEYS, KeyAction, KeyMeaning, faults_of
from alphasms_desktop.domain.receiving import (
    Receiving,
    Standing,
    Way,
    checked_hook,
    checked_public_url,
)
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.i18n import tr

_ACTIONS = {
    "do-not-call": KeyAction.DO_NOT_CALL,
    "call-back": KeyAction.CALL_BACK,
    "list": KeyAction.ADD_TO_LIST,
    "mark": KeyAction.MARK,
}


def add_receiving(run: argparse.ArgumentParser) -> None:
    """Add the options of keys and of receiving to `run`."""
    add = run.add_argument_group(tr("keys and results")).add_argument
    add(
        "--key",
        dest="keys",
        action="append",
        metavar=tr("MEANING"),
        help=tr(
            "what a pressed key means, again for each key: 1=comes, 9=stop:do-not-call, "
            "2=ring me:call-back, 3=news:list=News, 4=speaks English:mark=English"
        ),
    )
    add(
        "--receive",
        choices=[str(one) for one in Way],
        help=tr(
            "how results and keys come: own (this program listens), relay (hook.php on your site), "
            "address (your own system gets them), none; without it as the settings say"
        ),
    )
    add("--receive-at", metavar="URL", help=tr("the public address, or that of hook.php"))
    add(
        "--receive-port",
        type=whole(1, 65_535),
        metavar="N",
        help=tr("the port of this computer that the address leads to"),
    )


def keys_of(options: Options) -> tuple[KeyMeaning, ...]:
    """Return the meanings of keys a command line gives; raises RuleError with a sentence."""
    meanings = tuple(_meaning(text) for text in options.keys or ())
    if any(faults_of(meanings)):
        raise RuleError(tr("--key gives one meaning to each key, such as 1=comes"))
    return meanings


def choose_receiving(options: Options, workspace: Workspace) -> None:
    """Receive as the command line asks, tested first; raises RuleError and TroubleError."""
    if options.receive is None:
        if options.receive_at or options.receive_port:
            raise RuleError(tr("--receive-at and --receive-port need --receive"))
        return
    receiving = _receiving(options, workspace.receiving.now())
    if receiving.standing is Standing.UNFINISHED:
        raise RuleError(tr("--receive needs --receive-at: the settings hold no address for it"))
    workspace.receiving.choose(receiving)


def _receiving(options: Options, kept: Receiving) -> Receiving:
    receiving = replace(kept, way=Way(options.receive or Way.NONE))
    if options.receive_port:
        receiving = replace(receiving, port=options.receive_port)
    url = options.receive_at
    if not url:
        return receiving
    if receiving.way is Way.ADDRESS:
        return replace(receiving, hook=checked_hook(url))
    checked = checked_public_url(url)
    if receiving.way is Way.RELAY:
        return replace(receiving, relay_url=checked)
    return replace(receiving, public_url=checked)


def _meaning(text: str) -> KeyMeaning:
    key, _, rest = text.partition("=")
    meaning, _, action = rest.partition(":")
    word, _, target = action.strip().partition("=")
    if key.strip() not in tuple(KEYS) or not meaning.strip() or (word and word not in _ACTIONS):
        raise RuleError(
            tr("--key is like 1=comes or 9=stop:do-not-call; the actions are {actions}").format(
                actions=", ".join(_ACTIONS)
            )
        )
    does = _ACTIONS[word] if word else KeyAction.NONE
    return KeyMeaning(key.strip(), meaning.strip(), does, target.strip())

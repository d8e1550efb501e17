"""`key`: the API key goes into the system's password store, or out of it."""

import getpass
import json
import sys

from alphasms_desktop.app import key_desk
from alphasms_desktop.cli.exits import Exit
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.parser import refuse
from alphasms_desktop.domain.address import DEFAULT_ADDRESS
from alphasms_desktop.i18n import tr


def change_key(options: Options) -> Exit:
    """Keep the key that is typed or piped in, or forget the kept one."""
    keys = key_desk()
    url = options.api_url or DEFAULT_ADDRESS
    if options.forget:
        was_there = keys.forget(url)
        _say(tr("The key is removed.") if was_there else tr("There was no key."), options, False)
        return Exit.DONE
    is_typed = sys.stdin.isatty()
    key = (getpass.getpass(tr("API key: ")) if is_typed else sys.stdin.readline()).strip()
    if not key:
        refuse(tr("no key was given"))
    keys.keep(url, key)
    _say(tr("The key is in the password store."), options, True)
    return Exit.DONE


def _say(sentence: str, options: Options, has_key: bool) -> None:
    print(json.dumps({"has_key": has_key}) if options.json else sentence)

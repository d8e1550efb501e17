"""The program, which kills itself at a moment: `python dying.py MOMENT` and a command line of it.

`kept`: webhooks are on the disk, nobody is answered, nothing is applied. `applying`: what a key
asks for is done in a transaction that is open. `taken`: the relay's webhooks are on the disk, and
the relay has not been told.
"""

import os
import signal
import sys
from unittest.mock import patch

from alphasms_desktop.__main__ import main
from alphasms_desktop.gateway import relay
from alphasms_desktop.store import inbox, key_actions


def die(*_arguments: object) -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def die_when_kept() -> None:
    put_all = inbox.Inbox.put_all

    def put_and_die(self, hooks):
        if put_all(self, hooks):
            die()

    patch.object(inbox.Inbox, "put_all", put_and_die).start()


def die_when_applying() -> None:
    act_on_keys = key_actions.act_on_keys

    def act_and_die(connection, campaign_id, meanings, kept, heard, now):
        act_on_keys(connection, campaign_id, meanings, kept, heard, now)
        if any(step.key for step, _ in kept):
            die()

    patch("alphasms_desktop.store.journal.act_on_keys", act_and_die).start()


def die_when_taken() -> None:
    done = relay.RelayClient.done

    def die_instead(self, ids):
        die() if len(ids) > 1 else done(self, ids)

    patch.object(relay.RelayClient, "done", die_instead).start()


if __name__ == "__main__":
    moments = {"kept": die_when_kept, "applying": die_when_applying, "taken": die_when_taken}
    moments[sys.argv.pop(1)]()
    sys.exit(main())

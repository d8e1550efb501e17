"""Is there a password store, and does it keep a secret: asked by doing it once."""

import threading
from dataclasses import dataclass

_SERVICE = "AlphaSMS Desktop self-test"
_USER = "probe"
_SECRET = "probe"
_PATIENCE_S = 10.0


@dataclass(frozen=True)
class Probed:
    """How the password store did; without a trouble and not working, there is none."""

    name: str
    works: bool
    trouble: str = ""


def probe_keyring(patience_s: float = _PATIENCE_S) -> Probed:
    """Write a secret, read it back and remove it.

    A store that waits for somebody to unlock it looks healthy until then, so that it is asked on
    a thread of its own and for so many seconds.
    """
    import keyring

    # Of several stores one asks the first that works; its name is that of all of them together.
    backend = keyring.get_keyring()
    name = getattr(backend, "name", "") or type(backend).__name__
    seen: list[Probed] = []
    asking = threading.Thread(target=lambda: seen.append(_tried(name)), name="probe", daemon=True)
    asking.start()
    asking.join(patience_s)
    return seen[0] if seen else Probed(name, works=False, trouble="TimeoutError")


def _tried(name: str) -> Probed:
    import keyring
    from keyring.errors import KeyringError, NoKeyringError

    try:
        keyring.set_password(_SERVICE, _USER, _SECRET)
        came_back = keyring.get_password(_SERVICE, _USER) == _SECRET
        keyring.delete_password(_SERVICE, _USER)
    except NoKeyringError:
        return Probed(name, works=False)
    except KeyringError as error:
        return Probed(name, works=False, trouble=type(error).__name__)
    return Probed(name, came_back, "" if came_back else "the secret did not come back")

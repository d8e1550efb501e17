"""The API key: from the environment, else from the system's password store, never from a file."""

import os
import threading
from collections.abc import Mapping

from alphasms_desktop.domain.errors import Kind, TroubleError

ENVIRONMENT_NAME = "ALPHASMS_API_KEY"
RELAY_ENVIRONMENT_NAME = "ALPHASMS_RELAY_SECRET"
_RELAY = "relay"
_SERVICE = "AlphaSMS Desktop"
_PATIENCE_S = 10.0


def read_key(
    host: str | None,
    environment: Mapping[str, str] = os.environ,
    patience_s: float = _PATIENCE_S,
) -> str | None:
    """Return the key for a service's host, or None; for no host only the environment's.

    The password store may ask the user to unlock it and answers when it likes, so it is asked on
    a thread of its own. Raises TroubleError(KEYRING_SILENT) after `patience_s` seconds or when
    the store fails.
    """
    given = environment.get(ENVIRONMENT_NAME, "").strip()
    if given or host is None:
        return given or None
    return _ask_keyring(host, patience_s)


def read_relay_secret(
    environment: Mapping[str, str] = os.environ, patience_s: float = _PATIENCE_S
) -> str | None:
    """Return the secret of the relay, or None where none was made; raises as `read_key` does."""
    given = environment.get(RELAY_ENVIRONMENT_NAME, "").strip()
    return given or _ask_keyring(_RELAY, patience_s)


def keep_relay_secret(secret: str) -> None:
    """Put the relay's secret into the password store; raises TroubleError where it fails."""
    keep_key(_RELAY, secret)


def forget_relay_secret() -> bool:
    """Remove the relay's secret, which others may know; the next file gets a new one."""
    return forget_key(_RELAY)


def keep_key(host: str, key: str) -> None:
    """Put a key into the password store and read it back; raises TroubleError where it fails."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, host, key)
        kept = keyring.get_password(_SERVICE, host)
    except KeyringError as error:
        raise TroubleError(Kind.KEYRING_SILENT, type(error).__name__) from error
    if kept != key:
        raise TroubleError(Kind.KEYRING_SILENT, "the key did not come back")


def forget_key(host: str) -> bool:
    """Remove a key from the password store; says whether there was one."""
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        keyring.delete_password(_SERVICE, host)
    except PasswordDeleteError:
        return False
    except KeyringError as error:
        raise TroubleError(Kind.KEYRING_SILENT, type(error).__name__) from error
    return True


def _ask_keyring(host: str, patience_s: float) -> str | None:
    import keyring
    from keyring.errors import KeyringError, NoKeyringError

    answer: list[str | None] = []
    failure: list[KeyringError] = []

    def ask() -> None:
        try:
            answer.append(keyring.get_password(_SERVICE, host))
        except NoKeyringError:
            answer.append(None)
        except KeyringError as error:
            failure.append(error)

    asking = threading.Thread(target=ask, name="keyring", daemon=True)
    asking.start()
    asking.join(patience_s)
    if answer:
        return answer[0]
    cause = failure[0] if failure else None
    raise TroubleError(Kind.KEYRING_SILENT, type(cause).__name__ if cause else "") from cause

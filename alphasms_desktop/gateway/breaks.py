"""How far an exchange got before it broke, told from the exception httpx raises."""

import ssl

import httpx

from alphasms_desktop.gateway.decision import Happened


class BrokenExchangeError(Exception):
    """An exchange that ended without an answer; `happened` says how far it got."""

    def __init__(self, happened: Happened, detail: str) -> None:
        self.happened = happened
        self.detail = detail
        super().__init__(f"{happened}: {detail}")


def how_far(error: httpx.HTTPError, has_begun: bool) -> Happened:
    """Return how far an exchange got; `has_begun` says whether a byte of the body was given."""
    if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)):
        return Happened.NOT_SECURE if _is_about_tls(error) else Happened.NO_CONNECTION
    if isinstance(error, (httpx.ProxyError, httpx.UnsupportedProtocol)):
        return Happened.NO_CONNECTION
    if not has_begun:
        return Happened.NO_BODY_LEFT
    if isinstance(error, (httpx.WriteError, httpx.WriteTimeout)):
        return Happened.BODY_BROKEN
    return (
        Happened.NO_ANSWER_IN_TIME
        if isinstance(error, httpx.TimeoutException)
        else Happened.ANSWER_BROKEN
    )


def _is_about_tls(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False

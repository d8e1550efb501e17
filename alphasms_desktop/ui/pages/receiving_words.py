"""The four ways by which results come, and how each stands, in words."""

from alphasms_desktop.domain.receiving import Receiving, Standing, Way
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.wording import moment

WAYS = (
    (
        Way.NONE,
        mark("Do not receive"),
        mark(
            "Results are asked for by the program itself. Keys pressed are seen in the AlphaSMS "
            "cabinet only; its table can be taken in afterwards."
        ),
    ),
    (
        Way.RELAY,
        mark("Through your web site"),
        mark("One file on the site you have already. Results wait there until they are fetched."),
    ),
    (
        Way.OWN,
        mark("Straight to this computer"),
        mark("For those who have a tunnel, or a router that forwards a port."),
    ),
    (
        Way.ADDRESS,
        mark("To your own system"),
        mark("Results and keys go there; the program asks for results itself and sees no keys."),
    ),
)


def standing_sentence(receiving: Receiving) -> str:
    """Say how receiving stands; only what was tested is promised."""
    standing = receiving.standing
    if standing is Standing.TESTED:
        at = moment(receiving.tested_at) if receiving.tested_at else ""
        return tr("Sent and received ✓ {time}").format(time=at).strip()
    return {
        Standing.OFF: tr("Keys are seen in the AlphaSMS cabinet only."),
        Standing.UNFINISHED: tr("Write the address to go on."),
        Standing.UNTESTED: tr("Not tested yet: nobody knows whether keys will arrive."),
        Standing.ELSEWHERE: tr("Keys stay with your system; results are asked for."),
    }[standing]

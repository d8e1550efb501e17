"""Troubles as sentences: what happened and what it means, then what to do.

The service's own words stand behind a sentence, never alone.
"""

from collections.abc import Mapping
from types import MappingProxyType

from alphasms_desktop.domain.errors import Family, Kind, Trouble
from alphasms_desktop.i18n import tr
from alphasms_desktop.wording.check_troubles import OF_CHECKS_ALONE
from alphasms_desktop.wording.computer_troubles import OF_THE_COMPUTER
from alphasms_desktop.wording.finer_troubles import FINER
from alphasms_desktop.wording.input_troubles import OF_INPUT
from alphasms_desktop.wording.relay_troubles import OF_THE_RELAY
from alphasms_desktop.wording.run_troubles import OF_A_RUN, OF_RECEIVING
from alphasms_desktop.wording.service_troubles import OF_THE_SERVICE
from alphasms_desktop.wording.texts import template_fault_sentence

_TROUBLES: dict[Kind, str] = {
    **OF_THE_SERVICE,
    **OF_A_RUN,
    **OF_RECEIVING,
    **OF_INPUT,
    **OF_THE_COMPUTER,
    **OF_CHECKS_ALONE,
}

_NOTHING: Mapping[Kind, str] = MappingProxyType({})


def trouble_sentence(trouble: Trouble, instead: Mapping[Kind, str] = _NOTHING) -> str:
    """Say what happened, what it means and what to do, without the other side's own words.

    `instead` has sentences for those who mend it in another way.
    """
    which = trouble.kind, trouble.values.get("what", "")
    finer = FINER.get(which) or OF_THE_RELAY.get(which)
    values = trouble.values
    if trouble.kind is Kind.BAD_TEXT:
        told = template_fault_sentence(values.get("problem", ""), trouble.detail)
        values = {**values, "what": told}
    usual = instead.get(trouble.kind) or _TROUBLES[trouble.kind]
    return tr(finer or usual).format_map(_Filled(values))


def service_words(trouble: Trouble) -> str:
    """Return the line that stands small below a sentence: the other side's own words, or nothing.

    Only the service's texts are worth a user's reading; a library's complaint belongs in the log.
    """
    theirs = trouble.family in {
        Family.ACCOUNT,
        Family.MONEY,
        Family.AUDIO,
        Family.CONFIGURATION,
        Family.RECIPIENT,
    }
    return (
        tr("AlphaSMS says: “{text}”").format(text=trouble.detail)
        if theirs and trouble.detail
        else ""
    )


class _Filled(dict[str, str]):
    """Values for a sentence; one that is missing shows as an ellipsis and breaks nothing."""

    def __missing__(self, key: str) -> str:
        return "…"

"""Copies of the data file in words."""

from alphasms_desktop.domain.backup import Backup, Restored
from alphasms_desktop.domain.erasing import Erased
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.wording.moments import moment


def backup_name(backup: Backup) -> str:
    """Name a copy by its moment and size: what a user chooses by."""
    holds = ntr("{n} campaign", "{n} campaigns", backup.campaigns)
    made_at = moment(backup.made_at)
    return f"{made_at} · {holds}"


def erased_sentence(erased: Erased) -> str:
    """Say how many people of how many campaigns were erased."""
    if not erased.people:
        return tr("There was nobody to erase.")
    people = ntr("People erased: {n}", "People erased: {n}", erased.people)
    campaigns = ntr("campaigns: {n}", "campaigns: {n}", erased.campaigns)
    return tr("{people}, {campaigns}. The counts are kept.").format(
        people=people, campaigns=campaigns
    )


def restored_sentences(restored: Restored) -> list[str]:
    """Say what was done with the damaged file, and who may have been called since the copy."""
    said = [tr("Done. The damaged file is kept in “{path}”.").format(path=restored.set_aside)]
    if restored.in_doubt:
        said.append(
            ntr(
                "{n} person may have been called after the copy was made; the call is shown as in "
                "doubt and is not repeated unless you say so.",
                "{n} people may have been called after the copy was made; the calls are shown as "
                "in doubt and are not repeated unless you say so.",
                restored.in_doubt,
            )
        )
    return said

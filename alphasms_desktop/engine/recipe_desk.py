"""Fast ways to a campaign: the draft at hand, templates, and what an earlier campaign leads to."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import PurePath
from typing import Protocol

from alphasms_desktop.domain.attempt import State, Why
from alphasms_desktop.domain.campaign import UNDER_WAY, Campaign, Phase
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.follow_up import Chosen, ChosenCount
from alphasms_desktop.domain.recipe import Recipe, Template, recipe_of
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.engine.desk_ports import CampaignStore, ListStore, Ownership
from alphasms_desktop.engine.ports import Clock

NOT_REACHED = frozenset({State.NO_ANSWER, State.BUSY, State.FAILED})
"""Who may be called once more: nobody of whose call it is not known how it ended."""

_LATELY = timedelta(days=1)
_WAITING = frozenset({State.QUEUED})
_SKIPPED_AT_ONCE = 500


class RecipeStore(Protocol):
    """Where recipes are kept."""

    def draft(self) -> Recipe | None:
        """Return the draft, or None."""
        ...

    def keep_draft(self, draft: Recipe | None) -> None:
        """Keep the draft; None forgets it."""
        ...

    def templates(self) -> list[Template]:
        """Return the templates, by name."""
        ...

    def keep_template(self, name: str, kept: Recipe, is_emergency: bool = False) -> int:
        """Keep a recipe under a name."""
        ...

    def texts(self) -> list[Template]:
        """Return the texts kept to be used again, by name."""
        ...

    def keep_text(self, name: str, kept: Recipe) -> int:
        """Keep the text of a recipe under a name."""
        ...

    def remove_template(self, template_id: int) -> None:
        """Take a template away."""
        ...

    def bring_back_template(self, template_id: int) -> None:
        """Take a removal back."""
        ...

    def unused_lists(self) -> list[int]:
        """Return lists that nothing holds on to."""
        ...


class FollowUpStore(Protocol):
    """Where people of earlier campaigns are chosen."""

    def count(self, campaign_id: int, chosen: Chosen) -> ChosenCount:
        """Count whom a next campaign would call."""
        ...

    def make_list(self, campaign_id: int, chosen: Chosen) -> int:
        """Copy the chosen people to a new list; returns its id."""
        ...


@dataclass(frozen=True)
class RecipeDesk:
    """Recipes are kept, found and made of campaigns here."""

    kept: RecipeStore
    campaigns: CampaignStore
    lists: ListStore
    follow_ups: FollowUpStore
    clock: Clock
    ownership: Ownership

    def repeat(self, campaign_id: int) -> Recipe:
        """Return the recipe of a campaign without its people; raises TroubleError.

        A name that was only that of the old file goes: the next file brings its own.
        """
        campaign = self.campaigns.get(campaign_id)
        made = recipe_of(campaign)
        return replace(made, name="") if campaign.name == self._file_name(campaign) else made

    def _file_name(self, campaign: Campaign) -> str:
        """Return the name of the file whose people were called; empty where it is not kept."""
        try:
            return PurePath(self.lists.get(campaign.list_id).head.source).stem
        except TroubleError:
            return ""

    def not_reached(self, campaign_id: int, name: str) -> Recipe:
        """Return the recipe that calls those again whom a campaign did not reach.

        Whoever has heard the message in another campaign meanwhile is left out. They become a
        list of their own; raises TroubleError.
        """
        return self.follow_up(campaign_id, Chosen(NOT_REACHED), name)

    def follow_up(self, campaign_id: int, chosen: Chosen, name: str) -> Recipe:
        """Return the recipe for chosen people of a campaign, with its message or without one.

        They become a list of their own; raises TroubleError, NOBODY_LEFT where there are none.
        """
        campaign = self.campaigns.get(campaign_id)
        if not self.follow_ups.count(campaign_id, chosen).people:
            raise TroubleError(Kind.NOBODY_LEFT, campaign=campaign.name)
        list_id = self.follow_ups.make_list(campaign_id, chosen)
        made = replace(recipe_of(campaign, list_id), name=name)
        if made.rules.purpose is Purpose.NOTICE:
            # All of them were called a while ago: the rule would leave everybody out.
            made = _with_days(made, 0)
        return made if chosen.same_message else replace(made, recording=None, composition=None)

    def take_waiting(self, campaign_id: int) -> Recipe:
        """Stop a campaign that is not running; returns the recipe for those it has not called.

        They wait there no more, so that no resumption calls them a second time. Raises
        TroubleError: IN_USE, or NOBODY_LEFT.
        """
        journal = self.ownership.take_over(campaign_id)
        try:
            old = self.campaigns.get(campaign_id)
            made = self.follow_up(campaign_id, Chosen(_WAITING), old.name)
            recipe = _with_days(made, old.rules.not_again_within_days)
            while journal.skip_waiting(Why.TAKEN_OVER, _SKIPPED_AT_ONCE):
                pass
            journal.set_phase(Phase.STOPPED)
        finally:
            journal.release()
        return recipe

    def keep_as_template(self, campaign_id: int, name: str, is_emergency: bool) -> int:
        """Keep a campaign's list, hours, pace and message as a template.

        An emergency template has no message: it is spoken when it is needed.
        """
        campaign = self.campaigns.get(campaign_id)
        recipe = recipe_of(campaign, campaign.list_id)
        if is_emergency:
            recipe = replace(recipe, recording=None, composition=None, text=None)
            # Of an accident everybody is told, whatever they were told a while ago.
            recipe = _with_days(recipe, 0)
        return self.kept.keep_template(name, recipe, is_emergency)

    def alike(self, fingerprint: str, list_source: str) -> list[Campaign]:
        """Return campaigns with this message and contact file that run, or began within a day."""
        since = self.clock.now() - _LATELY
        found = [one.campaign for one in self.campaigns.summaries()]
        same = [one for one in found if one.recording.fingerprint == fingerprint]
        late = [one for one in same if one.phase in UNDER_WAY or one.created_at > since]
        return [one for one in late if self.lists.get(one.list_id).head.source == list_source]

    def clear_unused_lists(self) -> int:
        """Remove imported lists that nothing holds on to; returns how many."""
        unused = self.kept.unused_lists()
        for list_id in unused:
            self.lists.remove(list_id)
        return len(unused)


def _with_days(recipe: Recipe, days: int) -> Recipe:
    """Return a recipe that spares whoever was called within so many days."""
    return replace(recipe, rules=replace(recipe.rules, not_again_within_days=days))

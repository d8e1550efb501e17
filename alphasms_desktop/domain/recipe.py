"""What a campaign is put together of, kept apart from any: a draft, a template, a repetition."""

from dataclasses import dataclass, field, replace

from alphasms_desktop.domain.campaign import Campaign
from alphasms_desktop.domain.clips import Composition
from alphasms_desktop.domain.message import Fallback, Recording, TextMessage
from alphasms_desktop.domain.rules import Rules


@dataclass(frozen=True)
class Recipe:
    """The choices of a new campaign; what is None is still to be chosen.

    `asks_first` is whether the first calls are looked at before the rest, None for what is usual
    for so many people.
    """

    name: str = ""
    list_id: int | None = None
    recording: Recording | None = None
    composition: Composition | None = None
    rules: Rules = field(default_factory=Rules)
    asks_first: bool | None = None
    text: TextMessage | None = None
    fallbacks: tuple[Fallback, ...] = ()

    @property
    def is_begun(self) -> bool:
        """Whether anything was chosen that somebody would miss."""
        return self.list_id is not None or self.recording is not None


@dataclass(frozen=True)
class Template:
    """A recipe under a name; an emergency one is kept without a message, which is spoken anew."""

    id: int
    name: str
    recipe: Recipe
    is_emergency: bool = False


def recipe_of(campaign: Campaign, list_id: int | None = None) -> Recipe:
    """Return the recipe that repeats a campaign, now and with another list or none yet."""
    return Recipe(
        name=campaign.name,
        list_id=list_id,
        recording=campaign.recording,
        composition=campaign.composition,
        rules=replace(campaign.rules, start=None, deadline=None, despite_hours=None),
        asks_first=campaign.rules.canary is not None,
        text=campaign.text,
        fallbacks=campaign.fallbacks,
    )

"""Menus of campaigns: fast ways to a new one, and what can be done with an old one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from alphasms_desktop.domain.campaign import UNDER_WAY, CampaignKind
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.recipe import Template
from alphasms_desktop.engine.recipe_desk import NOT_REACHED
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.tables.campaign_row import CampaignRow
from alphasms_desktop.ui.widgets.basics import spelled

_Answer = TypeVar("_Answer")


class CampaignActions(QObject):
    """Makes the menus and does what they say.

    Signals: `recipe_ready(object)`: a new campaign is to be begun with this Recipe;
    `emergency_asked(object)`: with this one, its message spoken now; `quick_asked()`: one call to
    one phone; `opened(int)`; `undoable(str, object)`: what was done, and what takes it back;
    `changed()`: the campaigns are to be read anew; `failed(object)`: a Trouble.
    """

    recipe_ready = Signal(object)
    emergency_asked = Signal(object)
    quick_asked = Signal()
    opened = Signal(int)
    undoable = Signal(str, object)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, page: QWidget, context: Context) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self.ways = QMenu(page)
        self.ways.aboutToShow.connect(self.read_templates)
        self._fill_ways(())

    def read_templates(self) -> None:
        """Read the templates for the menu of ways."""
        self._do(self._context.workspace.recipes.kept.templates, self._fill_ways)

    def menu_of(self, one: CampaignRow) -> QMenu:
        """Make the menu of a campaign."""
        made = QMenu(self._page)
        self._add(made, tr("Open"), lambda: self.opened.emit(one.id))
        made.addSeparator()
        is_mass = one.summary.campaign.kind is CampaignKind.MASS
        if is_mass:
            self._add(made, tr("Repeat with a new file…"), lambda: self.repeat(one.id))
        missed = sum(one.summary.tally[state] for state in NOT_REACHED)
        calls = ntr("Call those not reached: {n}", "Call those not reached: {n}", missed)
        again = self._add(made, calls, lambda: self.call_not_reached(one))
        again.setEnabled(missed > 0 and one.phase not in UNDER_WAY)
        if is_mass:
            made.addSeparator()
            self._add(made, tr("Save as a template…"), lambda: self._ask_name(one, False))
            self._add(made, tr("Save as an emergency…"), lambda: self._ask_name(one, True))
        made.addSeparator()
        if one.summary.campaign.is_archived:
            self._add(made, tr("Bring back from the archive"), lambda: self.archive(one, False))
        else:
            text = tr("Move to the archive")
            if one.is_owned:
                text = tr("Move to the archive: when it has ended")
            archive = self._add(made, text, lambda: self.archive(one, True))
            archive.setEnabled(not one.is_owned)
        return made

    def repeat(self, campaign_id: int) -> None:
        """Begin a new campaign like an old one, with people still to choose."""
        desk = self._context.workspace.recipes
        self._do(lambda: desk.repeat(campaign_id), self.recipe_ready.emit)

    def call_not_reached(self, one: CampaignRow) -> None:
        """Begin a new campaign with those an old one did not reach."""
        desk = self._context.workspace.recipes
        name = tr("{name}, not reached").format(name=one.name)
        self._do(lambda: desk.not_reached(one.id, name), self.recipe_ready.emit)

    def keep_as_template(self, campaign_id: int, name: str, is_emergency: bool) -> None:
        """Keep a campaign's choices under a name; an empty one keeps nothing."""
        desk, name = self._context.workspace.recipes, name.strip()

        def done(template_id: int) -> None:
            self.read_templates()
            said = tr("The template “{name}” stands in “Other ways” on the page of campaigns.")
            take_back = partial(self._do, partial(desk.kept.remove_template, template_id), _nothing)
            self.undoable.emit(said.format(name=name), take_back)

        if name:
            self._do(lambda: desk.keep_as_template(campaign_id, name, is_emergency), done)

    def archive(self, one: CampaignRow, is_archived: bool) -> None:
        """Put a campaign out of sight, or back; either can be taken back."""
        desk = self._context.workspace.campaigns

        def done(_nothing: None) -> None:
            self.changed.emit()
            if is_archived:
                said = tr("“{name}” is in the archive.").format(name=one.name)
                self.undoable.emit(said, lambda: self.archive(one, False))

        self._do(lambda: desk.archive(one.id, is_archived), done)

    def remove_template(self, template: Template) -> None:
        """Take a template away, which can be taken back."""
        kept = self._context.workspace.recipes.kept

        def done(_nothing: None) -> None:
            said = tr("The template “{name}” was removed.").format(name=template.name)
            self.undoable.emit(said, lambda: self._bring_back(template))

        self._do(lambda: kept.remove_template(template.id), done)

    def _bring_back(self, template: Template) -> None:
        kept = self._context.workspace.recipes.kept
        self._do(lambda: kept.bring_back_template(template.id), lambda _nothing: None)

    def _fill_ways(self, templates: Sequence[Template]) -> None:
        self.ways.clear()
        self._add(self.ways, tr("Call one person…"), self.quick_asked.emit)
        emergencies = [one for one in templates if one.is_emergency]
        usual = [one for one in templates if not one.is_emergency]
        if emergencies:
            _head(self.ways, tr("Emergency: speak and call"))
        for one in emergencies:
            self._add(self.ways, _name(one), partial(self.emergency_asked.emit, one.recipe))
        if usual:
            _head(self.ways, tr("Templates"))
        for one in usual:
            self._add(self.ways, _name(one), partial(self.recipe_ready.emit, one.recipe))
        if templates:
            self.ways.addSeparator()
            removing = self.ways.addMenu(tr("Remove a template"))
            for one in templates:
                self._add(removing, _name(one), partial(self.remove_template, one))

    def _ask_name(self, one: CampaignRow, is_emergency: bool) -> None:
        title = tr("Save as an emergency") if is_emergency else tr("Save as a template")
        name, is_given = QInputDialog.getText(
            self._page, title, tr("Name of the template"), text=one.name
        )
        if is_given:
            self.keep_as_template(one.id, name, is_emergency)

    def _add(self, menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda _on=False: act())
        return action

    def _do(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        def fail(trouble: Trouble) -> None:
            self.failed.emit(trouble)

        ask_for(self._page, self._context.bridge, work, done, fail)


def _head(menu: QMenu, text: str) -> None:
    """Say what the next entries are; a section of Qt's own is a mere line in our dress."""
    menu.addSeparator()
    menu.addAction(text).setEnabled(False)


def _nothing(_answer: object) -> None:
    """Do nothing more."""


def _name(template: Template) -> str:
    return spelled(template.name)

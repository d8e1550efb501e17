"""Pages of an office that makes real calls, with campaigns of some days; nobody is called."""

from pathlib import Path

from seed import seed
from stage import SAMPLE, Look, Stage

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.ui.tables.campaign_row import CampaignRow

_IN_DOUBT = frozenset({State.UNCONFIRMED})


def show_real(data: Path, look: Look) -> None:
    """Photograph what an office sees after some days: campaigns, their ends, lists, settings."""
    ids = seed(data)
    stage = Stage(data, look, Mode.REAL)
    window = stage.window
    stage.settle(0.5)
    stage.photograph("0-campaigns")
    window.show_live(ids["live"])
    stage.settle(0.5)
    stage.photograph("5-live-dark" if look.dark else "5-live")
    window.live.tabs.choose(1)
    stage.wait_until(lambda: bool(window.live.charts.cards), "the charts")
    stage.settle(0.4)
    stage.photograph("5b-charts")
    window.live.tabs.choose(0)
    window.live.tiles.chosen.emit(_IN_DOUBT)
    window.live.tiles.choose(_IN_DOUBT)
    stage.settle(0.3)
    window.live.table.choose_row(0)
    stage.wait_until(window.live.details.isVisible, "the details")
    stage.photograph("8-call-details")
    window.show_live(ids["paused"])
    stage.settle(0.4)
    stage.photograph("5-live-paused")
    window.open_campaign(ids["finished"])
    stage.wait_until(window.finished.isVisible, "the finished page")
    stage.settle(0.6)
    stage.photograph("10-finished")
    window.finished.tabs.choose(1)
    stage.wait_until(lambda: bool(window.finished.charts.cards), "the charts")
    stage.settle(0.4)
    stage.photograph("10b-finished-charts")
    window.finished.tabs.choose(0)
    window.finished.follow_up(frozenset(), frozenset({"2"}))
    stage.settle(0.5)
    _photograph_dialog(stage, "10c-follow-up")
    window.finished.compare()
    stage.settle(0.6)
    _photograph_dialog(stage, "10d-comparison")
    _archive(stage, ids["finished"])
    _new_campaign(stage)
    _lists(stage)
    _settings(stage)
    stage.close()


def _archive(stage: Stage, campaign_id: int) -> None:
    """Photograph a campaign put out of sight, and the archive that holds it."""
    window = stage.window
    window.show_home()
    stage.settle(0.5)
    home = window.home
    one = CampaignRow(window._context.workspace.campaigns.summary(campaign_id), is_owned=False)
    home.actions_here.archive(one, True)
    stage.wait_until(home.undo.isVisible, "the undo")
    stage.photograph("0-campaigns-archived")
    home.chips.choose(len(home.chips.group.buttons()) - 1)
    stage.settle(0.3)
    stage.photograph("0-archive")
    home.actions_here.archive(one, False)
    home.chips.choose(0)
    stage.settle(0.3)


def _new_campaign(stage: Stage) -> None:
    """Photograph the steps as they are where people would really be called; nothing is started."""
    wizard = stage.window.wizard
    stage.window.new_campaign()
    wizard.open_file(SAMPLE / "contacts.xlsx")
    stage.wait_until(lambda: wizard.plan.contacts is not None, "the contacts")
    stage.settle(0.3)
    stage.photograph("1-contacts-real")
    wizard.forward()
    wizard.open_file(SAMPLE / "recording.m4a")
    stage.wait_until(lambda: wizard.plan.recording is not None, "the recording")
    stage.photograph("2-message-real")
    wizard.forward()
    stage.photograph("3-options-real")
    if stage.show_end_of(wizard):
        stage.photograph("3-options-real-end")
    wizard.forward()
    stage.wait_until(lambda: wizard.review.isVisible(), "the review")
    stage.settle(1.0)
    stage.photograph("4-review-real")
    stage.window.show_home()
    stage.settle(0.3)


def _lists(stage: Stage) -> None:
    """Photograph the office's own lists: empty, full, with a person, and who must not be called."""
    window = stage.window
    window.show_place("contacts")
    stage.settle(0.4)
    stage.photograph("14-contacts-empty")
    window.contacts.list_actions.import_as(SAMPLE / "contacts.xlsx", "Пацієнти")
    stage.wait_until(lambda: window.contacts.chosen() is not None, "the list")
    stage.settle(0.5)
    stage.photograph("14-contacts")
    window.contacts.table.setCurrentIndex(window.contacts.table.model().index(2, 1))
    stage.wait_until(window.contacts.person.isVisible, "the person")
    stage.photograph("14-contacts-person")
    window.contacts.search.setText("Шев")
    stage.settle(0.8)
    stage.photograph("14-contacts-found")
    window.show_place("do_not_call")
    stage.settle(0.4)
    stage.photograph("15-do-not-call-empty")
    for phone, why in (("0501234567", "просив телефоном"), ("067 765-43-21", "")):
        window.do_not_call.phone.setText(phone)
        window.do_not_call.reason.setText(why)
        window.do_not_call.add()
        stage.settle(0.3)
    window.do_not_call.phone.setText("12345")
    window.do_not_call.add()
    stage.settle(0.3)
    stage.photograph("15-do-not-call")


def _settings(stage: Stage) -> None:
    """Photograph every section of the settings, from its top to its end."""
    window, page = stage.window, stage.window.settings_page
    window.show_settings()
    stage.settle(0.5)
    for at in range(len(page.sections.buttons())):
        page.open_section(at)
        stage.settle(0.4)
        stage.photograph(f"7-settings-{at}")
        if stage.show_end_of(page.pages):
            stage.photograph(f"7-settings-{at}-end")
    window.set_up_receiving()
    for at, way in enumerate(page.receiving.ways.buttons()):
        way.click()
        stage.settle(0.3)
        stage.photograph(f"7-settings-receiving-{at}")
        if stage.show_end_of(page.pages):
            stage.photograph(f"7-settings-receiving-{at}-end")


def _photograph_dialog(stage: Stage, name: str) -> None:
    dialog = stage.window.finished.dialog
    assert dialog is not None
    stage.photograph(name, dialog)
    dialog.close()

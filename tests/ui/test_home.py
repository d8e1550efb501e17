"""The first page: what waits for the user, the filter, the table, what comes of a running one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPushButton

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Campaign, CampaignSummary, Mode, Phase, Tally
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.rules import Purpose, Rules, Start
from alphasms_desktop.engine.orders import RunEnd
from alphasms_desktop.store import open_store
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.home import HomePage
from alphasms_desktop.ui.tables import campaigns as table
from alphasms_desktop.ui.tables.campaign_row import CampaignRow
from alphasms_desktop.ui.tables.unfinished import Want
from alphasms_desktop.ui.widgets.basics import Banner
from tests.fakes import RECORDING, SERVICE, make_campaign, workspace_with

KYIV = ZoneInfo("Europe/Kyiv")


def summary(campaign_id=1, name="Visit", phase=Phase.FINISHED, counts=None, trouble=None):
    made = datetime(2025, 3, 4, 9, 5, tzinfo=UTC)
    campaign = Campaign(
        campaign_id, name, Mode.REAL, SERVICE, 1, RECORDING, Rules(), phase, made, trouble
    )
    return CampaignSummary(campaign, Tally(counts or {State.ANSWERED: 1}, Decimal("0.48")), 0, 0)


class Desk:
    """Stands in for the desk of campaigns where a test wants certain counts."""

    def __init__(self, *summaries, running=()):
        self.shown = list(summaries)
        self.running = set(running)
        self.trouble = None

    def summaries(self):
        if self.trouble:
            raise TroubleError(self.trouble)
        return self.shown

    def is_running(self, campaign_id):
        return campaign_id in self.running

    def estimate_one(self, campaign):
        return Decimal("0.50")


@pytest.fixture
def home(qtbot, context):
    """Return what opens the page, over the real workspace or over a desk."""

    def open_page(desk=None):
        surroundings = context
        if desk:
            workspace = workspace_with(context.workspace, campaigns=desk)
            surroundings = Context(workspace, context.bridge, context.runs)
        page = HomePage(surroundings)
        qtbot.addWidget(page)
        page.resize(1072, 800)
        page.show()
        qtbot.waitUntil(lambda: page.state.currentWidget() is not page._loading)
        # A layout shows what was put into it with the next turn of the loop.
        QCoreApplication.sendPostedEvents()
        return page

    return open_page


def banners(page):
    return [one for one in page.findChildren(Banner) if one.isVisible()]


def shown_names(page):
    model = page.table.model()
    rows = range(model.rowCount())
    return [model.index(row, 0).data() for row in rows if not page.table.isRowHidden(row)]


def test_without_campaigns_the_page_offers_the_first_one(home, qtbot):
    page = home()

    assert page.state.currentWidget() is page._empty
    example, first = page._empty.findChildren(QPushButton)
    with qtbot.waitSignal(page.sample_asked):
        example.click()
    with qtbot.waitSignal(page.new_asked):
        first.click()


def test_campaigns_of_the_store_are_listed(home, context, tmp_path):
    store = open_store(tmp_path / "data")
    campaign_id = make_campaign(store, recipients=12)
    store.close()

    page = home()

    assert shown_names(page) == ["Test"]
    assert page.table.text_of(campaign_id, table.STATE) == "Draft"
    assert page.table.text_of(campaign_id, table.ANSWERED) == "—"


def test_a_store_that_cannot_be_read_says_so_and_is_read_again(home, qtbot):
    desk = Desk(summary())
    desk.trouble = Kind.DISK_FULL
    page = home(desk)
    assert page.state.currentWidget() is page._failed
    assert page._error.text().startswith("The disk is full")

    desk.trouble = None
    (again,) = page._failed.findChildren(QPushButton)
    again.click()

    qtbot.waitUntil(lambda: shown_names(page) == ["Visit"])


def test_double_click_and_enter_open_a_campaign(home, qtbot):
    page = home(Desk(summary(7)))
    page.table.selectRow(0)
    page.table.setCurrentIndex(page.table.model().index(0, 0))

    with qtbot.waitSignal(page.opened) as told:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)

    assert told.args == [7]


def test_an_interrupted_campaign_can_be_gone_on_with(home, qtbot):
    counts = {State.ANSWERED: 212, State.UNCONFIRMED: 0, State.SENDING: 1, State.QUEUED: 127}
    page = home(Desk(summary(3, "Water", Phase.RUNNING, counts)))

    (banner,) = banners(page)
    assert banner.title.text() == "“Water” was interrupted"
    assert banner.text.text() == "212 handed over · 1 in doubt · 127 waiting."
    assert banner.button.text() == "Resume: 127 calls"
    assert page.table.text_of(3, table.STATE) == "Interrupted"
    with qtbot.waitSignal(page.resume_asked) as told:
        banner.button.click()
    assert told.args == [3]


def test_what_another_process_runs_is_not_interrupted(home):
    page = home(Desk(summary(3, "Water", Phase.RUNNING, {State.QUEUED: 9}), running=[3]))

    assert banners(page) == []
    assert page.table.text_of(3, table.STATE) == "Running"


def test_a_pause_for_money_says_its_reason_and_how_many_calls_wait(home, qtbot):
    counts = {State.ANSWERED: 38, State.NO_ANSWER: 6, State.QUEUED: 52}
    page = home(Desk(summary(2, "Parcel", Phase.PAUSED, counts, Trouble(Kind.NO_MONEY))))

    (banner,) = banners(page)
    assert banner.title.text() == "“Parcel” is paused: not enough money"
    assert banner.button.text() == "Resume: 52 calls"
    assert page.table.text_of(2, table.STATE) == "Paused: not enough money"
    assert page.table.text_of(2, table.ANSWERED) == "38 of 44 · 86%"


def test_a_pause_for_money_says_when_the_balance_will_do_again(home, qtbot):
    counts = {State.ANSWERED: 38, State.QUEUED: 52}
    page = home(Desk(summary(2, "Parcel", Phase.PAUSED, counts, Trouble(Kind.NO_MONEY))))

    def said() -> str:
        return " ".join(banner.text.text() for banner in banners(page))

    page.note_balance(Balance(Decimal("25.99"), "UAH"))
    page._context.bridge.settle()
    qtbot.waitUntil(lambda: "balance is too low" in said())
    page.note_balance(Balance(Decimal("26.00"), "UAH"))
    qtbot.waitUntil(lambda: "now it is enough" in said())


def test_a_start_that_was_set_says_when_for_about_how_much_and_whether_the_balance_will_do(
    home, qtbot
):
    one = summary(2, "Sale", Phase.SCHEDULED, {State.QUEUED: 100})
    at = datetime.now(UTC) + timedelta(days=4, hours=2, minutes=1)
    ahead = replace(one.campaign, rules=Rules(start=Start(at), purpose=Purpose.ADVERTISING))
    page = home(Desk(replace(one, campaign=ahead, tally=Tally(one.tally.counts))))
    assert page.table.text_of(2, table.STATE) == "Scheduled"
    assert page.table.text_of(2, table.SPENT) == "estimate 50"
    assert page.table.text_of(2, table.BEGAN) == f"{at.astimezone(KYIV):%d.%m at %H:%M}"
    row = page._rows[2]
    assert (row.until_start, row.details[-13:]) == ("in 4 d 2 h", "· advertising")
    assert banners(page) == []
    page.note_balance(Balance(Decimal("49.99"), "UAH"))
    qtbot.waitUntil(lambda: len(banners(page)) == 1)
    assert banners(page)[0].title.text() == "The balance may not be enough for “Sale”"


def test_delete_archives_a_campaign_and_leaves_one_that_runs(home, qtbot):
    page = home(Desk(summary(1), summary(2, phase=Phase.RUNNING), running={2}))
    archived = []
    page.actions_here.archive = lambda one, is_archived: archived.append((one.id, is_archived))
    for place in (0, 1):
        page.table.selectRow(place)
        qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert archived == [(1, True)]


def test_calls_in_doubt_are_offered_for_review(home, qtbot):
    page = home(Desk(summary(1, "Visit", counts={State.ANSWERED: 5, State.UNCONFIRMED: 7})))

    (banner,) = banners(page)
    assert banner.title.text() == "In doubt: 7 calls in “Visit”"
    with qtbot.waitSignal(page.review_asked) as told:
        banner.button.click()
    assert told.args == [1]


def test_a_name_with_braces_is_shown_as_it_is(home):
    page = home(Desk(summary(1, "{n} {x}", counts={State.UNCONFIRMED: 1})))

    (banner,) = banners(page)
    assert banner.title.text() == "In doubt: 1 call in “{n} {x}”"


def test_a_draft_leads_to_its_page_and_calls_nobody(home, qtbot):
    page = home(Desk(summary(4, "Sale", Phase.DRAFT, {State.QUEUED: 870})))

    (banner,) = banners(page)
    with qtbot.waitSignal(page.opened) as told:
        banner.button.click()
    assert told.args == [4]


def test_many_unfinished_things_leave_room_for_the_table(home):
    page = home(
        Desk(*(summary(one, f"C{one}", counts={State.UNCONFIRMED: 1}) for one in range(1, 7)))
    )

    assert len(banners(page)) == 3
    more = next(one for one in page.findChildren(QPushButton) if "3 more" in one.text())
    more.click()
    assert page.chips.group.checkedId() == 2


def test_chips_count_and_filter(home, qtbot):
    page = home(
        Desk(
            summary(1, "Running", Phase.RUNNING, {State.QUEUED: 5}),
            summary(2, "Paused", Phase.PAUSED, {State.QUEUED: 5}),
            summary(3, "Done"),
            running=[1],
        )
    )
    chips = [one.text() for one in page.chips.group.buttons() if not one.isHidden()]
    assert chips == ["All", "Running 1", "Waiting for a decision 1"]

    page.chips.choose(1)
    assert shown_names(page) == ["Running"]
    page.chips.choose(2)
    assert shown_names(page) == ["Paused"]
    page.chips.choose(0)
    assert shown_names(page) == ["Running", "Paused", "Done"]


def test_search_finds_by_any_part_of_the_name_and_any_apostrophe(home):
    page = home(Desk(summary(1, "Чорна п’ятниця"), summary(2, "Other")))

    page.search.setText("П'ЯТ")
    assert shown_names(page) == ["Чорна п’ятниця"]

    page.search.setText("nothing like it")
    assert shown_names(page) == []
    assert page._nothing_fits.isVisible()
    assert page._nothing_fits.text() == "No campaign fits the filter."


def test_a_running_campaign_changes_its_row_alone(home, context, monkeypatch):
    running = summary(1, "Visit", Phase.RUNNING, {State.QUEUED: 10})
    page = home(Desk(running, summary(2, "Done"), running=[1]))
    monkeypatch.setattr(
        page.table, "show_rows", lambda _rows: pytest.fail("the table was refilled")
    )

    tally = Tally({State.ANSWERED: 3, State.NO_ANSWER: 1, State.QUEUED: 6}, Decimal("1.60"))
    context.runs.changed.emit(1, {}, tally)

    assert page.table.text_of(1, table.ANSWERED) == "3 of 4 · 75%"
    assert page.table.text_of(1, table.SPENT) == "1.60"
    assert page.table.text_of(2, table.STATE) == "Finished"


def test_a_pause_and_the_end_of_a_run_are_seen_at_once(home, context, qtbot):
    desk = Desk(summary(1, "Visit", Phase.RUNNING, {State.QUEUED: 10}), running=[1])
    page = home(desk)

    context.runs.phase_changed.emit(1, Phase.PAUSED, Trouble(Kind.UNREACHABLE))
    assert page.table.text_of(1, table.STATE) == "Paused: no connection"
    qtbot.waitUntil(lambda: [one.button.text() for one in banners(page)] == ["Resume: 10 calls"])

    done = Tally({State.ANSWERED: 10}, Decimal(4))
    desk.shown = [CampaignSummary(summary(1).campaign, done, 0, 0)]
    desk.running = set()
    context.runs.ended.emit(1, RunEnd(Phase.FINISHED, None, done))
    assert page.table.text_of(1, table.STATE) == "Finished"
    assert page.table.text_of(1, table.ANSWERED) == "10 · 100%"
    assert banners(page) == []
    qtbot.waitUntil(lambda: page._asked == 2 and page.table.text_of(1, table.STATE) == "Finished")


def test_a_campaign_made_meanwhile_appears(home, context, qtbot):
    desk = Desk(summary(1, "Visit"))
    page = home(desk)

    desk.shown = [summary(2, "New", Phase.RUNNING), *desk.shown]
    desk.running = {2}
    context.runs.changed.emit(2, {}, Tally({State.QUEUED: 1}))

    qtbot.waitUntil(lambda: shown_names(page) == ["New", "Visit"])


def test_the_chosen_row_stays_chosen_when_the_list_is_read_again(home, qtbot):
    desk = Desk(summary(1, "One"), summary(2, "Two"))
    page = home(desk)
    page.table.selectRow(1)

    desk.shown = [summary(3, "Three"), *desk.shown]
    page.refresh()

    qtbot.waitUntil(lambda: len(shown_names(page)) == 3)
    assert page.table.chosen_id() == 2


def test_in_a_narrow_window_the_name_keeps_its_room(home, qtbot):
    page = home(Desk(summary(1, "A campaign with a name of usual length")))

    page.resize(816, 640)

    qtbot.waitUntil(lambda: page.table.viewport().width() < 800)
    assert page.table.columnWidth(table.NAME) >= 200


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({State.ANSWERED: 337, State.NO_ANSWER: 60, State.REJECTED: 19}, "337 · 81%"),
        ({State.ANSWERED: 709, State.NO_ANSWER: 207, State.QUEUED: 1}, "709 of 916 · 77%"),
        ({State.ANSWERED: 999, State.BUSY: 1}, "999 · 99%"),
        ({State.ANSWERED: 413, State.NO_ANSWER: 155, State.SKIPPED: 602}, "413 · 73%"),
        ({State.ANSWERED: 1}, "1"),
        ({State.QUEUED: 4}, "—"),
        ({State.REJECTED: 4}, "—"),
    ],
)
def test_a_share_says_of_what(counts, words):
    assert CampaignRow(summary(counts=counts), False).answered == words


def test_unknown_money_is_a_dash_and_no_zero():
    bare = summary()
    without = replace(bare, tally=Tally({State.QUEUED: 1}))

    assert CampaignRow(without, False).spent == "—"
    assert CampaignRow(bare, False).spent == "0.48"


def test_an_interrupted_campaign_with_nobody_left_waits_for_results_only():
    row = CampaignRow(summary(phase=Phase.RUNNING, counts={State.ACCEPTED: 3}), False)

    (thing,) = row.unfinished()
    assert thing.want is Want.RESUME
    assert thing.action == "Resume: wait for the results"


def test_a_row_is_one_sentence_for_a_screen_reader(home):
    page = home(Desk(summary(1, "Visit")))

    cell = page.table.model().index(0, table.ANSWERED)
    spoken = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Visit, Finished, Recording 0:10 · 1 recipient, answered: 1")


def test_when_all_is_in_the_archive_the_list_says_so(home):
    one = summary(1)
    page = home(Desk(replace(one, campaign=replace(one.campaign, is_archived=True))))
    assert page._nothing_fits.text() == "All campaigns are in the archive."
    assert page._nothing_fits.isVisible()

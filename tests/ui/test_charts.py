"""The charts: drawn when there are results, the same numbers as a table, light and dark."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.statistics import Bucket, Share, Span, Statistics
from alphasms_desktop.ui import style
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.live import LivePage
from alphasms_desktop.ui.widgets.charts import ChartsPanel
from tests.ui.test_live import make

FOUND = Statistics(
    bucket_s=300,
    over_time=tuple(
        Bucket(datetime(2026, 11, 24, 10, 5 * n, tzinfo=UTC), (n, 2, 1, 0, 0)) for n in range(10)
    ),
    by_hour=(Share("12", 45, 65),),
    by_prefix=(Share("+38067", 30, 40), Share("", 15, 25)),
    keys=(("1", 20), ("2", 5)),
    listened=(Span(0, 3, 5), Span(4, 7, 0), Span(8, 11, 20)),
)


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def panel(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot
) -> Iterator[ChartsPanel]:
    style.use(qapp, request.param)
    made = ChartsPanel()
    style.dress(made)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    yield made
    style.use(qapp)


def test_without_results_a_sentence_says_so(panel: ChartsPanel) -> None:
    assert "first results" in panel.nothing.text()
    assert panel.cards == []


def test_each_chart_has_its_numbers_as_a_table(panel: ChartsPanel) -> None:
    panel.show_statistics(FOUND)
    titles = [card.numbers.title for card in panel.cards]
    assert titles == [
        "Results over time",
        "Keys pressed",
        "How long they listened",
        "Answered by hour",
        "Answered by operator",
    ]
    first, keys, listened, _, operators = panel.cards
    assert listened.numbers.texts == (("0–3 s", "5"), ("4–7 s", "0"), ("8–11 s", "20"))
    assert first.numbers.texts[3] == ("12:15", "3", "2", "1", "0")
    assert operators.numbers.texts == (
        ("+38067", "75%, 30 of 40"),
        ("others", "60%, 15 of 25"),
    )
    first.switch.click()
    assert first.table.isVisible()
    assert first.table.rowCount() == 10
    assert first.switch.text() == "Show as a chart"
    first.switch.click()
    assert not first.table.isVisible()
    assert keys.numbers.rows == (("1", (20,)), ("2", (5,)))
    assert keys.numbers.note == "Keys received from 25 of 45 who answered."
    assert not panel.keys_note.isVisible()
    assert not panel.grab().isNull()


def test_without_keys_it_is_said_where_they_are_seen(panel: ChartsPanel) -> None:
    from dataclasses import replace

    panel.show_statistics(replace(FOUND, keys=()))
    assert len(panel.cards) == 4
    assert "cabinet" in panel.keys_note.text()
    assert panel.keys_note.isVisible()


def test_the_live_page_draws_a_campaign(qtbot: QtBot, context: Context, tmp_path) -> None:
    page = LivePage(context)
    qtbot.addWidget(page)
    page.show()
    campaign_id = make(context, tmp_path, 20)
    page.show_campaign(campaign_id)
    with qtbot.waitSignal(page.finished, timeout=25_000):
        context.runs.start(campaign_id)
    page.tabs.choose(1)
    context.bridge.settle()
    assert page.charts.isVisible()
    assert page.charts.cards
    page.tabs.choose(0)
    assert not page.charts.isVisible()

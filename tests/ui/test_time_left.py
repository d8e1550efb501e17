"""How long a run may still take, told from its pace."""

from pytestqt.qtbot import QtBot

from alphasms_desktop import i18n
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Phase, Tally
from alphasms_desktop.ui.widgets.life_line import LifeLine
from alphasms_desktop.ui.widgets.time_left import TimeLeft


def test_the_pace_of_the_last_minute_tells_how_long_the_rest_takes() -> None:
    i18n.use("en")
    left = TimeLeft()
    left.note(0.0, 300)
    left.note(4.0, 296)
    assert left.words() == "", "too soon to tell"
    left.note(10.0, 290)
    assert left.words() == "≈ 5 min"
    for second in range(11, 90):
        left.note(float(second), 290)
    assert left.words() == "", "nothing has left for a minute"


def test_more_people_or_another_campaign_begin_anew() -> None:
    i18n.use("en")
    left = TimeLeft()
    left.note(0.0, 60)
    left.note(10.0, 50)
    assert left.words() == "≈ 1 min"
    left.note(11.0, 400)
    assert left.words() == ""
    left.note(30.0, 0)
    assert left.words() == "", "nobody waits any more"
    left.clear()
    assert left.words() == ""


def test_a_paused_run_says_for_how_many_results_it_waits(qtbot: QtBot) -> None:
    i18n.use("en")
    life = LifeLine()
    qtbot.addWidget(life)
    life.note_tally(Tally({State.ACCEPTED: 36, State.SENDING: 1}))
    life.follow(Phase.PAUSED)
    life._show()
    assert life.text() == "Paused: waiting for the results of 37 calls."
    life.follow(None)
    life._show()
    assert life.text() == ""

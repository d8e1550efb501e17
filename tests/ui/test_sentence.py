"""A sentence with bold numbers: plain to who copies or hears it, never markup."""

import pytest

from alphasms_desktop.ui.widgets.sentence import Sentence


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("97 will come, 4 not reached.", "<b>97</b> will come, <b>4</b> not reached."),
        ("1\u00a0264 answered.", "<b>1\u00a0264</b> answered."),
        ("Key 1: 12, key 2: 2.", "Key 1: <b>12</b>, key 2: <b>2</b>."),
        ("<b>Tom & 3</b> said yes", "&lt;b&gt;Tom &amp; <b>3</b>&lt;/b&gt; said yes"),
        ("Садова 2–18 о 14:30", "Садова <b>2</b>–<b>18</b> о 14:30"),
        ("", ""),
    ],
)
def test_numbers_stand_out_and_nothing_becomes_markup(qtbot, words, shown):
    made = Sentence()
    qtbot.addWidget(made)
    made.setText(words)
    assert super(Sentence, made).text() == shown
    assert made.text() == made.accessibleName() == words

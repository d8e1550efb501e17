"""`run --despite-hours`: a reason for service notices, kept with the rules."""

from datetime import UTC, date, datetime

import pytest

from alphasms_desktop import i18n
from alphasms_desktop.cli.options import Options
from alphasms_desktop.cli.rules import RuleError, rules_of
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.hours import AllowedHours, DespiteHours

NIGHT = datetime(2026, 11, 24, 20, tzinfo=UTC)
MORNING = datetime(2026, 11, 25, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english():
    i18n.use("en")


def none() -> frozenset[date]:
    return frozenset()


@pytest.mark.parametrize("mode", Mode)
def test_the_reason_holds_until_the_hours_begin_and_training_tries_it_out(mode):
    options = Options(despite_hours=" The water\tis cut off ")
    rules = rules_of(options, mode, NIGHT, none)
    assert rules.hours == AllowedHours()
    assert rules.despite_hours == DespiteHours("The water is cut off", MORNING)
    assert rules.next_allowed(NIGHT) == NIGHT


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"despite_hours": " "}, "needs a reason of at most 200 signs"),
        ({"despite_hours": "x" * 201}, "needs a reason of at most 200 signs"),
        ({"advertising": True}, "is for service notices"),
        ({"hours": "any", "days": "any"}, "nothing to set aside"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(more, sentence):
    options = Options(**{"despite_hours": "The water is cut off", **more})
    with pytest.raises(RuleError, match=sentence):
        rules_of(options, Mode.REAL, NIGHT, none)

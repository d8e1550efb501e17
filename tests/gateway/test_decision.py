"""The decision table, row by row: what the end of an exchange means for what was sent."""

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.errors import Family, Kind, Trouble
from alphasms_desktop.gateway.decision import VERDICTS, Happened, Taken, of_status

SAFE, DOUBT = Taken.NOT_TAKEN, Taken.PERHAPS_TAKEN
QUEUED, UNCONFIRMED = State.QUEUED, State.UNCONFIRMED
AWAY, LOST, OTHER = Kind.UNREACHABLE, Kind.ANSWER_LOST, Kind.NOT_THE_SERVICE

ROWS = [
    (Happened.NO_CONNECTION, SAFE, QUEUED, True, AWAY, AWAY, AWAY),
    (Happened.NOT_SECURE, SAFE, QUEUED, True, *[Kind.NOT_SECURE] * 3),
    (Happened.NO_BODY_LEFT, SAFE, QUEUED, True, AWAY, AWAY, AWAY),
    (Happened.BODY_BROKEN, DOUBT, UNCONFIRMED, False, LOST, LOST, AWAY),
    (Happened.NO_ANSWER_IN_TIME, DOUBT, UNCONFIRMED, False, LOST, LOST, AWAY),
    (Happened.ANSWER_BROKEN, DOUBT, UNCONFIRMED, False, LOST, LOST, AWAY),
    (Happened.UNREADABLE, DOUBT, UNCONFIRMED, False, LOST, LOST, OTHER),
    (Happened.REDIRECT, DOUBT, UNCONFIRMED, False, LOST, LOST, Kind.REDIRECTED),
    (Happened.ODD_STATUS, DOUBT, UNCONFIRMED, False, LOST, LOST, OTHER),
    (Happened.TIMED_OUT_THERE, DOUBT, UNCONFIRMED, False, LOST, LOST, AWAY),
    (Happened.TOO_BIG, SAFE, QUEUED, False, Kind.FILE_TOO_BIG, Kind.THROTTLED, OTHER),
    (Happened.THROTTLED, SAFE, QUEUED, True, *[Kind.THROTTLED] * 3),
    (Happened.REFUSED_STATUS, SAFE, QUEUED, False, OTHER, OTHER, OTHER),
    (Happened.SERVER_FAILED, DOUBT, UNCONFIRMED, False, LOST, LOST, AWAY),
]


@pytest.mark.parametrize(
    ("happened", "taken", "state", "is_repeated", "placing", "sending", "asking"), ROWS
)
def test_each_end_of_an_exchange_has_its_row(
    happened: Happened,
    taken: Taken,
    state: State,
    is_repeated: bool,
    placing: Kind,
    sending: Kind,
    asking: Kind,
) -> None:
    verdict = VERDICTS[happened]
    assert (verdict.taken, verdict.state, verdict.is_repeated) == (taken, state, is_repeated)
    assert (verdict.placing, verdict.sending, verdict.asking) == (placing, sending, asking)


def test_the_rows_are_all_there_are() -> None:
    assert [row[0] for row in ROWS] == list(Happened)
    assert set(VERDICTS) == set(Happened)


@pytest.mark.parametrize("happened", list(Happened))
def test_only_a_lost_answer_is_in_doubt_and_nothing_in_doubt_is_repeated(
    happened: Happened,
) -> None:
    verdict = VERDICTS[happened]
    is_in_doubt = verdict.taken is Taken.PERHAPS_TAKEN
    for kind in (verdict.placing, verdict.sending):
        assert (Trouble(kind).family is Family.LOST) == is_in_doubt
    assert (verdict.state is State.UNCONFIRMED) == is_in_doubt
    assert not (verdict.is_repeated and is_in_doubt)
    assert verdict.asking is not Kind.ANSWER_LOST


@pytest.mark.parametrize(
    ("code", "happened"),
    [
        (100, Happened.ODD_STATUS),
        (200, Happened.UNREADABLE),
        (202, Happened.UNREADABLE),
        (301, Happened.REDIRECT),
        (307, Happened.REDIRECT),
        (400, Happened.REFUSED_STATUS),
        (401, Happened.REFUSED_STATUS),
        (403, Happened.REFUSED_STATUS),
        (404, Happened.REFUSED_STATUS),
        (408, Happened.TIMED_OUT_THERE),
        (413, Happened.TOO_BIG),
        (429, Happened.THROTTLED),
        (500, Happened.SERVER_FAILED),
        (503, Happened.SERVER_FAILED),
        (999, Happened.ODD_STATUS),
    ],
)
def test_every_http_status_has_a_meaning(code: int, happened: Happened) -> None:
    assert of_status(code) is happened

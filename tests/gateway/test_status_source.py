"""Which interface is asked how calls stand, how many at once, and what is learned from it."""

from collections.abc import Sequence

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import StatusAnswer, StatusReport
from alphasms_desktop.domain.profile import AccountProfile, StatusSource
from alphasms_desktop.gateway.status_source import CallStatuses


class TwoInterfaces:
    """A service whose interfaces each know some ids, and take so many at once."""

    def __init__(self, by_xml: Sequence[str] = (), by_http: Sequence[str] = ()) -> None:
        self.by_xml, self.by_http = set(by_xml), set(by_http)
        self.most = 10_000
        self.asked: list[tuple[str, int]] = []

    def status_of(self, gateway_ids: Sequence[str]) -> StatusAnswer:
        self.asked.append(("xml", len(gateway_ids)))
        if len(gateway_ids) > self.most:
            raise TroubleError(Kind.UNKNOWN_TEXT, "XML 201")
        return self._answer(gateway_ids, self.by_xml, "XML 102")

    def status_one(self, gateway_id: str) -> StatusAnswer:
        self.asked.append(("http", 1))
        return self._answer([gateway_id], self.by_http, "HTTP 3")

    def _answer(self, ids: Sequence[str], known: set[str], word: str) -> StatusAnswer:
        reports = tuple(StatusReport(one, word, State.ANSWERED) for one in ids if one in known)
        return StatusAnswer(reports, frozenset(ids) - known)


def numbers(count: int) -> list[str]:
    return [str(1000 + one) for one in range(count)]


def test_xml_is_asked_first_and_remembered_once_it_knew_a_call():
    service = TwoInterfaces(by_xml=["1000"])
    statuses = CallStatuses(service)

    assert [one.gateway_id for one in statuses.ask(["1000", "1001"])] == ["1000"]
    assert statuses.profile.status_source is StatusSource.XML
    assert statuses.profile.words == ("XML 102",)
    assert service.asked == [("xml", 2)]


def test_http_is_asked_by_itself_where_xml_knows_none_of_the_ids():
    service = TwoInterfaces(by_http=numbers(3))
    statuses = CallStatuses(service)

    assert len(statuses.ask(numbers(3))) == 3
    assert statuses.source is StatusSource.HTTP
    statuses.ask(numbers(3))
    assert service.asked == [("xml", 3), *[("http", 1)] * 6]
    assert statuses.batch == 10


def test_a_source_that_once_knew_calls_is_not_left_over_unknown_ones():
    service = TwoInterfaces(by_xml=["1000"], by_http=["1001"])
    statuses = CallStatuses(service)
    statuses.ask(["1000"])

    assert statuses.ask(["1001"]) == []
    assert statuses.source is StatusSource.XML


def test_http_that_knows_nothing_any_more_gives_way_to_xml():
    service = TwoInterfaces(by_xml=["1000"])
    statuses = CallStatuses(service, AccountProfile(status_source=StatusSource.HTTP))

    assert statuses.ask(["1000"]) == []
    assert len(statuses.ask(["1000"])) == 1


@pytest.mark.parametrize("only", StatusSource)
def test_a_source_chosen_in_the_settings_is_the_only_one_asked(only):
    service = TwoInterfaces()
    CallStatuses(service, only=only).ask(["1000", "1001"])
    assert {interface for interface, _ in service.asked} == {only.value}


def test_a_batch_doubles_while_it_is_taken_up_to_a_thousand():
    service = TwoInterfaces(by_xml=numbers(5000))
    statuses = CallStatuses(service)
    for _ in range(6):
        statuses.ask(numbers(5000))
    assert [count for _, count in service.asked] == [100, 200, 400, 800, 1000, 1000]


def test_a_batch_is_halved_when_it_is_refused_and_that_is_remembered():
    service = TwoInterfaces(by_xml=numbers(5000))
    service.most = 150
    statuses = CallStatuses(service)
    statuses.ask(numbers(5000))
    with pytest.raises(TroubleError):
        statuses.ask(numbers(5000))
    assert len(statuses.ask(numbers(5000))) == 100
    assert statuses.profile.limits == ("200: unknown_text",)


def test_few_ids_say_nothing_about_how_many_are_taken():
    service = TwoInterfaces(by_xml=numbers(5))
    statuses = CallStatuses(service)
    statuses.ask(numbers(5))
    assert statuses.batch == 100

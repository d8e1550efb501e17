"""The user's own address: fields of a row, written as an address wants them."""

import pytest

from alphasms_desktop.domain.errors import TroubleError
from alphasms_desktop.domain.live import View
from alphasms_desktop.domain.receiving import (
    Receiving,
    Standing,
    Way,
    checked_hook,
    checked_public_url,
    fields_in,
    filled,
)
from tests.fakes import make_campaign, phone


def test_a_row_fills_the_fields_by_the_names_of_its_columns(store):
    campaign_id = make_campaign(store, 1)
    (recipient,) = store.live.ordered_ids(campaign_id, View())
    fields = store.row_fields.fields_of(recipient)
    assert fields == {
        "Name": "Person 2", "Phone": phone(2), "phone": phone(2), "name": "Person 2", "row": "2",
    }  # fmt: skip
    assert store.row_fields.columns_of(campaign_id) == ("Name", "Phone", "phone", "name", "row")
    assert (
        filled("https://crm.example/hook?id={row}&who={Name}&p={phone}", fields)
        == "https://crm.example/hook?id=2&who=Person%202&p=%2B380500000002"
    )


@pytest.mark.parametrize("value", ["a&b=c#d/..?", "Їжак «Ю»", "{x}", "%00\n", ""])
def test_whatever_a_cell_holds_stays_one_value(value):
    url = filled("https://crm.example/h?id={N}", {"N": value})
    assert url.isascii()
    assert url.count("?") == 1
    assert not set(url.partition("id=")[2]) & set("&#/? {}\n")


@pytest.mark.parametrize(
    "hook",
    [
        "http://crm.example/h", "https://{host}/h", "https://crm.example/h?{", "crm.example",
        "https://crm.example/h?a={a}b}", "ftp://crm.example/h", "https://user:p@crm.example/h", "",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_is_refused(hook):
    with pytest.raises(TroubleError):
        checked_hook(hook)


def test_a_field_that_the_sheet_does_not_have_is_refused():
    hook = "https://crm.example/h?id={Номер}"
    assert fields_in(hook) == ["Номер"]
    assert checked_hook(f" {hook} ", ("Номер",)) == hook
    with pytest.raises(TroubleError):
        checked_hook(hook, ("Number",))


def test_a_test_proves_only_what_was_tested():
    relay = Receiving(Way.RELAY, relay_url="https://a.example/hook.php")
    assert relay.standing is Standing.UNTESTED
    tested = Receiving(Way.RELAY, relay_url=relay.relay_url, tested=relay.fingerprint)
    assert (tested.standing, tested.brings_keys) == (Standing.TESTED, True)
    moved = Receiving(Way.RELAY, relay_url="https://b.example/hook.php", tested=relay.fingerprint)
    assert moved.standing is Standing.UNTESTED
    assert Receiving(Way.OWN).standing is Standing.UNFINISHED
    assert Receiving(Way.ADDRESS, hook="https://a.example").standing is Standing.ELSEWHERE
    assert checked_public_url("https://a.example/x/ ") == "https://a.example/x"

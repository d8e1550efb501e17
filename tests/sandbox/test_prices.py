"""Prices: by seconds, by parts, by codes, each as set up."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from alphasms_desktop.sandbox.prices import Prices


@pytest.mark.parametrize(
    ("seconds", "price"), [(10, "0.20"), (18, "0.36"), (1, "0.02"), (Fraction(41, 4), "0.21")]
)
def test_the_price_follows_the_seconds(seconds, price):
    assert Prices().of_sound(Fraction(seconds)) == Decimal(price)


def test_every_price_is_the_one_that_was_set(open_box, connect, sms, wav):
    prices = Prices(a_second=Decimal("0.05"), a_part=Decimal("2.00"), a_code=Decimal("0.75"))
    client = connect(open_box(balance=Decimal(100), prices=prices))
    assert client.call(voice=wav(20))["price"] == 1.0
    (code,) = client.say({"type": "call/otp", "id": 1, "phone": 380501234567})
    assert code["data"]["price"] == 0.75
    assert (
        client.say(sms(2, sms_message="a" * 161, sms_signature="Clinic"))[0]["data"]["parts"] == 2
    )
    assert client.http("price", to="380501234567")["price"] == "2.00"
    assert client.http("balance") == {"balance": "94.25"}


def test_what_was_sent_before_costs_nothing_when_it_comes_again(client, sms):
    code = {"type": "call/otp", "id": 1, "phone": 380501234567}
    text = sms(2, sms_signature="Clinic")
    client.say(code, text)
    paid = client.http("balance")
    assert [one["error"] for one in client.say(code, text)] == ["Duplicate id"] * 2
    assert client.http("balance") == paid
    assert re.fullmatch(r"99998\.6\d*", paid["balance"])


def test_a_spoken_text_costs_what_its_seconds_do(open_box, connect):
    client = connect(open_box(balance=Decimal(100)))
    voice = {"gender": "female", "language": "uk-UA", "name": "uk-UA-Standard-A"}
    spoken = {"type": "voice", "id": 1, "phone": 380501234567, "message": "а" * 130}
    client.say(spoken | {"voice": voice, "dtmf": False})
    assert client.http("balance") == {"balance": "99.8"}

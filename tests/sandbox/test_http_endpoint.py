"""http.php: a command a request, answered in lines; and the protocol before it."""

from datetime import UTC, datetime
from decimal import Decimal


def test_http_sends_and_tells_in_lines(client):
    sent = client.http("send", **{"from": "Voice", "to": "+380501234567", "message": "Привіт"})
    assert sent["sms_count"] == "1"
    told = client.http("receive", id=sent["id"])
    assert (told["code"], told["status"]) == ("0", "В черзі")
    assert "T" in told["status_time"]
    assert client.http("delete", id=sent["id"]) == {"status": "Deleted", "code": "10"}
    assert client.http("receive", id=sent["id"])["code"] == "10"


def test_http_tells_balance_price_and_faults(client):
    assert Decimal(client.http("balance")["balance"]) == 100_000
    assert client.http("price", to="380501234567") == {"price": "1.20", "currency": "UAH"}
    assert client.http("price", to="12") == {"errors": "Please enter valid receiver phone number"}
    assert client.http("receive", id="12345") == {"errors": "SMS not found"}
    assert client.http("dance") == {"errors": "Unknown command"}
    assert client.http("balance", key="") == {"errors": "Wrong login or password or key"}


def test_http_answers_by_get_too(client):
    status, body = client.send("GET", "/api/http.php?version=http&key=k&command=balance")
    assert (status, body) == (200, b"balance:100000.0\n")


def test_http_reads_a_form_in_parts_too(client, form):
    body = form({"version": "http", "key": "k", "command": "balance"})
    kind = "multipart/form-data; boundary=----b0undary"
    assert client.send("POST", "/api/http.php", body, kind) == (200, b"balance:100000.0\n")


def test_a_text_for_later_waits_for_its_date(open_box, connect, stopped_time):
    client = connect(open_box(scenario="all-answer"))
    at = datetime.fromtimestamp(stopped_time.moment + 3600, UTC)
    fields = {"from": "Voice", "to": "380501234567", "message": "a"}
    sent = client.http("send", **fields, ask_date=at.strftime("%Y-%m-%dT%H:%M:%S%z"))
    stopped_time.moment += 3599
    assert client.http("receive", id=sent["id"])["code"] == "0"
    assert client.calls()[0]["status"] == "SCHEDULED"
    stopped_time.moment += 120
    told = client.http("receive", id=sent["id"])
    assert (told["code"], told["status"]) == ("3", "Доставлено")
    assert datetime.fromisoformat(told["status_time"]) > at


def test_a_date_that_is_none_is_refused(client):
    fields = {"from": "Voice", "to": "380501234567", "message": "a"}
    assert client.http("send", **fields, ask_date="soon") == {"errors": "Invalid date"}
    assert client.calls() == []

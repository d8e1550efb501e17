"""Ends of calls reach the hooks: once, again after a failure, never off this computer."""

import logging
import socket
import threading

import pytest

FAST = 20_000.0


@pytest.fixture(autouse=True)
def no_proxy_can_help(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")


def test_an_answered_call_is_told_with_its_length_and_key(open_box, connect, receive, wav):
    box = open_box(scenario="all-answer", speed=FAST, seed=2)
    client, receiver = connect(box), receive()
    told = []
    for last in range(1, 9):
        answer = client.call(
            f"38050123456{last}", wav(3), hook=f"{receiver.url}/h.php?id={last}", dtmf="true"
        )
        path, notice = receiver.next()
        assert path == f"/h.php?id={last}"
        assert notice["id"] == answer["id"]
        assert (notice["phone"], notice["status"]) == (f"38050123456{last}", "ANSWERED")
        assert notice["duration"] == 3
        told.append(notice["dtmf"])
    assert [call.dtmf or "" for call in box.calls()] == told
    assert len(set(told)) > 1


def test_without_a_wish_for_keys_none_is_told(open_box, connect, receive):
    client, receiver = connect(open_box(scenario="all-answer", speed=FAST)), receive()
    client.call(hook=receiver.url)
    assert "dtmf" not in receiver.next()[1]


def test_every_outcome_is_told_in_its_word(open_box, connect, receive):
    box, receiver = open_box(speed=FAST), receive()
    client = connect(box)
    for number in range(1, 60):
        client.call(f"38050{number:07}", hook=receiver.url)
    told = {notice["id"]: notice["status"] for _, notice in (receiver.next() for _ in range(59))}
    assert set(told.values()) == {"ANSWERED", "NO ANSWER", "BUSY", "FAILED"}
    assert told == {call.id: call.status for call in box.calls()}


def test_a_failed_delivery_is_tried_again_and_a_redirect_is_not_followed(
    open_box, connect, receive
):
    client, receiver = connect(open_box(scenario="all-answer", speed=FAST)), receive(500, 302, 307)
    client.call(hook=f"{receiver.url}/first")
    assert [receiver.next()[0] for _ in range(4)] == ["/first"] * 4
    client.call(hook=f"{receiver.url}/second")
    assert receiver.next()[0] == "/second"
    assert receiver.bodies.empty()


def test_after_a_few_failures_the_hook_is_given_up(open_box, connect, receive, tmp_path, until):
    keep = tmp_path / "calls"
    box = open_box(scenario="all-answer", speed=FAST, keep=keep)
    receiver = receive(*[500] * 9)
    connect(box).call(hook=receiver.url)
    until(lambda: b"told" in keep.read_bytes())
    assert receiver.bodies.qsize() == 4


def test_hooks_off_this_computer_are_accepted_but_never_called(open_box, connect, caplog):
    caplog.set_level(logging.INFO)
    client = connect(open_box(scenario="all-answer", speed=FAST))
    number = client.call(hook="http://hook.invalid/")["id"]
    assert f"the hook of call {number} leads off this computer" in caplog.text


def test_hooks_anywhere_are_tried_when_allowed(open_box, connect, monkeypatch):
    tried = threading.Event()

    def connect_to(address, *args, **kwargs):
        if address[0] == "hook.invalid":
            tried.set()
            raise OSError
        return plain(address, *args, **kwargs)

    plain = socket.create_connection
    monkeypatch.setattr(socket, "create_connection", connect_to)
    client = connect(open_box(scenario="all-answer", speed=FAST, hooks_anywhere=True))
    client.call(hook="http://hook.invalid/")
    assert tried.wait(10)


def test_a_hook_that_never_answers_does_not_hold_the_others_or_the_stop(
    open_box, connect, receive, until
):
    box = open_box(scenario="all-answer", speed=FAST)
    client, receiver = connect(box), receive()
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        client.call(hook=f"http://127.0.0.1:{deaf.getsockname()[1]}/")
        connection, _ = deaf.accept()
        with connection:
            client.call(hook=receiver.url)
            assert receiver.next()[1]["status"] == "ANSWERED"
            box.stop()
    until(lambda: not any(t.name.startswith("sandbox") for t in threading.enumerate()))

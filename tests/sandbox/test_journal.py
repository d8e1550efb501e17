"""Calls outlive the sandbox in a file, if it is given one."""

from contextlib import contextmanager

import pytest

from alphasms_desktop.sandbox import Sandbox, SandboxSettings


def test_a_second_start_knows_the_calls_of_the_first(open_box, connect, tmp_path):
    keep = tmp_path / "deep" / "calls.jsonl"
    first = open_box(keep=keep, speed=0.01)
    connect(first).call(dtmf="true")
    connect(first).call(phone="380671112233")
    calls = first.calls()
    first.stop()
    second = open_box(keep=keep)
    assert second.calls() == calls
    client = connect(second)
    number = calls[1].id
    assert f'sms_id="{number}" sms_count="1">101<' in client.xml(
        f'<package key="k"><status><msg sms_id="{number}"/></status></package>'
    )


def test_ids_never_repeat_even_if_told_to_begin_low(open_box, connect, tmp_path):
    keep = tmp_path / "calls"
    first = open_box(keep=keep, first_id=50)
    assert connect(first).call()["id"] == 50
    first.stop()
    assert connect(open_box(keep=keep, first_id=10)).call()["id"] == 51


def test_the_next_call_to_a_phone_goes_on_counting(open_box, connect, tmp_path):
    keep = tmp_path / "calls"
    whole = open_box(first_id=1, seed=4, speed=10_000.0)
    parted = open_box(first_id=1, seed=4, speed=10_000.0, keep=keep)
    for _ in range(8):
        connect(whole).call()
    for _ in range(4):
        connect(parted).call()
    parted.stop()
    parted = open_box(first_id=1, seed=4, speed=10_000.0, keep=keep)
    for _ in range(4):
        connect(parted).call()
    fates = [[call.fate for call in box._network._calls.values()] for box in (whole, parted)]
    assert fates[0] == fates[1]


def test_a_call_that_ended_while_the_sandbox_was_off_is_told_once(
    open_box, connect, receive, tmp_path, until
):
    keep, receiver = tmp_path / "calls", receive()
    first = open_box(keep=keep, scenario="all-answer", speed=100.0)
    number = connect(first).call(hook=receiver.url)["id"]
    first.stop()
    for _ in range(2):
        box = open_box(keep=keep)
        until(lambda: b"told" in keep.read_bytes())
        assert box.calls()[0].status == "ANSWERED"
        box.stop()
    assert receiver.next()[1]["id"] == number
    assert receiver.bodies.empty()


@pytest.mark.parametrize("torn", [b"{", b'{"call": {"id": 5, "or', b'{"told": 1', b'{"deleted": '])
def test_a_torn_last_line_is_dropped(open_box, connect, tmp_path, torn):
    keep = tmp_path / "calls"
    first = open_box(keep=keep)
    connect(first).call()
    first.stop()
    keep.write_bytes(keep.read_bytes() + torn)
    second = open_box(keep=keep)
    connect(second).call()
    second.stop()
    assert len(open_box(keep=keep).calls()) == 2


@pytest.mark.parametrize(
    "content", [b"a letter", b"a letter\n", b'{"call": {}}\n', b'{"call": 5}\n{"call": ', b"[]\n"]
)
def test_a_file_of_somebody_else_is_refused_and_left_alone(tmp_path, content):
    keep = tmp_path / "letter.txt"
    keep.write_bytes(content)
    with pytest.raises(ValueError, match=r"letter\.txt"):
        Sandbox(SandboxSettings(keep=keep))
    assert keep.read_bytes() == content


@contextmanager
def no_file_longer_than(size):
    """Let no file grow past a size, as a full disk does."""
    resource = pytest.importorskip("resource", reason="the system limits no sizes of files")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_what_a_full_disk_refused_never_happened(tmp_path, open_box, connect):
    keep = tmp_path / "calls"
    box = open_box(keep=keep)
    connect(box).call()
    kept = keep.read_bytes()
    with no_file_longer_than(len(kept) + 20):
        with pytest.raises(Exception, match="500"):
            connect(box).call()
        box.stop()
    assert keep.read_bytes() == kept
    assert len(box.calls()) == 1


def test_what_was_deleted_stays_so(open_box, connect, tmp_path, sms):
    keep = tmp_path / "calls"
    first = open_box(keep=keep)
    client = connect(first)
    client.say(sms(1), sms(2))
    client.xml('<package key="k"><delete><msg id="1"/></delete></package>')
    first.stop()
    assert [call.status for call in open_box(keep=keep).calls()] == ["DELETED", "QUEUED"]


def test_own_ids_are_remembered_and_codes_are_never_written_down(open_box, connect, tmp_path, sms):
    keep = tmp_path / "calls"
    first = open_box(keep=keep)
    connect(first).say(sms(1), {"type": "call/otp", "id": 2, "phone": 380501234567})
    calls = first.calls()
    first.stop()
    second = open_box(keep=keep)
    assert [call.own_id for call in second.calls()] == [call.own_id for call in calls]
    assert [len(call.code) for call in calls] == [0, 4]
    assert f'"code": "{calls[1].code}"' not in keep.read_text()
    assert [call.code for call in second.calls()] == ["", ""]
    answers = connect(second).say(sms(1), sms(2))
    assert [one["error"] for one in answers] == ["Duplicate id"] * 2


def test_a_journal_of_the_first_days_is_still_understood(open_box, tmp_path):
    keep = tmp_path / "calls"
    order = '"kind":"voice","phone":"380501234567","bytes":4,"sha256":"ab","seconds":2.0,"hook":"",'
    fate = '"outcome":"BUSY","queued_s":2.0,"ring_s":1.0,"talk_s":0,"key":""'
    keep.write_text(
        f'{{"call": {{"id":7,"order":{{{order}"asks_key":false}},"received_at":1000.0,'
        f'"speed":1.0,"fate":{{{fate}}}}}}}\n'
    )
    (call,) = open_box(keep=keep).calls()
    assert (call.id, call.status, call.own_id) == (7, "BUSY", None)

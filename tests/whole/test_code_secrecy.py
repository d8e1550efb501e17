"""After a check no digits are left in logs, the store, copies of it, or what support is told."""

import json
import logging
import socket
import traceback
from dataclasses import replace
from pathlib import Path

import pytest

from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import TroubleError
from alphasms_desktop.domain.profile import AccountProfile
from alphasms_desktop.domain.verification import Channel, Told
from alphasms_desktop.engine.verify_desk import Order
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.spoken.dictation import dictated
from alphasms_desktop.wording.diagnostics import crash_report, diagnostics
from tests.gateway.servers import read_request, response, server

# Eight digits: no id, time or page number has them by chance.
CODE, MADE, WRONG = "90817263", "83716294", "73625140"


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Have every logger, those of libraries too, tell all it knows."""
    for name in ("", "alphasms_desktop", "httpx", "httpcore", "sqlalchemy.engine"):
        caplog.set_level(logging.DEBUG, logger=name)
    logging.getLogger("alphasms_desktop").propagate = True
    return caplog


def _service(connection: socket.socket) -> None:
    request = read_request(connection).decode("utf-8", "replace")
    body = request.partition("\r\n\r\n")[2]
    if "/api/otp.php" in request:
        connection.sendall(response(json.dumps({"id": 100500, "code": CODE})))
    elif '"call/otp"' in body:
        told = {"success": True, "data": {"code": CODE, "price": 0.2}}
        connection.sendall(response(json.dumps({"success": True, "data": [told]})))
    elif '"sms"' in body:
        own_id = json.loads(body)["data"][0]["id"]
        # A service that echoes the text must not put it before anybody's eyes either.
        echoed = {"sms_message": json.loads(body)["data"][0]["sms_message"]}
        data = {"id": own_id, "msg_id": 7, "parts": 1, **echoed}
        told = {"success": True, "data": data}
        connection.sendall(response(json.dumps({"success": True, "data": [told]})))
    else:
        connection.sendall(response("<package><status/></package>"))


def _check(office: Workspace, url: str, phone: str, channel: Channel, code: str) -> None:
    desk = office.verify
    view = desk.begin(Order(phone, channel, url, "any-key"))
    assert desk.tell(view.id, WRONG).told is Told.WRONG
    try:
        desk.follow(view.id)
    except TroubleError:
        logging.getLogger("alphasms_desktop.test").exception("the status could not be asked")
    repr_of_all = repr((view, desk, vars(desk), desk.checks.get(view.id)))
    assert code not in repr_of_all
    assert desk.tell(view.id, code).told is Told.CONFIRMED


def _left(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("by", ["otp", "json"])
def test_no_digits_are_left_anywhere(
    tmp_path: Path, everything_logged: pytest.LogCaptureFixture, by: str
) -> None:
    from alphasms_desktop.domain.code import SecretCode

    office = open_workspace(tmp_path / "data", Mode.TRAINING)
    logging.getLogger("alphasms_desktop").propagate = True
    office.settings.change(lambda before: replace(before, check_by=by, sms_sender="Clinic"))
    desk = office.verify
    desk.requests = replace(desk.requests, make_code=lambda _url, _phone: SecretCode(MADE))
    with server(_service) as url:
        _check(office, url, "0501234567", Channel.CALL, CODE)
        _check(office, url, "0501234568", Channel.DICTATED, MADE)
        _check(office, url, "0501234569", Channel.SMS, MADE)
        open_now = desk.begin(Order("0501234560", Channel.CALL, url, "any-key"))
        try:
            raise RuntimeError(f"a fault while {desk._held[open_now.id]} is open")
        except RuntimeError:
            crash = crash_report(traceback.format_exc())
            logging.getLogger("alphasms_desktop.test").exception("a fault")
        assert office.back_up()
        # While it is open: the write-ahead log has everything that was written.
        while_open = _left(tmp_path)
        told = [diagnostics(AccountProfile(), office.exchanges()), *office.exchanges(), crash]
        office.close()
    afterwards = _left(tmp_path)

    assert any(name.endswith("-wal") for name in while_open)
    assert any(name.endswith(".log") for name in while_open)
    assert len(office.exchanges()) >= 4
    hidden = [CODE, MADE, WRONG, " ".join(CODE), dictated(MADE), dictated(MADE).split(". ", 1)[1]]
    for secret in hidden:
        for files in (while_open, afterwards):
            found = [
                name
                for name, content in files.items()
                if secret.encode() in content or json.dumps(secret)[1:-1].encode() in content
            ]
            assert found == []
        assert not any(secret in one or json.dumps(secret)[1:-1] in one for one in told)
        assert secret not in everything_logged.text

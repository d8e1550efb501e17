"""The relay's PHP file on the server built into PHP, on this computer, and what a test asks it."""

import hashlib
import hmac
import json
import os
import re
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from alphasms_desktop import paths
from alphasms_desktop.gateway.relay_sign import new_secret, written

PHP = shutil.which("php") if os.name == "posix" else None
TEMPLATE = paths.resources() / "relay" / "hook.php"
STRIPPING = (
    "<?php foreach ($_SERVER as $k => $v) if (!strncmp($k, 'HTTP_X_', 7)) unset($_SERVER[$k]);"
)
WRONG_DATE = " header('Date: Mon, 01 Jan 2024 00:00:00 GMT');"
SHAPES = [
    b'{"id":100500,"phone":"380501234567","status":"ANSWERED","duration":123,"dtmf":"7"}',
    b'{"id":"100500","phone":380501234567,"status":"NO ANSWER","duration":null,"dtmf":""}',
    b'{ "id": 5, "status": "ANSWERED", "dtmf": "12*#" }\r\n',
    b'{"msg_id":7,"status":"DELIVERED"}',
    b'{"message_id":"7","status":"READ"}',
    b'{"success":true,"data":[{"success":true,"data":{"id":7,"msg_id":8,"status":"EXPIRED"}}]}',
    '{"status":"Доставлено"}'.encode(),
    '{"status":"Доставлено"}'.encode("cp1251"),
    b"id=5&status=ANSWERED&dtmf=%2A",
    b"<status><msg sms_id='5'>102</msg></status>",
    b"\x00\xff\xfe\r\n\x00 %%SECRET%% \\u0000 \"'",
    b"",
    b"x" * 16384,
]
"""Bodies of webhooks as the contract has them, and some that nobody promised."""

_NOISE = re.compile(r"Warning|Notice|Deprecated|Fatal|Parse error|alphasms relay", re.IGNORECASE)


@dataclass
class Site:
    """A web site with the relay on it; `spoken` is what its server writes to stderr."""

    folder: Path
    url: str
    secret: str
    spoken: list[str] = field(default_factory=list)

    @property
    def data(self) -> Path:
        told = hmac.new(self.secret.encode(), b"folder", hashlib.sha256).hexdigest()
        return self.folder / f".alphasms-{told[:16]}"

    @property
    def noise(self) -> list[str]:
        return [line for line in self.spoken if _NOISE.search(line)]

    def hook(self, body: bytes = b"{}", token: str | None = None, **more: str) -> httpx.Response:
        """Send a webhook as the service does."""
        kind = {"Content-Type": more.pop("content_type", "application/json")}
        query = httpx.QueryParams({"t": token or secrets.token_hex(16), **more})
        return httpx.post(f"{self.url}?{query}", content=body, headers=kind, trust_env=False)

    def ask(
        self,
        do: str,
        payload: str = "{}",
        *,
        secret: str = "",
        time_s: int | None = None,
        nonce: str = "",
        is_in_body: bool = False,
    ) -> httpx.Response:
        """Send an order, signed by the protocol's own words and not by the program's code."""
        time_text = str(round(time.time()) if time_s is None else time_s)
        nonce = nonce or secrets.token_hex(16)
        digest = hashlib.sha256(payload.encode()).hexdigest()
        text = f"POST\n{do}\n{time_text}\n{nonce}\n{digest}".encode()
        sign = hmac.new((secret or self.secret).encode(), text, hashlib.sha256).hexdigest()
        proof = {"time": time_text, "nonce": nonce, "sign": sign}
        headers = {} if is_in_body else {f"X-Alpha-{name}": proof[name] for name in proof}
        body = json.dumps({**proof, "payload": payload}) if is_in_body else payload
        url = f"{self.url}?do={do}"
        return httpx.post(url, content=body, headers=headers, trust_env=False)

    def age_rows(self, by_s: float) -> None:
        """Make everything that waits older, and the last purge as well."""
        flat = self.data / "hooks.json"
        if flat.is_file():
            held = json.loads(flat.read_text())
            for row in held["rows"].values():
                row["received_at"] -= by_s
            flat.write_text(json.dumps(held))
        else:
            self.change("UPDATE hook SET received_at = received_at - ?", by_s)
        long_ago = time.time() - by_s
        os.utime(self.data / "purged", (long_ago, long_ago))

    def fill_buckets(self, until_s: float) -> None:
        """Have every sender's bucket be full until a time."""
        flat = self.data / "hooks.json"
        if flat.is_file():
            held = json.loads(flat.read_text())
            held["due"] = dict.fromkeys(held["due"], until_s)
            flat.write_text(json.dumps(held))
        else:
            self.change("UPDATE rate SET due = ?", until_s)

    def change(self, sql: str, value: float) -> None:
        with closing(sqlite3.connect(self.data / "hooks.sqlite")) as database, database:
            database.execute(sql, (value,))


@contextmanager
def site(
    folder: Path,
    changes: Sequence[tuple[str, str]] = (),
    workers: int = 1,
    prepended: str = "",
    is_set_up: bool = True,
) -> Iterator[Site]:
    """Serve the relay from a folder, some of its constants changed, until the block ends."""
    secret = new_secret()
    text = TEMPLATE.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    text = written(text, secret) if is_set_up else text
    (folder / "hook.php").write_text(text, encoding="utf-8")
    options = ["-d", "display_errors=1", "-d", "log_errors=1", "-d", "error_reporting=-1"]
    if prepended:
        before = folder / "before.php"
        before.write_text(prepended)
        options += ["-d", f"auto_prepend_file={before}"]
    process, served = _started(folder, secret, options, workers)
    thread = threading.Thread(target=_listen, args=(process, served))
    thread.start()
    try:
        yield served
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(10)
        thread.join(10)
        assert process.stderr is not None
        process.stderr.close()


def _started(
    folder: Path, secret: str, options: list[str], workers: int
) -> tuple[subprocess.Popen[str], Site]:
    assert PHP is not None
    for _ in range(5):
        # Somebody else may take the port before PHP does; then the next one is tried.
        with socket.create_server(("127.0.0.1", 0)) as free:
            address = f"127.0.0.1:{free.getsockname()[1]}"
        process = subprocess.Popen(
            [PHP, *options, "-S", address, "-t", str(folder)],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
            env={**os.environ, "PHP_CLI_SERVER_WORKERS": str(workers)},
        )
        served = Site(folder, f"http://{address}/hook.php", secret)
        assert process.stderr is not None
        for line in process.stderr:
            served.spoken.append(line)
            if "started" in line:
                return process, served
        process.wait(10)
        process.stderr.close()
    raise AssertionError(served.spoken)


def _listen(process: subprocess.Popen[str], served: Site) -> None:
    assert process.stderr is not None
    served.spoken.extend(process.stderr)


def modules() -> str:
    """Return what the PHP of this computer is built with."""
    assert PHP is not None
    return subprocess.run([PHP, "-m"], capture_output=True, text=True, check=True).stdout

"""The far end of the measurements: a C program where a compiler is there, else one of Python.

Both read each call whole and answer at once; the table says which it was. The certificate is made
for the occasion, and trusted through SSL_CERT_FILE, which the program heeds as any other does.
"""

import http.client
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_SOURCE = Path(__file__).with_name("far_end.c")
BALANCE = '{"success":1,"data":[{"success":1,"data":{"amount":1000,"currency":"UAH"}}]}'


@dataclass(frozen=True)
class FarEnd:
    """A service that is listening; `kind` is what the table says of it."""

    url: str
    port: int
    kind: str
    process: subprocess.Popen

    @property
    def is_secure(self) -> bool:
        """Whether it speaks TLS."""
        return self.url.startswith("https")

    def counts(self) -> dict[str, int]:
        """Return how many calls and bytes it took, and how many bodies came in chunks."""
        line = connection_to(self)
        line.request("GET", "/counts")
        told = json.load(line.getresponse())
        line.close()
        return told


@dataclass(frozen=True)
class Certificate:
    """A certificate for 127.0.0.1 and its key, as files."""

    path: Path
    key: Path


@lru_cache(maxsize=1)
def certificate() -> Certificate | None:
    """Make a certificate and have this process trust it; None without the openssl command."""
    if not shutil.which("openssl"):
        return None
    folder = Path(tempfile.mkdtemp(prefix="alphasms-bench-"))
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1,IP:10.79.0.2"]
    command += ["-keyout", str(made.key), "-out", str(made.path)]
    subprocess.run(command, check=True, capture_output=True)
    os.environ["SSL_CERT_FILE"] = str(made.path)
    return made


@contextmanager
def far_end(
    secure: bool = True,
    answer_ms: int = 0,
    before: tuple[str, ...] = (),
    address: str = "127.0.0.1",
) -> Iterator[FarEnd]:
    """Have a far end; `before` is what its command line begins with, such as another namespace."""
    keys = certificate() if secure else None
    command, kind = _compiled()
    given = [*before, *command, str(answer_ms)] + ([str(keys.path), str(keys.key)] if keys else [])
    process = subprocess.Popen(
        given,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "FAR_END_ADDRESS": address},
    )
    assert process.stdin
    assert process.stdout
    port = int(process.stdout.readline())
    url = f"{'https' if keys else 'http'}://{address}:{port}"
    try:
        yield FarEnd(url, port, f"{kind}, {'TLS' if keys else 'no TLS'}", process)
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(timeout=20)


def connection_to(there: FarEnd) -> http.client.HTTPConnection:
    """Return a connection of the standard library to a far end."""
    host = there.url.split("//")[1].split(":")[0]
    if not there.is_secure:
        return http.client.HTTPConnection(host, there.port)
    return http.client.HTTPSConnection(host, there.port, context=_trusting())


@lru_cache(maxsize=1)
def _trusting() -> ssl.SSLContext:
    return ssl.create_default_context()


@lru_cache(maxsize=1)
def _compiled() -> tuple[list[str], str]:
    """Return the command line of the far end, compiled if that can be, and what it is."""
    compiler = next((one for one in ("cc", "gcc", "clang") if shutil.which(one)), None)
    if compiler and sys.platform != "win32":
        made = Path(tempfile.mkdtemp(prefix="alphasms-bench-")) / "far_end"
        build = [compiler, "-O2", "-pthread", str(_SOURCE), "-o", str(made)]
        with_tls = [*build, "-DWITH_TLS", "-lssl", "-lcrypto"]
        wanted = [with_tls] if certificate() else [build]
        for command in wanted:
            if subprocess.run(command, capture_output=True, check=False).returncode == 0:
                return [str(made)], "a C program"
    return [sys.executable, str(Path(__file__))], "a Python program"


class _Service(BaseHTTPRequestHandler):
    """Answers as `far_end.c` does."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    calls = taken = chunked = 0
    answer_ms = 0
    lock = threading.Lock()

    def do_GET(self) -> None:
        told = {"calls": _Service.calls, "bytes": _Service.taken, "chunked": _Service.chunked}
        self._answer(json.dumps(told).encode())

    def do_POST(self) -> None:
        if "Content-Length" not in self.headers:
            _Service.chunked += 1
            self.close_connection = True
            return
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if self.path == "/api/xml.php":
            ids = re.findall(rb'sms_id="(\d+)"', body)
            told = b"".join(b'<msg sms_id="%b">102</msg>' % one for one in ids)
            self._answer(b"<package><status>" + told + b"</status></package>")
            return
        if self.path == "/api/json.php":
            self._answer(BALANCE.encode())
            return
        with _Service.lock:
            _Service.calls += 1
            _Service.taken += length + len(self.requestline) + 2 + len(str(self.headers)) + 2
            call_id = _Service.calls
        time.sleep(self.answer_ms / 1000)
        self._answer(b'{"id": %d, "price": 0.05}' % call_id)

    def _answer(self, body: bytes) -> None:
        self.send_response_only(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _serve(answer_ms: int, keys: list[str]) -> None:
    _Service.answer_ms = answer_ms
    address = os.environ.get("FAR_END_ADDRESS", "127.0.0.1")
    server = ThreadingHTTPServer((address, 0), _Service)
    server.daemon_threads = True
    if keys:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*keys)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    print(server.server_port, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    _serve(int(sys.argv[1]), sys.argv[2:])

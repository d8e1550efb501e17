"""A sandbox on loopback, sounds to upload, and a hook that listens."""

import http.client
import io
import json
import queue
import threading
import time
import wave
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode, urlsplit

import pytest

from alphasms_desktop.sandbox import Sandbox, SandboxSettings
from alphasms_desktop.sandbox.clock import Clock

BOUNDARY = "----b0undary"


def make_wav(seconds=2.0, rate=8000, channels=1, width=2):
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setframerate(rate)
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.writeframes(bytes(int(seconds * rate) * channels * width))
    return file.getvalue()


def make_form(fields, voice=None, file_name="audio.wav"):
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if voice is not None:
        head = f'Content-Disposition: form-data; name="voice"; filename="{file_name}"'
        parts.append(f"--{BOUNDARY}\r\n{head}\r\nContent-Type: audio/wav\r\n\r\n".encode())
        parts.append(voice + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


@dataclass
class Client:
    """Talks to one sandbox over one kept connection."""

    url: str
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self):
        self.connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=20)

    def send(self, method, path, body=b"", content_type="text/plain"):
        headers = {"Content-Type": content_type} if method == "POST" else {}
        self.connection.request(method, path, body or None, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def post_form(self, body):
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        status, answer = self.send("POST", "/api/voice.php", body, kind)
        assert status == 200
        return json.loads(answer)

    def call(self, phone="380501234567", voice=None, **fields):
        voice = make_wav() if voice is None else voice
        return self.post_form(make_form({"key": "k", "phone": phone, **fields}, voice))

    def xml(self, body):
        status, answer = self.send("POST", "/api/xml.php", body.encode(), "text/xml")
        assert status == 200
        return answer.decode().partition("?>\n")[2]

    def json(self, content, content_type="application/json"):
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        status, answer = self.send("POST", "/api/json.php", body, content_type)
        assert status == 200
        return json.loads(answer)

    def say(self, *items):
        """Send objects to json.php and return what each was answered."""
        answer = self.json({"auth": "k", "data": list(items)})
        assert answer["success"], answer
        return answer["data"]

    def http(self, command, **fields):
        """Send a command to http.php and return its pairs."""
        form = urlencode({"version": "http", "key": "k", "command": command, **fields})
        status, body = self.post_urlencoded("/api/http.php", form.encode())
        assert status == 200
        return dict(line.split(":", 1) for line in body.decode().splitlines())

    def post_urlencoded(self, path, body):
        return self.send("POST", path, body, "application/x-www-form-urlencoded")

    def calls(self):
        status, answer = self.send("GET", "/_sandbox/calls")
        assert status == 200
        return json.loads(answer)

    def set_account(self, **wish):
        return self.send("POST", "/_sandbox/account", json.dumps(wish).encode())


def make_sms(own_id, phone=380501234567, **more):
    return {
        "type": "sms",
        "id": own_id,
        "phone": phone,
        "sms_signature": "Voice",
        "sms_message": "Привіт",
        **more,
    }


def make_spoken(own_id, **more):
    voice = {"gender": "female", "language": "uk-UA", "name": "uk-UA-Standard-A"}
    wish = {"type": "voice", "id": own_id, "phone": "380501234567", "message": "Привіт"}
    return {**wish, "voice": voice, "dtmf": True, **more}


class HandClock(Clock):
    """Stands still until it is turned."""

    def __init__(self, speed=1.0):
        super().__init__(speed)
        self.moment = 1_800_000_000.0

    def now(self):
        return self.moment


class Receiver:
    """A hook's other end: keeps what comes, answers with the statuses given, then 200."""

    def __init__(self, statuses=()):
        self.bodies = queue.Queue()
        self.statuses = list(statuses)
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                # Kept before it is answered: who has seen the answer must find it here.
                receiver.bodies.put((self.path, json.loads(body)))
                self.send_response(receiver.statuses.pop(0) if receiver.statuses else 200)
                self.send_header("Location", f"{receiver.url}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()

    def next(self):
        return self.bodies.get(timeout=10)

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def wait_until(condition, within_s=10.0):
    deadline = time.monotonic() + within_s
    while not (found := condition()):
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.005)
    return found


@pytest.fixture
def open_box():
    """Start sandboxes with any settings; they are stopped at the end."""
    with ExitStack() as boxes:
        yield lambda **settings: boxes.enter_context(Sandbox(SandboxSettings(**settings)))


@pytest.fixture
def connect():
    """Make clients of a sandbox; their connections are closed at the end."""
    clients = []

    def connect(box):
        clients.append(Client(box.url))
        return clients[-1]

    yield connect
    for client in clients:
        client.connection.close()


@pytest.fixture
def client(open_box, connect):
    """Return a client of a sandbox where everybody answers and every sound may be paid."""
    return connect(open_box(scenario="all-answer"))


@pytest.fixture
def receive():
    """Start receivers of hooks; they are closed at the end."""
    with ExitStack() as receivers:

        def receive(*statuses):
            receiver = Receiver(statuses)
            receivers.callback(receiver.close)
            return receiver

        yield receive


@pytest.fixture
def wav():
    return make_wav


@pytest.fixture
def form():
    return make_form


@pytest.fixture
def until():
    return wait_until


@pytest.fixture
def hand_clock():
    return HandClock


@pytest.fixture
def sms():
    return make_sms


@pytest.fixture
def spoken():
    return make_spoken


@pytest.fixture
def stopped_time(monkeypatch, hand_clock):
    """Have the next sandbox live by a clock that is turned by hand."""
    clock = hand_clock()
    monkeypatch.setattr("alphasms_desktop.sandbox.clock.Clock", lambda speed: clock)
    return clock

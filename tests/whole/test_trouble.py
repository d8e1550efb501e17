"""Bad input and trouble: a plain sentence, the right exit code, nothing lost, nobody called."""

import http.server
import threading
import zipfile

import pytest

from tests.whole.conftest import last_line
from tests.whole.test_campaign import phones


def refused(done, *words: str) -> None:
    assert done.returncode == 2, done.stderr
    said = done.stderr
    assert "Traceback" not in said
    for word in words:
        assert word in said


def paused(done, *words: str) -> dict:
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr
    assert "run --campaign" in done.stderr
    return last_line(done)["outcomes"]


def test_a_missing_spreadsheet(office, sandbox):
    done = office.run(sandbox, office.folder / "nowhere.xlsx")
    refused(done, "There is no file", "nowhere.xlsx")


def test_an_empty_spreadsheet(office, sandbox):
    (office.folder / "empty.csv").write_bytes(b"")
    refused(office.run(sandbox, office.folder / "empty.csv"), "is empty")


def test_a_spreadsheet_that_is_none(office, sandbox):
    with zipfile.ZipFile(office.folder / "odd.xlsx", "w") as archive:
        archive.writestr("hello.txt", "not a workbook")
    refused(office.run(sandbox, office.folder / "odd.xlsx"), "save it as xlsx or csv")


def test_no_column_of_phones(office, sandbox):
    path = office.folder / "words.csv"
    path.write_text("Name;City\nOlena;Kyiv\nIvan;Lviv\n", encoding="utf-8")
    refused(office.run(sandbox, path), "looks like phones", "City")


def test_a_column_that_is_not_there(office, sandbox):
    contacts = office.contacts(phones(2))
    done = office.run(sandbox, contacts, "--phone-column", "Мобільний")
    refused(done, "Мобільний", "Телефон")


def test_no_phone_that_can_be_called(office, sandbox):
    contacts = office.contacts(["12", "3.8E+11", "abc"])
    refused(office.run(sandbox, contacts, "--phone-column", "Телефон"), "3 rows were set aside")


def test_audio_that_is_none(office, sandbox):
    broken = office.folder / "speech.mp3"
    broken.write_bytes(b"this is a text with the name of a song" * 20)
    done = office.do(
        *("run", "--contacts", office.contacts(phones(2)), "--audio", broken),
        *("--api-url", sandbox.url, "--data-dir", office.data),
    )
    refused(done, "no sound in “speech.mp3”")


def test_audio_over_five_megabytes(office, sandbox):
    done = office.do(
        *("run", "--contacts", office.contacts(phones(2)), "--audio", office.recording(330)),
        *("--api-url", sandbox.url, "--data-dir", office.data),
    )
    refused(done, "too long", "5 MB")


def test_audio_without_length(office, sandbox):
    done = office.do(
        *("run", "--contacts", office.contacts(phones(2)), "--audio", office.recording(0)),
        *("--api-url", sandbox.url, "--data-dir", office.data),
    )
    refused(done, "recording.wav")


def test_nothing_is_kept_or_called_after_bad_input(office, sandbox):
    office.run(sandbox, office.folder / "nowhere.xlsx")
    done = office.do("campaigns", "--data-dir", office.data, "--json")
    assert last_line(done) == []
    assert sandbox.calls() == []


def test_a_wrong_key_pauses_before_the_first_call_and_the_right_one_goes_on(office, sandbox):
    done = office.run(sandbox, office.contacts(phones(5)), ALPHASMS_API_KEY="mistyped")
    assert paused(done, "does not know this key")["queued"] == 5
    assert sandbox.calls() == []

    done = office.do("run", "--campaign", 1, "--data-dir", office.data, "--json")
    assert done.returncode == 0, done.stderr
    assert len(sandbox.calls()) == 5


@pytest.mark.parametrize(
    ("key_state", "words"),
    [
        ("banned", "account is blocked"),
        ("api_disabled", "API access is off"),
        ("ip_denied", "allowed IPs"),
        ("wrong", "does not know this key"),
    ],
)
def test_each_trouble_of_the_account_has_its_sentence(office, sandbox, key_state, words):
    sandbox.set_account(key_state=key_state)
    done = office.run(sandbox, office.contacts(phones(3)))
    assert paused(done, words)["queued"] == 3
    assert sandbox.calls() == []


def test_no_money_pauses_and_a_top_up_goes_on(office, sandbox):
    sandbox.set_account(balance="0.07")
    done = office.run(sandbox, office.contacts(phones(10)), "--uploads", "1")
    outcomes = paused(done, "balance is too low")
    assert outcomes["queued"] == 7
    assert outcomes["accepted"] == 0

    # Whoever resumes without a top-up may know better, so then the service itself is asked.
    done = office.do("run", "--campaign", 1, "--data-dir", office.data, "--json")
    assert paused(done, "balance is too low", "Insufficient funds")["queued"] == 7

    sandbox.set_account(balance="100")
    done = office.do("run", "--campaign", 1, "--data-dir", office.data, "--json")
    assert done.returncode == 0, done.stderr
    assert sorted(sandbox.phones()) == phones(10)


def test_a_service_that_cannot_be_reached(office):
    done = office.do(
        *("run", "--contacts", office.contacts(phones(3)), "--audio", office.recording()),
        *("--api-url", "http://127.0.0.1:9", "--data-dir", office.data, "--json"),
    )
    assert paused(done, "cannot be reached")["queued"] == 3


class Stranger(http.server.BaseHTTPRequestHandler):
    """A web server that is not AlphaSMS."""

    answer = (200, {}, b"<html>Welcome to the hotel</html>")

    def do_POST(self):
        self.server.seen.append(self.rfile.read(int(self.headers["Content-Length"])))
        code, headers, body = self.server.answer
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def stranger():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stranger)
    server.seen = []
    server.answer = Stranger.answer
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def run_at(office, server):
    return office.do(
        *("run", "--contacts", office.contacts(phones(3)), "--audio", office.recording()),
        *("--api-url", f"http://127.0.0.1:{server.server_port}"),
        *("--data-dir", office.data, "--json"),
    )


def test_something_else_answers(office, stranger):
    assert paused(run_at(office, stranger), "Something other than AlphaSMS")["queued"] == 3


def test_a_redirect_to_another_host_never_gets_the_key(office, stranger, sandbox):
    stranger.answer = (307, {"Location": f"{sandbox.url}/api/json.php"}, b"")
    outcomes = paused(run_at(office, stranger), "leads elsewhere")
    assert outcomes["queued"] == 3
    assert sandbox.calls() == []
    assert not any(b"RIFF" in body for body in stranger.seen)


def test_a_data_folder_that_cannot_be_written(office, sandbox):
    in_the_way = office.folder / "file"
    in_the_way.write_text("x")
    done = office.do(
        *("run", "--contacts", office.contacts(phones(2)), "--audio", office.recording()),
        *("--api-url", sandbox.url, "--data-dir", in_the_way / "data"),
    )
    refused(done, "cannot be written")


def test_a_data_folder_on_a_network_share(office, sandbox):
    done = office.do(
        *("run", "--contacts", office.contacts(phones(2)), "--audio", office.recording()),
        *("--api-url", sandbox.url, "--data-dir", "//server/share/alphasms"),
    )
    refused(done, "network drive")


def test_a_campaign_runs_in_one_place_at_a_time(office, start_sandbox):
    sandbox = start_sandbox("--speed", 1)
    running = office.start(
        *("run", "--contacts", office.contacts(phones(3)), "--audio", office.recording()),
        *("--api-url", sandbox.url, "--data-dir", office.data),
    )
    while len(sandbox.calls()) < 3:
        assert running.poll() is None, running.communicate()

    done = office.do("run", "--campaign", 1, "--data-dir", office.data)
    refused(done, "running in another window")
    running.kill()
    running.communicate()
    listed = last_line(office.do("campaigns", "--data-dir", office.data, "--json"))
    assert listed[0]["state"] == "interrupted"


def test_a_campaign_goes_on_only_where_it_was_begun(office, sandbox, start_sandbox):
    office.run(sandbox, office.contacts(phones(2)))
    other = start_sandbox()
    elsewhere = ("run", "--campaign", 1, "--data-dir", office.data)

    refused(office.do(*elsewhere, "--api-url", other.url), "belongs to", sandbox.url)
    refused(office.do(*elsewhere, "--sandbox"), "belongs to")


def test_a_campaign_goes_on_only_with_the_account_it_was_begun_with(office, sandbox):
    sandbox.set_account(balance="0.05")
    office.run(sandbox, office.contacts(phones(6)))
    again = ("run", "--campaign", 1, "--data-dir", office.data)

    refused(office.do(*again, ALPHASMS_API_KEY="another"), "another API key", "--same-account")
    assert len(sandbox.calls()) == 2


def test_real_and_training_never_share_a_folder(office, sandbox):
    office.run(sandbox, office.contacts(phones(1)))
    done = office.do(
        *("run", "--contacts", office.contacts(phones(1)), "--audio", office.recording()),
        *("--data-dir", office.data),
    )
    refused(done, "training")


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",),
        ("run", "--contacts", "a.xlsx"),
        ("run", "--campaign", "1", "--contacts", "a.xlsx"),
        ("run", "--sandbox", "--api-url", "https://alphasms.ua"),
        ("run", "--contacts", "a", "--audio", "b", "--uploads", "0"),
        ("run", "--contacts", "a", "--audio", "b", "--report", "report.docx"),
        ("run", "--contacts", "a", "--audio", "b", "--hours", "morning"),
        ("run", "--contacts", "a", "--audio", "b", "--cap", "100"),
        ("run", "--contacts", "a", "--audio", "b", "--api-url", "http://alphasms.ua"),
        ("campaigns", "--language", "fr"),
        ("sandbox", "--speed", "-1"),
        ("dance",),
    ],
)
@pytest.mark.parametrize("language", ["uk", "en"])
def test_wrong_use_is_said_in_the_user_s_language(office, arguments, language):
    done = office.do(*arguments, ALPHASMS_LANGUAGE=language)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert any("а" <= letter.lower() <= "я" for letter in last) == (language == "uk"), last


def test_a_campaign_that_is_not_there(office):
    refused(office.do("run", "--campaign", 7, "--sandbox", "--data-dir", office.data), "campaign 7")


def test_a_report_that_cannot_be_written_loses_nothing(office, sandbox):
    (office.folder / "taken").write_text("a file where a folder should be")
    report = office.folder / "taken" / "report.xlsx"

    done = office.run(sandbox, office.contacts(phones(2)), "--report", report)

    assert done.returncode == 4
    assert "everything is kept" in done.stderr
    later = office.folder / "report.xlsx"
    done = office.do(*("run", "--campaign", 1, "--data-dir", office.data, "--report", later))
    assert done.returncode == 0, done.stderr
    assert later.exists()
    assert len(sandbox.calls()) == 2

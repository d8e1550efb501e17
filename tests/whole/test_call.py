"""One call from the command line: the first proof on the wire."""

from tests.whole.conftest import last_line


def call(office, sandbox, phone, *more):
    return office.do(
        *("call", phone, "--audio", office.recording(), "--api-url", sandbox.url),
        *("--data-dir", office.data, "--json", *more),
    )


def test_a_single_call_says_id_price_outcome_and_seconds(office, start_sandbox):
    sandbox = start_sandbox("--scenario", "all-answer")
    done = call(office, sandbox, "050 123-45-67")

    assert done.returncode == 0, done.stderr
    (taken,) = sandbox.calls()
    facts = last_line(done)
    assert facts["phone"] == "+380501234567"
    assert facts["gateway_id"] == str(taken["id"])
    assert facts["price"] == "0.02"
    assert facts["outcome"] == "answered"
    assert facts["duration_s"] == 1.0
    assert "Answered" in done.stderr


def test_it_is_kept_as_a_campaign_of_one(office, start_sandbox):
    sandbox = start_sandbox("--scenario", "nobody-answers")
    assert call(office, sandbox, "+380501234567").returncode == 0
    listed = office.do("campaigns", "--data-dir", office.data, "--json")
    (campaign,) = last_line(listed)
    assert campaign["name"].startswith("Single call")


def test_what_is_no_phone_is_said_and_nothing_leaves(office, sandbox):
    done = call(office, sandbox, "12-34")
    assert done.returncode == 2
    assert "“12-34” is not a phone" in done.stderr
    assert last_line(done)["error"] == "bad_phone"
    assert sandbox.calls() == []


def test_a_wrong_key_is_said_in_the_services_words_too(office, sandbox):
    sandbox.set_account(key_state="banned")
    done = call(office, sandbox, "+380501234567")
    assert done.returncode == 4
    assert "blocked" in done.stderr
    assert sandbox.calls() == []

"""The table of `lint`, and the look at the lock."""

from pathlib import Path


def test_addresses_in_a_lock_are_found_with_their_lines(checks):
    lock = "httpx==0.28.1 \\\n    --hash=sha256:00\nother @ https://example.org/other.whl\n"
    assert checks.addresses_in(lock) == "line 3: other @ https://example.org/other.whl"


def test_our_lock_holds_no_address(checks):
    lock = Path(checks.__file__).with_name("requirements.lock").read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    assert checks.addresses_in(lock) == ""


def test_the_table_tells_every_check(checks):
    findings = [checks.Finding("ruff check", "", 0.31), checks.Finding("mypy", "error", 12.0)]
    assert checks.table(findings).splitlines() == [
        "  ruff check       ok        0.3 s",
        "  mypy             FAILED   12.0 s",
    ]


def test_all_checks_are_run_though_one_fails(checks, monkeypatch, capsys, tmp_path):
    looks = {"first": lambda: "it is wrong", "second": lambda: ""}
    monkeypatch.setattr(checks, "_looks", lambda root: looks)
    assert checks.lint(tmp_path) is False
    output = capsys.readouterr().out
    assert "--- first\nit is wrong" in output
    assert "second           ok" in output

"""What `lint` looks at: style, types, layers and the lock; all of it, even when a part fails."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import environment
from steps import run_hidden, say


class Finding(NamedTuple):
    """How one check ended; `trouble` is empty when all is well."""

    name: str
    trouble: str
    took_s: float


def lint(root: Path) -> bool:
    """Run every check, tell what they found, and return whether all is well."""
    say("Checking style, types, layers and lock ...")
    findings = []
    for name, look in _looks(root).items():
        began = time.monotonic()
        trouble = look()
        findings.append(Finding(name, trouble, time.monotonic() - began))
        if trouble:
            say(f"\n--- {name}\n{trouble}\n")
    say(table(findings))
    return not any(finding.trouble for finding in findings)


def table(findings: Sequence[Finding]) -> str:
    """Return a line for each check: name, result, time."""
    return "\n".join(
        f"  {finding.name:16} {'FAILED' if finding.trouble else 'ok':7} {finding.took_s:5.1f} s"
        for finding in findings
    )


def addresses_in(lock: str) -> str:
    """Return the lines of a lock that hold an address; it has to work with any package index."""
    lines = enumerate(lock.splitlines(), 1)
    return "\n".join(f"line {number}: {line.strip()}" for number, line in lines if "://" in line)


def _looks(root: Path) -> dict[str, Callable[[], str]]:
    python = str(environment.python_of(root))

    def program(*command: str) -> Callable[[], str]:
        return lambda: _trouble_of(command, root)

    return {
        "ruff check": program(python, "-m", "ruff", "check", "."),
        "ruff format": program(python, "-m", "ruff", "format", "--check", "."),
        "mypy": program(python, "-m", "mypy", "--num-workers", "auto"),
        "layers": program(str(environment.tool_of(root, "lint-imports")), "--no-logo"),
        "lock": lambda: addresses_in((root / environment.LOCK).read_text(encoding="utf-8")),
    }


def _trouble_of(command: Sequence[str], root: Path) -> str:
    code, output = run_hidden(command, root)
    return (output.strip() or f"exit code {code}, without a word") if code else ""

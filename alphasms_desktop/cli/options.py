"""What a command line has asked for, as values."""

import argparse
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path


class Command(StrEnum):
    """The commands."""

    WINDOW = "window"
    RUN = "run"
    CALL = "call"
    VERIFY = "verify"
    CHECK = "check"
    CONVERT = "convert"
    CAMPAIGNS = "campaigns"
    REPORT = "report"
    EVIDENCE = "evidence"
    BACKUP = "backup"
    ERASE = "erase"
    RESTORE = "restore"
    SANDBOX = "sandbox"
    KEY = "key"
    SELF_TEST = "self-test"


@dataclass
class Options(argparse.Namespace):
    """Everything a command line may say; what a command does not know stays as it is here."""

    command: Command = Command.WINDOW
    data_dir: Path | None = None
    json: bool = False
    language: str | None = None
    # window
    sample: bool = False
    # run
    contacts: Path | None = None
    audio: Path | None = None
    text: str | None = None
    sender: str | None = None
    voice: str | None = None
    empty_as: str | None = None
    keep_long: bool = False
    then_voice_sms: str | None = None
    then_sms: str | None = None
    sms_sender: str | None = None
    campaign: int | None = None
    phone_column: str | None = None
    each_row: bool = False
    name: str | None = None
    sandbox: bool = False
    api_url: str | None = None
    report: Path | None = None
    hours: str | None = None
    days: str | None = None
    no_holidays: bool = False
    despite_hours: str | None = None
    start_at: str | None = None
    if_missed: str | None = None
    deadline: str | None = None
    after_deadline: str | None = None
    per_minute: int | None = None
    canary: int | None = None
    go_on_if: float | None = None
    retry: str | None = None
    cap: Decimal | None = None
    lost_pause: int = 3
    not_again_within: int | None = None
    advertising: bool = False
    keys: list[str] | None = None
    receive: str | None = None
    receive_at: str | None = None
    receive_port: int | None = None
    uploads: int = 8
    results_within: float = 120.0
    same_account: bool = False
    # call and verify
    phone: str = ""
    by: str = "call"
    despite_do_not_call: bool = False
    # check
    file: Path | None = None
    # convert
    source: Path | None = None
    target: Path | None = None
    trim: bool = False
    level: bool = False
    phone_preview: bool = False
    # sandbox
    port: int = 0
    key: str | None = None
    scenario: str = "ordinary"
    speed: float = 1.0
    seed: int = 0
    first_id: int | None = None
    balance: Decimal = Decimal(100_000)
    hooks_anywhere: bool = False
    keep: Path | None = None
    # key
    forget: bool = False
    # report, evidence, backup, erase
    out: Path | None = None
    older_than: int | None = None
    export: Path | None = None
    # restore
    archive: Path | None = None
    copy: Path | None = None
    empty: bool = False

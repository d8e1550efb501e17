"""The evidence pack: one archive with reports, message, journal, consents and all their hashes."""

import csv
import hashlib
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

from alphasms_desktop import __version__, wording
from alphasms_desktop.domain.attempt import State, Why
from alphasms_desktop.domain.campaign import Campaign, Mode, Phase
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.evidence import ConsentLine, EventLine, Evidence
from alphasms_desktop.domain.hours import DespiteHours
from alphasms_desktop.domain.result import ReportProgress, Results
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.domain.success import Success
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.reports.apart import write_watched
from alphasms_desktop.reports.cells import in_csv
from alphasms_desktop.reports.columns import Form, Value, local
from alphasms_desktop.reports.summary import mode_words
from alphasms_desktop.reports.whole_file import whole_file

MANIFEST = "manifest.json"
_CHUNK = 1 << 16
_FIRST_YEAR = 1980
"""An archive knows no earlier moment."""

_SOURCES = {
    Why.ASKED: mark("AlphaSMS answered when asked"),
    Why.REPORTED: mark("AlphaSMS reported it itself"),
}
"""Where a result is from: what a proof must tell, though on the screen its state says enough."""


class _Pack:
    """An archive being filled; it knows the hash of everything it has taken."""

    def __init__(self, archive: ZipFile, moment: datetime) -> None:
        self._archive = archive
        self._moment = moment.timetuple()[:6]
        self.files: dict[str, dict[str, object]] = {}

    def add(self, name: str, chunks: Iterable[bytes], *, is_packed: bool = False) -> None:
        """Put a file into the archive as it comes, and note its size and hash."""
        entry = ZipInfo(
            name, self._moment if self._moment[0] >= _FIRST_YEAR else (1980, 1, 1, 0, 0, 0)
        )
        entry.compress_type = ZIP_STORED if is_packed else ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        digest, size = hashlib.sha256(), 0
        with self._archive.open(entry, "w", force_zip64=True) as target:
            for chunk in chunks:
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.files[name] = {"bytes": size, "sha256": digest.hexdigest()}


def write_evidence(evidence: Evidence, path: Path, progress: ReportProgress) -> None:
    """Write the pack, whole or not at all; raises TroubleError, GIVEN_UP where it is given up."""
    if path.suffix.lower() != ".zip":
        raise TroubleError(Kind.REPORT_UNWRITABLE, path=path, what="suffix_zip")
    results = evidence.results()
    campaign = results.campaign
    with whole_file(path) as file, ZipFile(file, "w") as archive:
        pack = _Pack(archive, campaign.created_at.astimezone(ZoneInfo(wording.KYIV)))
        with tempfile.TemporaryDirectory(prefix="alphasms-") as passing:
            for name in ("report.pdf", "report.xlsx"):
                written = Path(passing) / name
                write_watched(evidence.results(), written, progress)
                pack.add(name, _chunks(written), is_packed=True)
        for sound in evidence.sounds:
            pack.add(f"message/{sound.name}", _chunks(sound))
        for channel, text in sorted(campaign.texts.items()):
            pack.add(f"message/{channel}.txt", [text.template.encode()])
        success = results.tally.success
        events = (_event(one, success) for one in evidence.events)
        pack.add("journal.csv", _table(_JOURNAL, events, campaign.mode, progress))
        consents = map(_consent, evidence.consents)
        pack.add("consents.csv", _table(_CONSENTS, consents, campaign.mode, progress))
        pack.add("about.txt", [_about(results, evidence).encode("utf-8-sig")])
        hashes = "".join(f"{one['sha256']}  {name}\n" for name, one in pack.files.items())
        pack.add("SHA256SUMS", [hashes.encode()])
        pack.add(MANIFEST, [_manifest(campaign, pack, evidence).encode()])


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


_JOURNAL: Sequence[tuple[Callable[[], str], Form]] = (
    (lambda: tr("When"), Form.MOMENT),
    (lambda: tr("Row"), Form.NUMBER),
    (lambda: tr("Phone"), Form.PHONE),
    (lambda: tr("Attempt"), Form.NUMBER),
    (lambda: tr("Before"), Form.TEXT),
    (lambda: tr("After"), Form.TEXT),
    (lambda: tr("Reason"), Form.TEXT),
    (lambda: tr("Service's word"), Form.TEXT),
    (lambda: tr("Price"), Form.MONEY),
    (lambda: tr("Call id"), Form.TEXT),
)
_CONSENTS: Sequence[tuple[Callable[[], str], Form]] = (
    (lambda: tr("Row"), Form.NUMBER),
    (lambda: tr("Phone"), Form.PHONE),
    (lambda: tr("Consent by the file"), Form.TEXT),
    (lambda: tr("Consent in the contact book"), Form.TEXT),
    (lambda: tr("Basis"), Form.TEXT),
    (lambda: tr("Date"), Form.TEXT),
    (lambda: tr("Where it is kept"), Form.TEXT),
)
_MODE: tuple[Callable[[], str], Form] = (lambda: tr("Mode"), Form.TEXT)


def _table(
    columns: Sequence[tuple[Callable[[], str], Form]],
    rows: Iterable[Sequence[Value]],
    mode: Mode,
    progress: ReportProgress,
) -> Iterator[bytes]:
    """Give a table as csv that Excel opens by a double click, some rows at a time.

    In training every row says so, in a column of its own.
    """
    in_training = (wording.mode_name(mode),) if mode is Mode.TRAINING else ()
    if in_training:
        columns = [*columns, _MODE]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([in_csv(heading(), Form.TEXT) for heading, _ in columns])
    yield b"\xef\xbb\xbf"
    for row in rows:
        if progress.given_up:
            raise TroubleError(Kind.GIVEN_UP, what="report")
        values = zip((*row, *in_training), columns, strict=True)
        writer.writerow(in_csv(value, form) for value, (_, form) in values)
        if text.tell() > _CHUNK:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    said = text.getvalue()
    text.seek(0)
    text.truncate()
    return said.encode()


def _event(one: EventLine, success: Success) -> list[Value]:
    return [
        local(one.at),
        one.row,
        one.phone,
        one.number,
        _word(one.before, success),
        _word(one.after, success),
        tr(_SOURCES[one.why]) if one.why in _SOURCES else wording.reason(one.why),
        wording.service_word(one.raw, one.why),
        one.price,
        one.gateway_id,
    ]


def _word(state: str, success: Success) -> str:
    """Return the user's word for where a call stands, or the campaign itself."""
    if state in set(State):
        return wording.state_name(State(state), success)
    return wording.phase_name(Phase(state)) if state in set(Phase) else state


def _consent(one: ConsentLine) -> list[Value]:
    words = {True: tr("yes"), False: tr("no"), None: ""}
    on = one.on.isoformat() if one.on else None
    return [
        one.row,
        one.phone,
        words[one.by_sheet],
        words[one.is_given],
        one.basis,
        on,
        one.evidence,
    ]


def _about(results: Results, evidence: Evidence) -> str:
    campaign = results.campaign
    is_advertising = campaign.rules.purpose is Purpose.ADVERTISING
    purpose = (
        tr("Advertising: only those who had consented were called; see consents.csv.")
        if is_advertising
        else tr("A service notice: the law asks no consent to it; see consents.csv all the same.")
    )
    lines = [
        campaign.name,
        wording.totals_sentence(results.totals),
        mode_words(campaign.mode),
        purpose,
        *([_despite_hours(leave)] if (leave := campaign.rules.despite_hours) else []),
        "",
        "report.pdf, report.xlsx: " + tr("who was called, when, for how long, which key"),
        "message/: " + tr("the message as it was sent; a file is named by its SHA-256"),
        "journal.csv: " + tr("every change of every call, in Kyiv time"),
        "SHA256SUMS, manifest.json: "
        + tr("hashes of all files, to prove that nothing was changed"),
    ]
    if evidence.lost:
        lines += ["", tr("Gone from this computer:") + " " + ", ".join(evidence.lost)]
    return "\r\n".join(lines) + "\r\n"


def _despite_hours(leave: DespiteHours) -> str:
    sentence = tr("Until {time} calls could leave despite the allowed hours: {reason}")
    until = leave.until.astimezone(ZoneInfo(wording.KYIV))
    return sentence.format(time=f"{until:%d.%m.%Y %H:%M}", reason=leave.reason)


def _manifest(campaign: Campaign, pack: _Pack, evidence: Evidence) -> str:
    leave = campaign.rules.despite_hours
    said = {
        "program": f"AlphaSMS Desktop {__version__}",
        "campaign": campaign.id,
        "name": campaign.name,
        "mode": str(campaign.mode),
        "purpose": str(campaign.rules.purpose),
        "despite_hours": leave.reason if leave else None,
        "created_at": campaign.created_at.isoformat(),
        "service": campaign.service.url,
        "message_sha256": [sound.stem for sound in evidence.sounds],
        "message_lost": list(evidence.lost),
        "files": pack.files,
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"

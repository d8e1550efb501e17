"""Makes the sample of `resources/sample`: a clinic's contact list, its twin in csv, a recording.

Run by hand when the sample should change; needs `espeak-ng` for the recording. The people are
invented, their phones all begin with 000 after the operator's code to show it, and every run
makes the same bytes.
"""

import csv
import re
import subprocess
import sys
import tempfile
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
from imageio_ffmpeg import get_ffmpeg_exe

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sample"
HEADER = ("№", "Прізвище та ім’я", "Телефон", "Дата візиту", "Час", "Лікар", "Примітка")
VISIT = date(2026, 11, 24)
PATIENTS = 196
MADE = datetime(2026, 11, 23, 16, 0)
FIRST_SLOT, SLOT_MINUTES = 8 * 60, 10

_FAMILIES = (
    *("Шевчук", "Бондар", "Коваленко", "Ткачук", "Мельник", "Лисенко", "Гончар", "Їжакевич"),
    *("Ґудзь", "Поліщук", "Савчук", "Руденко", "Кравець", "Олійник", "Захарчук", "Мороз"),
    *("Петренко", "Левченко", "Щербак", "Гайдук"),
)
_NAMES = (
    *("Олена", "Іван", "Марія", "Петро", "Ганна", "Андрій", "Оксана", "Юрій", "Наталія"),
    *("Степан", "Ірина", "Богдан", "Єва", "Тарас", "Людмила", "Роман", "Софія"),
)
_DOCTORS = ("Коваль О. П.", "Дяченко І. В.", "Сидоренко Л. М.")
_NOTES = ("", "", "", "повторний візит", "принести аналізи", "", "вперше", "")
_OPERATORS = ("50", "67", "63", "93", "66", "68", "73", "95", "96", "97", "98", "99", "77")
_SPELLINGS = (
    "+380{0}{1}{2}{3}",
    "0{0}{1}{2}{3}",
    "+38 (0{0}) {1}-{2}-{3}",
    "0{0} {1} {2} {3}",
    "(0{0}) {1}-{2}-{3}",
    "380{0}{1}{2}{3}",
    "8 0{0} {1} {2} {3}",
    "0{0}-{1}-{2}-{3}",
    "0{0}.{1}.{2}.{3}",
    "+380 {0} {1} {2} {3}",
    "80{0}{1}{2}{3}",
    "'0{0}{1}{2}{3}",
    "0{0}\u00a0{1}\u00a0{2}\u00a0{3}",
    "тел. 0{0} {1}-{2}-{3}",
    "0{0}{1}{2}{3} дод. 2",
    "0{0}{1}{2}{3}.0",
    "8-0{0}-{1}-{2}-{3}",
)
_EVERY_NUMBER_CELL = 19
_TEXT = (
    "Добрий день! Це клініка «Здоров’я». Нагадуємо, що завтра у вас візит до лікаря. "
    "Якщо ви прийдете, натисніть один. Якщо прийти не зможете, натисніть два. До зустрічі!"
)

Row = list[object]


_SPECIAL_PHONES: dict[int, object] = {
    7: 500001007,  # the leading zero is lost
    23: "3.80501E+11",
    38: "+380670000000",
    52: None,
    64: 670001064,
    77: "050 00 45",
    95: "+380930000000",
    103: "044 000 11 03",
    131: "немає",
    150: "+380500000000",
    166: "О68 000 11 66",
    171: "050 000 11 71; 067 000 11 71",
    183: "+380660000000",
}
_REPEATS = {88: 12, 139: 30, 174: 61, 190: 12}
_TWICE_TODAY = 139
"""This one is the same person at another doctor; the others share a phone with somebody."""


def patients() -> list[Row]:
    """Return the rows of the sheet below its header."""
    rows: list[Row] = [_patient(number) for number in range(1, PATIENTS + 1)]
    for number, phone in _SPECIAL_PHONES.items():
        rows[number - 1][2] = phone
    for number, original in _REPEATS.items():
        rows[number - 1][2] = _phone(original, spelling=number)
    rows[_TWICE_TODAY - 1][1] = rows[_REPEATS[_TWICE_TODAY] - 1][1]
    for place in (140, 90, 41):
        rows.insert(place, [None] * len(HEADER))
    return rows


def _patient(number: int) -> Row:
    family = _FAMILIES[number * 7 % len(_FAMILIES)]
    name = _NAMES[number * 5 % len(_NAMES)]
    minutes = FIRST_SLOT + (number - 1) // len(_DOCTORS) * SLOT_MINUTES
    return [
        number,
        f"{family} {name}",
        _phone(number, spelling=number),
        VISIT,
        time(minutes // 60, minutes % 60),
        _DOCTORS[number % len(_DOCTORS)],
        _NOTES[number % len(_NOTES)] or None,
    ]


def _phone(number: int, spelling: int) -> object:
    operator = _OPERATORS[number % len(_OPERATORS)]
    digits = f"{1000 + number:07d}"
    if spelling % _EVERY_NUMBER_CELL == 0:
        return int(f"380{operator}{digits}")
    form = _SPELLINGS[spelling % len(_SPELLINGS)]
    return form.format(operator, digits[:3], digits[3:5], digits[5:])


def write_workbook(path: Path) -> None:
    """Write the list as xlsx, with real numbers, dates and times in its cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one
    sheet.title = "Пацієнти"
    for row in (HEADER, *patients()):
        sheet.append(list(row))
    for cells in sheet.iter_rows(min_row=2, min_col=4, max_col=5):
        for cell, form in zip(cells, ("dd.mm.yyyy", "hh:mm"), strict=True):
            cell.number_format = form
    for column, width in zip("ABCDEFG", (5, 24, 26, 13, 8, 16, 20), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    book.properties.creator = "AlphaSMS Desktop"
    book.properties.created = MADE
    book.save(path)
    _forget_when_made(path)


def _forget_when_made(path: Path) -> None:
    """Pack a workbook again without the hour of its making, so that each run gives the same."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    made = f"{MADE:%Y-%m-%dT%H:%M:%SZ}".encode()
    parts[core] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + made, parts[core])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            part = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, body)


def write_text(path: Path) -> None:
    """Write the same list as old programs do: semicolons, Windows' Cyrillic, texts only."""
    with path.open("w", encoding="cp1251", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows([_as_text(cell) for cell in row] for row in patients())


def _as_text(cell: object) -> str:
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return "" if cell is None else str(cell)


def write_recording(path: Path) -> None:
    """Speak the message in Ukrainian and pack it as a phone's voice recorder would."""
    with tempfile.TemporaryDirectory() as folder:
        spoken = Path(folder) / "spoken.wav"
        subprocess.run(["espeak-ng", "-v", "uk", "-s", "140", "-w", str(spoken), _TEXT], check=True)
        pack = ["-ac", "1", "-c:a", "aac", "-b:a", "64k", "-map_metadata", "-1"]
        exact = ["-fflags", "+bitexact", "-flags:a", "+bitexact"]
        command = [get_ffmpeg_exe(), "-v", "error", "-nostdin", "-i", str(spoken), *pack, *exact]
        subprocess.run([*command, "-y", str(path)], check=True)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    write_workbook(FOLDER / "contacts.xlsx")
    write_text(FOLDER / "contacts-cp1251.csv")
    write_recording(FOLDER / "recording.m4a")
    sys.stdout.write(f"made in {FOLDER}\n")

"""`check`: what an import would take, said to people and to programs."""

import json

import openpyxl


def test_a_program_is_told_every_row(office):
    path = office.contacts(["0501234567", "+380501234567", "05012", None, "3.80501E+11"])
    done = office.do("check", path, "--json")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert told["ready"] == [
        {"row": 2, "phone": "+380501234567", "original": "0501234567", "repaired": False}
    ]
    assert [(one["row"], one["reason"]) for one in told["rejects"]] == [
        (4, "too_short"),
        (5, "no_phone"),
        (6, "lost_digits"),
    ]
    assert "cut digits off" in told["rejects"][2]["sentence"]
    assert told["duplicates"] == [{"row": 3, "of": 2}]
    assert (told["rows"], told["sheet"]) == (5, "Sheet")


def test_a_person_is_told_in_sentences_in_both_languages(office):
    path = office.contacts(["8 (050) 123-45-67", "05012"])
    said = office.do("check", path).stdout
    assert "1 row can be called (1 repaired)" in said
    assert "Row 3: “05012” has too few digits" in said
    assert "+380 50 123 45 67" in said
    kazhe = office.do("check", path, "--language", "uk").stdout
    assert "1 рядок готовий до дзвінка (1 виправлено)" in kazhe
    assert "Рядок 3: " in kazhe


def test_a_file_nobody_of_which_can_be_called_ends_with_two(office):
    done = office.do("check", office.contacts(["05012"]), "--phone-column", "Телефон")
    assert done.returncode == 2
    missing = office.do("check", office.folder / "gone.xlsx", "--json")
    assert missing.returncode == 2
    assert json.loads(missing.stdout)["error"] == "file_missing"


def test_the_header_of_a_csv_is_row_one(office):
    path = office.folder / "a.csv"
    path.write_text("Name;Phone\nA;0501234567\n\nB;050\n", encoding="utf-8")
    told = json.loads(office.do("check", path, "--json").stdout)
    assert [one["row"] for one in told["ready"]] == [2]
    assert [one["row"] for one in told["rejects"]] == [4]


def test_what_was_not_read_is_said(office):
    path = office.contacts(["0501234567", "0677654321"])
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[3].hidden = True
    more = book.create_sheet("Буд. 2")
    for row in (["Телефон"], ["0631112233"], ["0631112234"]):
        more.append(row)
    book.save(path)
    said = office.do("check", path).stdout
    assert "1 hidden row is left out." in said
    assert "1 more sheet is not read: “Буд. 2”." in said

"""What a command says of a contact file before anybody is called."""

import io
from dataclasses import replace

from alphasms_desktop import i18n
from alphasms_desktop.cli.summary import Speaker
from alphasms_desktop.domain.contact import ContactList
from tests.fakes import HEAD


def test_what_was_not_read_of_a_file_is_said():
    i18n.use("en")
    said = io.StringIO()
    head = replace(HEAD, hidden_rows=2, unread_sheets=("B", "C"))
    Speaker(said).contacts_ready(ContactList(1, head, ready=3, rejected=0, duplicates=0))
    lines = said.getvalue().splitlines()
    assert lines[1] == "2 hidden rows are left out."
    assert lines[2].startswith("2 more sheets are not read: “B”, “C”. To call")

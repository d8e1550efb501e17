"""`restore`: the copies of a data folder, from the command line."""

import json

from tests.whole.conftest import last_line


def test_a_damaged_file_is_replaced_by_its_copy(office, sandbox):
    done = office.run(sandbox, office.contacts(["+380501234567"]))
    assert done.returncode == 0, done.stderr
    restore = ("restore", "--sandbox", "--data-dir", office.data)
    (copy,) = json.loads(office.do(*restore, "--json").stdout)
    assert copy["campaigns"] == 1
    (office.data / "alphasms.sqlite").write_bytes(b"\xa5" * 9_000)

    broken = office.do("campaigns", "--sandbox", "--data-dir", office.data)
    assert broken.returncode == 2
    assert "alphasms-desktop restore" in broken.stderr

    listed = office.do(*restore)
    assert "1 copy, the newest first:" in listed.stdout
    put_back = office.do(*restore, "--copy", copy["path"])
    assert put_back.returncode == 0, put_back.stderr
    assert "damaged" in put_back.stdout
    campaigns = office.do("campaigns", "--sandbox", "--data-dir", office.data, "--json")
    (campaign,) = last_line(campaigns)
    assert campaign["state"] == "finished"


def test_a_file_that_is_no_copy_is_refused(office):
    other = office.recording()
    done = office.do("restore", "--sandbox", "--data-dir", office.data, "--copy", other)
    assert done.returncode == 2
    assert "is not a copy" in done.stderr

"""The log: what it must never hold."""

import logging

from alphasms_desktop.log import masked, open_log


def test_phones_are_shortened_and_keys_left_out():
    line = masked("calling +380501234567 and 380671112233, key=SECRET auth: 'OTHER' token=ab12")

    assert "1234567" not in line
    assert "6711122" not in line
    assert "SECRET" not in line
    assert "OTHER" not in line
    assert "ab12" not in line


def test_short_numbers_and_ids_stay_readable():
    assert masked("campaign 12 took 100500 in 0.25 s") == "campaign 12 took 100500 in 0.25 s"


def test_a_log_that_cannot_be_written_says_nothing_on_the_terminal(tmp_path, capsys):
    open_log(tmp_path)
    (handler,) = logging.getLogger("alphasms_desktop").handlers
    handler.stream.close()

    logging.getLogger("alphasms_desktop.test").error("lost")

    logging.getLogger("alphasms_desktop").removeHandler(handler)
    assert capsys.readouterr() == ("", "")


def test_a_traceback_is_masked_too(tmp_path):
    open_log(tmp_path)
    log = logging.getLogger("alphasms_desktop.test")
    try:
        raise ValueError("phone 380501234567")
    except ValueError:
        log.exception("it failed for %s", "+380501234567")
    for handler in logging.getLogger("alphasms_desktop").handlers[:]:
        handler.close()
        logging.getLogger("alphasms_desktop").removeHandler(handler)

    text = (tmp_path / "alphasms.log").read_text(encoding="utf-8")
    assert "1234567" not in text
    assert "it failed for +380•••67" in text

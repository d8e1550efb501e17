"""The settings file: whole, forgiving, never in the way."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.domain.sound import SoundLimits
from alphasms_desktop.store.settings import SettingsFile


def test_settings_come_back_as_they_were_kept(tmp_path):
    file = SettingsFile(tmp_path / "deep" / "settings.json")
    assert file.load() == Settings()

    kept = Settings(language="uk", mode=Mode.REAL, own_phone="+380501234567")
    file.save(kept)

    assert file.load() == kept


@pytest.mark.parametrize(
    "text", ["", "{", "[1]", "null", '{"language": 5, "mode": "war", "unknown": "x"}']
)
def test_a_file_that_makes_no_sense_gives_the_defaults(tmp_path, text):
    (tmp_path / "settings.json").write_text(text)
    assert SettingsFile(tmp_path / "settings.json").load() == Settings()


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(TroubleError) as caught:
        SettingsFile(tmp_path / "file" / "settings.json").save(Settings())
    assert caught.value.trouble.kind is Kind.FOLDER_UNWRITABLE


def test_numbers_are_kept_and_nonsense_among_them_is_the_default(tmp_path):
    file = SettingsFile(tmp_path / "settings.json")
    file.save(Settings(max_bytes=2_000_000, max_s=30.0, line_mbit_s=2.5))
    assert file.load().sound_limits == SoundLimits(2_000_000, 1.0, 30.0)
    assert file.load().line_mbit_s == 2.5

    (tmp_path / "settings.json").write_text('{"max_bytes": -1, "min_s": "1", "max_s": true}')
    assert file.load() == Settings()


def test_changes_made_at_the_same_time_do_not_undo_each_other(tmp_path):
    file = SettingsFile(tmp_path / "settings.json")
    changes = [
        lambda before: replace(before, language="uk"),
        lambda before: replace(before, own_phone="+380501234567"),
        lambda before: replace(before, max_s=60.0),
        lambda before: replace(before, line_mbit_s=2.0),
    ]
    with ThreadPoolExecutor(4) as threads:
        for _ in range(25):
            list(threads.map(file.change, changes))
            kept = file.load()
            assert (kept.language, kept.own_phone) == ("uk", "+380501234567")
            assert (kept.max_s, kept.line_mbit_s) == (60.0, 2.0)
            file.save(Settings())

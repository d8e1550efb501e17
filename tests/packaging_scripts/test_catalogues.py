"""Catalogues are compiled when they are older than their texts, and not otherwise."""

import gettext
import os

import pytest
from babel.messages.pofile import PoFileError

PO = """
msgid ""
msgstr ""
"Language: uk\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Call"
msgstr "Дзвінок"
"""


@pytest.fixture
def source(tmp_path):
    file = tmp_path / "resources" / "locale" / "uk" / "LC_MESSAGES" / "alphasms.po"
    file.parent.mkdir(parents=True)
    file.write_text(PO, encoding="utf-8")
    return file


def test_a_new_catalogue_is_compiled_and_speaks(catalogues, source, tmp_path):
    target = source.with_suffix(".mo")
    assert catalogues.compile_catalogues(tmp_path) == [target]
    locale = tmp_path / "resources" / "locale"
    assert gettext.translation("alphasms", locale, ["uk"]).gettext("Call") == "Дзвінок"
    assert sorted(source.parent.iterdir()) == [target, source]


def test_a_fresh_catalogue_is_left_alone(catalogues, source, tmp_path):
    catalogues.compile_catalogues(tmp_path)
    assert catalogues.compile_catalogues(tmp_path) == []


def test_a_changed_text_is_compiled_again(catalogues, source, tmp_path):
    [target] = catalogues.compile_catalogues(tmp_path)
    later = target.stat().st_mtime + 1
    os.utime(source, (later, later))
    assert catalogues.compile_catalogues(tmp_path) == [target]


def test_a_broken_text_leaves_no_catalogue(catalogues, source, tmp_path):
    source.write_text(f"{PO}\nДзвінок без лапок\n", encoding="utf-8")
    with pytest.raises(PoFileError):
        catalogues.compile_catalogues(tmp_path)
    assert list(source.parent.iterdir()) == [source]


def test_a_build_compiles_and_asks_for_what_git_ignores(catalogues, source, tmp_path):
    hook = catalogues.get_build_hook()(str(tmp_path), {}, None, None, "", "wheel")
    build_data: dict[str, list[str]] = {"artifacts": []}
    hook.initialize("standard", build_data)
    assert source.with_suffix(".mo").exists()
    assert build_data["artifacts"] == ["/resources/locale/**/*.mo"]

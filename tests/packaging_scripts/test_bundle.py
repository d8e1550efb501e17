"""What goes into the packed program, what the packages say of themselves, and their licences."""

import ast
import gzip
import json
import plistlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from alphasms_desktop import __version__, paths, presence
from alphasms_desktop.cli.self_test_command import CHECKS

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
LICENCES = paths.resources() / "licences"


@pytest.mark.parametrize(
    ("place", "stays"),
    [
        ("PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", True),  # the media plugin is linked to it
        ("PySide6/Qt/lib/libQt6Qml.so.6", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6\\plugins\\sqldrivers\\qsqlite.dll", False),
        ("PySide6/Qt/translations/qtbase_uk.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("babel/locale-data/root.dat", True),
        ("babel/locale-data/uk_UA.dat", True),
        ("babel/locale-data/fr.dat", False),
        ("babel/global.dat", True),
        ("pandas/tests/test_x.py", False),
        ("resources/guide/uk/start.md", True),
    ],
)
def test_what_is_needed_stays_and_the_rest_goes(bundle_contents, place, stays):
    assert bundle_contents.unwanted(place, binaries_of_ffmpeg=True) is not stays


def test_only_where_the_system_has_no_ffmpeg_ours_comes_along(bundle_contents):
    place = "imageio_ffmpeg/binaries/ffmpeg-win-x86_64-v9.exe"
    assert not bundle_contents.unwanted(place, binaries_of_ffmpeg=True)
    assert bundle_contents.unwanted(place, binaries_of_ffmpeg=False)


def test_libraries_that_debian_brings_stay_out_but_those_of_python(bundle_contents):
    assert bundle_contents.from_the_system("/usr/lib/x86_64-linux-gnu/libX11.so.6")
    assert bundle_contents.from_the_system("/lib/x86_64-linux-gnu/libglib-2.0.so.0")
    assert not bundle_contents.from_the_system("/lib/x86_64-linux-gnu/libssl.so.3")
    assert not bundle_contents.from_the_system("/opt/venv/PySide6/Qt/lib/libQt6Core.so.6")


def test_of_the_holidays_only_ukraines_come_along(bundle_contents):
    import holidays

    others = bundle_contents.other_countries(Path(holidays.__file__).parent)
    assert "holidays.countries.poland" in others
    assert "holidays.countries.ukraine" not in others
    assert "holidays.countries.ukraine" in bundle_contents.HIDDEN


def test_the_recipe_can_be_read():
    ast.parse((PACKAGING / "alphasms.spec").read_text(encoding="utf-8"))


def test_the_version_resource_has_four_numbers(version_resource):
    assert version_resource.four_numbers("1.2.3") == (1, 2, 3, 0)
    text = version_resource.text(__version__)
    ast.parse(text)
    assert f'"ProductVersion", "{__version__}"' in text


def test_macos_asks_for_the_microphone_in_both_languages(mac_bundle):
    told = plistlib.loads(mac_bundle.plist_of(__version__))
    assert told["NSMicrophoneUsageDescription"] == mac_bundle.microphone_sentence("en")
    assert "мікрофон" not in mac_bundle.microphone_sentence("en")
    assert "почують" in mac_bundle.microphone_sentence("uk")
    entitlements = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert entitlements["com.apple.security.device.audio-input"] is True


def test_the_settings_of_the_disk_image_can_be_read():
    names = {"defines": {"app": "/x/AlphaSMS Desktop.app"}}
    exec((PACKAGING / "macos" / "dmg_settings.py").read_text(encoding="utf-8"), names)
    assert set(names["icon_locations"]) == {"AlphaSMS Desktop.app", "Applications"}


def test_the_menu_entry_is_valid():
    entry = PACKAGING / "linux" / "alphasms-desktop.desktop"
    if not shutil.which("desktop-file-validate"):
        pytest.skip("desktop-file-utils is not installed")
    done = subprocess.run(
        ["desktop-file-validate", str(entry)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_description_for_software_centres_is_valid():
    file = PACKAGING / "linux" / "alphasms-desktop.metainfo.xml"
    assert ET.parse(file).getroot().findtext("launchable") == "alphasms-desktop.desktop"
    if not shutil.which("appstreamcli"):
        pytest.skip("appstream is not installed")
    done = subprocess.run(
        ["appstreamcli", "validate", "--no-net", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.fixture
def packed(tmp_path):
    folder = tmp_path / "packed"
    (folder / "_internal").mkdir(parents=True)
    (folder / "alphasms-desktop").write_text("#!/bin/sh\n")
    (folder / "alphasms-desktop").chmod(0o700)
    (folder / "alphasms-desktop.exe").write_text("MZ")
    (folder / "AlphaSMS Desktop.exe").write_text("MZ")
    (folder / "_internal" / "дані.txt").write_text("x")
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="dpkg-deb is Debian's")
def test_the_debian_package_holds_program_menu_entry_and_icon(debian_package, packed, tmp_path):
    if not shutil.which("dpkg-deb"):
        pytest.skip("dpkg-deb is not here")
    file = debian_package.build(ROOT, packed, tmp_path, __version__)
    listed = subprocess.run(
        ["dpkg-deb", "--contents", str(file)], capture_output=True, text=True, check=True
    ).stdout
    for place in (
        "./usr/bin/alphasms-desktop -> ../lib/alphasms-desktop/alphasms-desktop",
        "./usr/share/applications/alphasms-desktop.desktop",
        "./usr/share/metainfo/alphasms-desktop.metainfo.xml",
        "./usr/share/icons/hicolor/scalable/apps/alphasms-desktop.svg",
    ):
        assert place in listed
    assert "root/root" in listed
    needs = subprocess.run(
        ["dpkg-deb", "--field", str(file), "Depends"], capture_output=True, text=True, check=True
    ).stdout
    assert "ffmpeg" in needs
    changes = tmp_path / "deb/usr/share/doc/alphasms-desktop/changelog.gz"
    assert gzip.decompress(changes.read_bytes()) == (ROOT / "CHANGELOG.md").read_bytes()


def test_a_package_that_has_grown_is_refused(debian_package, steps):
    debian_package.check_size(300, 99)
    with pytest.raises(steps.TaskError):
        debian_package.check_size(320, 90)
    with pytest.raises(steps.TaskError):
        debian_package.check_size(300, 101)


def test_the_installer_for_windows_compiles_without_a_warning(windows_installer, packed, tmp_path):
    if windows_installer.compiler_here() is None:
        pytest.skip("nsis is not installed")
    file = windows_installer.build(ROOT, packed, tmp_path, __version__)
    assert file.read_bytes()[:2] == b"MZ"


def test_the_installer_looks_for_the_names_that_the_program_shows():
    script = (PACKAGING / "windows" / "installer.nsi").read_text(encoding="utf-8")
    for name in (presence.PROGRAM, presence.CAMPAIGN):
        assert rf"Local\{name}" in script


def test_every_sentence_of_the_installer_is_there_in_both_languages():
    script = (PACKAGING / "windows" / "installer.nsi").read_text(encoding="utf-8")
    said = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", script, re.MULTILINE)
    names = {name for name, _ in said}
    assert {(name, language) for name in names for language in ("UKRAINIAN", "ENGLISH")} == set(
        said
    )


def test_every_locked_package_of_the_program_has_its_licence(licences):
    listed = json.loads((LICENCES / "licences.json").read_text(encoding="utf-8"))
    names = {one["name"] for one in listed} | licences.COVERED_BY_QT
    assert licences.runtime(ROOT) - names == set(), "run packaging/licences.py again"
    for one in listed:
        assert len((LICENCES / one["file"]).read_text(encoding="utf-8")) > 50, one["name"]


def test_ffmpegs_licence_offers_its_source(licences):
    text = (LICENCES / "ffmpeg.txt").read_text(encoding="utf-8")
    assert "source code" in text[:400]
    assert "GNU GENERAL PUBLIC LICENSE" in text


def test_the_list_of_contents_names_locked_versions_with_their_hashes(sbom):
    told = sbom.bill(ROOT)
    httpx = next(one for one in told["components"] if one["name"] == "httpx")
    assert httpx["purl"] == f"pkg:pypi/httpx@{httpx['version']}"
    assert all(len(one["content"]) == 64 for one in httpx["hashes"])


@pytest.mark.parametrize(
    ("version", "told"), [("1.0.0", "- First."), ("1.1.0", "- Next."), ("0.9", "- Next.")]
)
def test_a_release_is_told_by_its_section_of_the_changelog(release_notes, version, told):
    text = "# Changes\n\n## [Unreleased]\n\n- Next.\n\n## [1.0.0] - 2026-12-01\n\n- First.\n"
    assert release_notes.notes(text, version) == told


def test_a_tag_of_another_version_is_refused(release_notes, capsys):
    assert release_notes.main(["v99.0.0"]) == 1
    assert f"v{__version__}" in capsys.readouterr().err
    assert release_notes.main([f"v{__version__}"]) == 0


def test_answers_of_a_package_are_judged(check_bundle, steps):
    checks = [
        {"name": name, "result": "ok", "detail": "seen", "seconds": 0.1} for name, _ in CHECKS
    ]
    report = {"version": "1", "system": "x", "packed": True, "checks": checks}
    assert check_bundle.wrong_with(report, is_strict=True) == []
    assert check_bundle.wrong_with({**report, "checks": checks[:-1]}) == ["not asked: A campaign"]
    checks[4]["result"] = "note"
    assert check_bundle.wrong_with(report) == []
    assert "SQLite" in check_bundle.wrong_with(report, is_strict=True)[0]
    checks[8]["result"] = "failed"
    with pytest.raises(steps.TaskError, match="Pages: seen"):
        check_bundle.answers(json.dumps(report), "trace", 1)
    with pytest.raises(steps.TaskError, match="no answers"):
        check_bundle.answers("", "Segmentation fault", 139)


def test_wheels_that_are_missing_are_told(check_wheels, capsys):
    def run(command):
        return (1, "no wheel of numpy") if "3.14" in command else (0, "a==1\nb==2")

    without = check_wheels.check("uv", run)
    assert len(without) == len(check_wheels.SYSTEMS)
    assert "numpy" in without[0]
    assert capsys.readouterr().out.count("2 wheels") == 15

"""When the environment is kept, added to or made again."""

import pytest

NEEDED = {"place": "/home/olena/Розсилка 1", "python": "3.11", "lock": "a", "project": "b"}


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "Мій проєкт"
    (folder / "packaging").mkdir(parents=True)
    (folder / ".venv").mkdir()
    (folder / "packaging" / "requirements.lock").write_text("httpx==0.28.1")
    (folder / "pyproject.toml").write_text("[project]")
    return folder


@pytest.mark.parametrize(
    ("python", "unfinished", "noted", "reason"),
    [
        ("3.11", False, NEEDED, None),
        ("3.11", False, {}, None),
        ("3.11", False, {**NEEDED, "lock": "older"}, None),
        ("3.11", True, NEEDED, "the last installation was interrupted"),
        (None, False, NEEDED, "its Python does not start"),
        ("3.13", False, NEEDED, "it is for Python 3.13"),
        ("3.11", False, {**NEEDED, "place": "/tmp"}, "the project was somewhere else then"),
    ],
)
def test_an_environment_is_kept_unless_it_is_broken(environment, python, unfinished, noted, reason):
    assert environment.reason_to_rebuild(python, unfinished, noted, NEEDED) == reason


def test_a_changed_lock_is_noticed_and_nothing_else(environment, root):
    before = environment.needs(root)
    (root / "packaging" / "requirements.lock").write_text("httpx==0.28.2")
    after = environment.needs(root)
    assert {key for key in before if before[key] != after[key]} == {"lock"}


def test_a_changed_project_is_noticed_and_nothing_else(environment, root):
    before = environment.needs(root)
    (root / "pyproject.toml").write_text("[project]\nname = 'other'")
    after = environment.needs(root)
    assert {key for key in before if before[key] != after[key]} == {"project"}


def test_notes_come_back_as_written(environment, root):
    needed = environment.needs(root)
    environment._write_notes(root, needed)
    assert environment._read_notes(root) == needed


@pytest.mark.parametrize("content", ["", "{", "[]"])
def test_notes_that_cannot_be_read_are_no_notes(environment, root, content):
    (root / ".venv" / "setup-notes.json").write_text(content)
    assert environment._read_notes(root) == {}


@pytest.mark.parametrize(
    ("code", "stays"), [(0, False), (1, False), (-9, True)], ids=["well", "failed", "killed"]
)
def test_only_a_killed_pip_leaves_the_mark(
    environment, steps, root, monkeypatch, capsys, code, stays
):
    monkeypatch.setattr(environment, "run_hidden", lambda command, folder: (code, "no route"))
    monkeypatch.setattr(environment, "_start_qt", lambda root: None)
    needed = environment.needs(root)

    if code:
        with pytest.raises(steps.TaskError, match="no route"):
            environment._install_lock(root, needed)
    else:
        environment._install_lock(root, needed)

    assert (root / ".venv" / "setup-unfinished").exists() is stays
    assert environment._read_notes(root).get("lock") == (None if code else needed["lock"])


def test_an_interrupted_pip_leaves_the_mark(environment, root, monkeypatch, capsys):
    def interrupted(command, folder):
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "run_hidden", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment._install_lock(root, environment.needs(root))
    assert (root / ".venv" / "setup-unfinished").exists()
    assert capsys.readouterr().out.endswith("stopped\n")


def test_the_link_to_the_sources_can_be_read_in_any_encoding(environment, root):
    site = root / ".venv" / "lib" / "site-packages"
    site.mkdir(parents=True)
    link = site / "_editable_impl_alphasms_desktop.pth"
    link.write_text(str(root), encoding="utf-8")

    environment.make_link_plain(site, root)

    assert (site / link.read_text(encoding="ascii")).resolve() == root.resolve()


def test_a_link_that_is_plain_stays_as_pip_wrote_it(environment, tmp_path):
    link = tmp_path / "_editable_impl_alphasms_desktop.pth"
    link.write_text("/home/olena/alphasms", encoding="utf-8")
    environment.make_link_plain(tmp_path, tmp_path)
    assert link.read_text(encoding="utf-8") == "/home/olena/alphasms"


def test_qt_that_does_not_start_names_the_libraries(environment, system_packages):
    missing = [library for library in system_packages.LIBRARIES if library.package == "libegl1"]
    output = "Traceback\nImportError: libEGL.so.1: cannot open shared object file"

    words = environment.words_about_qt(output, missing)

    assert "  libEGL.so.1          for drawing (EGL)" in words
    assert words.endswith("cannot open shared object file")
    assert "apt" not in words


def test_qt_that_does_not_start_for_another_reason_says_it(environment):
    words = environment.words_about_qt("ImportError: DLL load failed", [])
    assert words == "Qt does not start.\nImportError: DLL load failed"

"""Starting the program: at once, loading nothing that is not needed."""

import subprocess
import sys

from alphasms_desktop import __version__

HEAVY = ("PySide6", "pandas", "numpy", "httpx", "sqlalchemy", "keyring", "pydub", "openpyxl")


def _printed(program, *given):
    """Run a program of its own; returns the lines it prints."""
    command = [sys.executable, "-c", program, *map(str, given)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_the_version_is_told_without_loading_anything_heavy():
    program = (
        "import sys; sys.argv = ['alphasms-desktop', '--version'];"
        "from alphasms_desktop.__main__ import main; code = main();"
        f"heavy = [one for one in {HEAVY!r} if one in sys.modules];"
        "print(heavy, code)"
    )
    assert _printed(program) == [f"AlphaSMS Desktop {__version__}", "[] 0"]


def test_help_is_told_without_loading_anything_heavy():
    program = (
        "import sys, contextlib; sys.argv = ['alphasms-desktop', 'run', '--help'];"
        "from alphasms_desktop.__main__ import main\n"
        "with contextlib.suppress(SystemExit): main()\n"
        f"print([one for one in {HEAVY!r} if one in sys.modules])"
    )
    assert _printed(program)[-1] == "[]"


def test_the_window_stands_before_anything_but_qt_is_loaded():
    program = (
        "import sys\n"
        "from alphasms_desktop.cli import window_command\n"
        "from alphasms_desktop.ui import main\n"
        f"print([one for one in {HEAVY!r} if one in sys.modules])"
    )
    assert _printed(program)[-1] == "['PySide6']"


def test_an_open_folder_loads_only_the_database_and_no_desk_that_nobody_asked_for(tmp_path):
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from alphasms_desktop.app import open_workspace\n"
        "opened = open_workspace(Path(sys.argv[1]))\n"
        "first, again = opened.campaigns, opened.campaigns\n"
        "assert first is again and not first.summaries()\n"
        "assert 'verify' not in vars(opened)\n"
        "opened.close()\n"
        f"print([one for one in (*{HEAVY!r}, 'alembic') if one in sys.modules])"
    )
    assert _printed(program, tmp_path)[-1] == "['sqlalchemy']"

"""Starting the program: at once, loading nothing that is not needed."""

import subprocess
import sys

from alphasms_desktop import __version__

HEAVY = ("PySide6", "pandas", "numpy", "httpx", "sqlalchemy", "keyring", "pydub", "openpyxl")


def test_the_version_is_told_without_loading_anything_heavy():
    program = (
        "import sys; sys.argv = ['alphasms-desktop', '--version'];"
        "from alphasms_desktop.__main__ import main; code = main();"
        f"heavy = [one for one in {HEAVY!r} if one in sys.modules];"
        "print(heavy, code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [f"AlphaSMS Desktop {__version__}", "[] 0"]


def test_help_is_told_without_loading_anything_heavy():
    program = (
        "import sys, contextlib; sys.argv = ['alphasms-desktop', 'run', '--help'];"
        "from alphasms_desktop.__main__ import main\n"
        "with contextlib.suppress(SystemExit): main()\n"
        f"print([one for one in {HEAVY!r} if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_window_stands_before_anything_but_qt_is_loaded():
    program = (
        "import sys\n"
        "from alphasms_desktop.cli import window_command\n"
        "from alphasms_desktop.ui import main\n"
        f"print([one for one in {HEAVY!r} if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "['PySide6']"


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
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "['sqlalchemy']"

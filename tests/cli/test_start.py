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

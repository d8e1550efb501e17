"""Where the program begins; nothing is imported before it is known to be needed."""

import sys


def main() -> int:
    """Run the program with the arguments of its command line; returns the exit code."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()
    if sys.argv[1:] == ["--version"]:
        from alphasms_desktop import __version__

        print(f"AlphaSMS Desktop {__version__}")
        return 0
    from alphasms_desktop.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

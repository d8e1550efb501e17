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
    sight = None
    if not sys.argv[1:] or sys.argv[1] == "window":
        import gc

        from alphasms_desktop.ui.first_sight import first_sight, is_wanted

        gc.disable()  # until the window stands: nothing of what is loaded goes away again
        sight = first_sight() if is_wanted(sys.argv[1:]) else None
    from alphasms_desktop.cli.main import run

    return run(sys.argv[1:], sight)


if __name__ == "__main__":
    sys.exit(main())

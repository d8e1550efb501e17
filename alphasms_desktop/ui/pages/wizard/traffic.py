"""What sending a recording with each call takes of the line."""

from alphasms_desktop.i18n import ntr, tr

_MEGA = 1_000_000
_BITS = 8


def traffic_sentence(size_bytes: int, line_mbit_s: float) -> str:
    """Return what so many bytes mean on a line that sends so many megabits a second."""
    size = max(1, round(size_bytes / _MEGA))
    minutes = size_bytes * _BITS / _MEGA / line_mbit_s / 60
    if minutes < 1:
        takes = tr("less than a minute")
    else:
        takes = ntr("about {n} minute", "about {n} minutes", round(minutes))
    return tr(
        "The program sends the file with each call, {size} MB in all: {takes} on a line of "
        "{speed} Mbit/s. The shorter the recording, the faster and cheaper."
    ).format(size=size, takes=takes, speed=f"{line_mbit_s:g}")

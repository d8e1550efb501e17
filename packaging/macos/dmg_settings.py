"""How the disk image looks when it is opened; read by dmgbuild, which defines `defines`."""

from pathlib import Path

_app = Path(defines["app"])  # type: ignore[name-defined]  # noqa: F821

format = "ULFO"  # noqa: A001 - the name that dmgbuild asks for
filesystem = "APFS"
files = [str(_app)]
symlinks = {"Applications": "/Applications"}
icon = str(_app / "Contents" / "Resources" / "program.icns")
icon_locations = {_app.name: (150, 170), "Applications": (410, 170)}
window_rect = ((200, 200), (560, 360))
icon_size = 112
text_size = 13
default_view = "icon-view"
show_status_bar = False
show_tab_view = False
show_toolbar = False
show_pathbar = False
show_sidebar = False

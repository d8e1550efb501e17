"""Makes the program's icon for every system from `resources/icons/program.svg`; run by hand.

Writes `program.png` (256 pixels), `program.ico` (Windows) and `program.icns` (macOS) beside it.
Both containers hold plain PNGs, as their formats have allowed since Vista and Mac OS X 10.7.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parent.parent / "resources" / "icons"
_ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_ICNS_KINDS = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic08": 256,
    b"ic13": 256,
    b"ic09": 512,
    b"ic14": 512,
    b"ic10": 1024,
}


def main() -> int:
    """Write the three files."""
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    drawing = (FOLDER / "program.svg").read_bytes()
    pictures = {size: png(drawing, size) for size in {*_ICO_SIZES, *_ICNS_KINDS.values()}}
    (FOLDER / "program.png").write_bytes(pictures[256])
    (FOLDER / "program.ico").write_bytes(ico({size: pictures[size] for size in _ICO_SIZES}))
    (FOLDER / "program.icns").write_bytes(icns(pictures))
    del application
    return 0


def png(drawing: bytes, size: int) -> bytes:
    """Return a drawing as a square PNG."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing)).render(painter)
    painter.end()
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(content, b"PNG")
    return bytes(content.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return PNGs by their size as a Windows icon."""
    directory, at = b"", 6 + 16 * len(pictures)
    for size, content in pictures.items():
        side = size % 256  # 256 is written as 0
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), at)
        at += len(content)
    return struct.pack("<HHH", 0, 1, len(pictures)) + directory + b"".join(pictures.values())


def icns(pictures: dict[int, bytes]) -> bytes:
    """Return PNGs by their size as a macOS icon."""
    chunks = b"".join(
        kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size]
        for kind, size in _ICNS_KINDS.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(chunks)) + chunks


if __name__ == "__main__":
    sys.exit(main())

"""Makes the program's icon for every system from `resources/icons/program.svg`; run by hand.

Writes `program.png` (256 pixels), `program.ico` (Windows) and `program.icns` (macOS) beside it, and
`packaging/windows/side.bmp`, the picture at the side of the installer for Windows.
Both containers hold plain PNGs, as their formats have allowed since Vista and Mac OS X 10.7.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parent.parent / "resources" / "icons"
SIDE = Path(__file__).parent / "windows" / "side.bmp"
_SIDE_SIZE = 328, 628  # twice what Windows asks for, for screens of twice as many dots
_SIDE_COLOUR, _BLUE, _SIDE_MARK = "#e8effc", "#1f5fd6", 148
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
    """Write all of them."""
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    drawing = (FOLDER / "program.svg").read_bytes()
    pictures = {size: png(drawing, size) for size in {*_ICO_SIZES, *_ICNS_KINDS.values()}}
    (FOLDER / "program.png").write_bytes(pictures[256])
    (FOLDER / "program.ico").write_bytes(ico({size: pictures[size] for size in _ICO_SIZES}))
    (FOLDER / "program.icns").write_bytes(icns(pictures))
    side(drawing).save(str(SIDE), "BMP")  # type: ignore[call-overload]
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
    image.save(content, "PNG")  # type: ignore[call-overload]  # takes no bytes, whatever it says
    return bytes(content.data().data())


def side(drawing: bytes) -> QImage:
    """Return the mark on a quiet ground, a third from the top, in a palette of 256 colours."""
    width, height = _SIDE_SIZE
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(_SIDE_COLOUR))
    painter = QPainter(image)
    left, top = (width - _SIDE_MARK) / 2, height / 3 - _SIDE_MARK / 2
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(left, top, _SIDE_MARK, _SIDE_MARK))
    painter.end()
    edges = [*_between(_SIDE_COLOUR, _BLUE), *_between(_BLUE, "#ffffff")]
    plain = Qt.ImageConversionFlag.ThresholdDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, edges, plain)


def _between(one: str, other: str) -> list[int]:
    """Return the colours that a soft edge between two colours has."""
    begin, end = QColor(one), QColor(other)
    pairs = [(getattr(begin, part)(), getattr(end, part)()) for part in ("red", "green", "blue")]
    return [QColor(*(round(a + (b - a) * step / 63) for a, b in pairs)).rgb() for step in range(64)]


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

"""The icons of the program: what lies in the resources is what the drawing gives."""

import struct

from alphasms_desktop import paths

ICONS = paths.resources() / "icons"
PNG = b"\x89PNG\r\n\x1a\n"


def test_the_windows_icon_holds_every_usual_size():
    content = (ICONS / "program.ico").read_bytes()
    _, kind, count = struct.unpack_from("<HHH", content)
    assert kind == 1
    sizes = []
    for place in range(count):
        side, _, _, _, _, _, length, at = struct.unpack_from("<BBBBHHII", content, 6 + 16 * place)
        assert content[at : at + 8] == PNG
        assert at + length <= len(content)
        sizes.append(side or 256)
    assert sizes == [16, 20, 24, 32, 40, 48, 64, 128, 256]


def test_the_macos_icon_is_whole():
    content = (ICONS / "program.icns").read_bytes()
    assert content[:4] == b"icns"
    assert struct.unpack_from(">I", content, 4) == (len(content),)
    at, kinds = 8, []
    while at < len(content):
        kinds.append(content[at : at + 4])
        assert content[at + 8 : at + 16] == PNG
        at += struct.unpack_from(">I", content, at + 4)[0]
    assert at == len(content)
    assert b"ic10" in kinds

"""The encoding of a text file: by its mark, else UTF-8 if it is, else the likeliest Cyrillic."""

import codecs
from pathlib import Path

_SAMPLE_BYTES = 64_000
_BY_MARK = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Asked about these alone the detector is right far more often than about all it knows.
_CANDIDATES = ["utf_16", "utf_16_le", "utf_16_be", "cp1251", "koi8_u", "cp1125", "mac_cyrillic"]
_LAST_RESORT = "cp1251"


def encoding_of(path: Path) -> str:
    """Return the name of the encoding; raises OSError for a file that cannot be read."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE_BYTES)
    for mark, encoding in _BY_MARK.items():
        if sample.startswith(mark):
            return encoding
    if b"\0" not in sample and _is_utf_8(path):
        return "utf-8"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    return best.encoding if best and best.encoding in _CANDIDATES else _LAST_RESORT


def _is_utf_8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(1_000_000):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True

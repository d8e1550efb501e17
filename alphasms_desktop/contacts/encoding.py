"""The encoding of a text file: by its mark, else UTF-8 if it is, else the likeliest Cyrillic.

A few damaged letters do not make UTF-8 something else.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

_SAMPLE_BYTES = 64_000
_BY_MARK = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Asked about these alone the detector is right far more often than about all it knows.
_CANDIDATES = ["utf_16", "utf_16_le", "utf_16_be", "cp1251", "koi8_u", "cp1125", "mac_cyrillic"]
_LAST_RESORT, _OLD = "cp1251", "cp1125"
_CYRILLIC = re.compile(r"[А-Яа-яІіЇїЄєҐґЁё]")
_USUAL_LETTERS = "аеиіоун"
_FEW_NULS = 0.01
_GOOD_FOR_A_BAD = 5
_NEARLY_ALL, _MOST = 0.95, 0.8


def encoding_of(path: Path) -> str:
    """Return the name of the encoding; raises OSError for a file that cannot be read."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE_BYTES)
    for mark, encoding in _BY_MARK.items():
        if sample.startswith(mark):
            return encoding
    if sample.count(0) <= _FEW_NULS * len(sample) and _is_utf_8(path):
        return "utf-8"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    found = best.encoding if best and best.encoding in _CANDIDATES else _LAST_RESORT
    return _OLD if found == _LAST_RESORT and _is_of_dos(sample) else found


def _is_utf_8(path: Path) -> bool:
    good = bad = 0
    for text in _pieces_of_utf_8(path):
        if not text.isascii():
            wrong = text.count("\ufffd")
            bad += wrong
            good += sum(map(text.count, _USUAL_LETTERS))
    return not bad or good > _GOOD_FOR_A_BAD * bad


def _pieces_of_utf_8(path: Path) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    with path.open("rb") as file:
        while piece := file.read(1_000_000):
            yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _is_of_dos(sample: bytes) -> bool:
    """Say whether a sample makes Ukrainian letters in the encoding of DOS alone."""
    letters = [byte for byte in sample if byte >= 0x80]
    shares = []
    for encoding in (_OLD, _LAST_RESORT):
        text = bytes(letters).decode(encoding, "replace")
        shares.append(len(_CYRILLIC.findall(text)) / max(1, len(text)))
    return shares[0] >= _NEARLY_ALL and shares[1] < _MOST

"""XML of any size, depth and charset -> a flat list of the elements we know, or None.

Answers are read flat, since the element around `msg` differs between the text, the example and
the clients. A document type, and with it every entity, is refused.
"""

from dataclasses import dataclass
from xml.parsers import expat

from alphasms_desktop.gateway.json_reading import LONGEST_ANSWER

_KNOWN = frozenset({"package", "error", "msg", "amount", "currency", "phone"})
_DEEPEST = 50
_LONGEST_TEXT = 500


@dataclass(slots=True)
class Element:
    """One element: its name and attributes in small letters, and its own text.

    No value has blanks around it.
    """

    name: str
    attributes: dict[str, str]
    text: str = ""

    def attribute(self, name: str) -> str:
        """Return an attribute; empty where there is none."""
        return self.attributes.get(name, "")


def elements_in(body: bytes) -> list[Element] | None:
    """Return the elements of a `<package>` in order, or None where the body is anything else."""
    if len(body) > LONGEST_ANSWER:
        return None
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError):
        return None
    found = reader.found
    return found if found and found[0].name == "package" else None


class _Reader:
    def __init__(self) -> None:
        self.found: list[Element] = []
        self._open: list[tuple[Element, list[str]] | None] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.lower()
        if len(self._open) >= _DEEPEST or (not self._open and name != "package"):
            raise ValueError("no answer is so deep, none begins like this")
        if name not in _KNOWN:
            self._open.append(None)
            return
        small = {key.lower(): one.strip()[:_LONGEST_TEXT] for key, one in attributes.items()}
        element = Element(name, small)
        self.found.append(element)
        self._open.append((element, []))

    def end(self, _name: str) -> None:
        ended = self._open.pop()
        if ended is not None:
            element, texts = ended
            element.text = "".join(texts).strip()[:_LONGEST_TEXT]

    def text(self, data: str) -> None:
        now = self._open[-1] if self._open else None
        if now is not None:
            now[1].append(data)

    def refuse(self, *_: object) -> None:
        raise ValueError("a document type")

"""The fields of a posted form, cleaned as the service cleans them (contract, section 12)."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from alphasms_desktop.sandbox.multipart import Part
from alphasms_desktop.sandbox.request import Request

_MOST_FIELDS = 50


@dataclass(frozen=True)
class Form:
    """What was posted; of fields and files with the same name the last one counts."""

    texts: tuple[tuple[str, str], ...]
    files: tuple[Part, ...] = ()

    def text(self, name: str) -> str:
        """Return a field without the quotes and blanks around it; empty if it is missing."""
        return _bare(dict(self.texts).get(name, ""))

    def phone(self) -> str:
        """Return the phone without any blank, those inside included."""
        return "".join(self.text("phone").split())

    def file(self, name: str) -> Part | None:
        """Return an uploaded file; a part without a file name is none."""
        return next(
            (part for part in reversed(self.files) if part.name == name and _is_chosen(part)), None
        )


def read_form(request: Request) -> Form:
    """Read a multipart or an urlencoded form; anything else is a form without fields."""
    kind = request.content_type.partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        return _read_urlencoded(request.body)
    texts = tuple(
        (part.name, part.text.decode(errors="replace"))
        for part in request.parts
        if part.file is None and part.whole
    )
    return Form(texts, tuple(part for part in request.parts if part.file is not None))


def _read_urlencoded(body: bytes) -> Form:
    try:
        pairs = parse_qsl(body.decode("latin-1"), True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return Form(())
    return Form(tuple(pairs))


def _bare(value: str) -> str:
    # Round by round: the paper prints quotes with blanks on both sides of them.
    while value != (barer := value.strip().strip('"')):
        value = barer
    return value


def _is_chosen(part: Part) -> bool:
    # A browser with nothing chosen sends an empty file with an empty name.
    has_bytes = part.file is not None and part.file.bytes > 0
    return has_bytes or bool(_bare(part.file_name or ""))

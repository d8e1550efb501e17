"""No text that a user sees stands in the code unmarked: else it stays English for ever."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import alphasms_desktop

_UI = Path(alphasms_desktop.__file__).parent / "ui"
_SHOWS = {
    "label",
    "button",
    "search_field",
    "OneLine",
    "QLabel",
    "QPushButton",
    "QCheckBox",
    "QRadioButton",
    "QAction",
    "setText",
    "setTitle",
    "setToolTip",
    "setWindowTitle",
    "setPlaceholderText",
    "setAccessibleName",
    "setAccessibleDescription",
    "setInformativeText",
    "setSuffix",
    "setPrefix",
    "addAction",
    "addMenu",
    "addItem",
    "addItems",
    "addButton",
    "add_line",
    "explain",
    "allow",
    "explained_row",
}
_OURS = ("AlphaSMS Desktop", "Ctrl+", "Enter", "Esc", "Excel", "CSV", "XML", "HTTP")
"""Names and keys are the same in every language."""

_ADDRESS_OR_PATTERN = re.compile(r"https?://\S*|\*\.\w+")
"""Addresses and patterns of files are so too."""


def test_every_text_that_is_shown_is_marked_for_translation() -> None:
    found = [
        f"{path.relative_to(_UI)}:{line}: {text}"
        for path in sorted(_UI.rglob("*.py"))
        for line, text in unmarked(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_an_unmarked_text_is_found() -> None:
    code = 'label("Hello there")\nlabel(tr("Hello"))\none.setText(f"{n} calls")\nbutton("", "x")'
    assert list(unmarked(code)) == [(1, "Hello there"), (3, " calls")]


def unmarked(code: str) -> Iterator[tuple[int, str]]:
    """Give the words, with their lines, that a program shows without looking them up."""
    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call) and call.args and _name(call.func) in _SHOWS:
            for text in map(_without_addresses, _texts(call.args[0])):
                for name in _OURS:
                    text = text.replace(name, "")
                if sum(sign.isalpha() for sign in text) > 1:
                    yield call.lineno, text


def _without_addresses(text: str) -> str:
    return _ADDRESS_OR_PATTERN.sub("", text)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _texts(shown: ast.expr) -> Iterator[str]:
    """Give the texts written down in what is shown; not those handed to a function within."""
    if isinstance(shown, ast.Constant) and isinstance(shown.value, str):
        yield shown.value
    elif isinstance(shown, ast.JoinedStr):
        for part in shown.values:
            yield from _texts(part)
    elif isinstance(shown, ast.BinOp):
        yield from _texts(shown.left)
        yield from _texts(shown.right)
    elif isinstance(shown, ast.IfExp):
        yield from _texts(shown.body)
        yield from _texts(shown.orelse)
    elif isinstance(shown, (ast.List, ast.Tuple)):
        for part in shown.elts:
            yield from _texts(part)

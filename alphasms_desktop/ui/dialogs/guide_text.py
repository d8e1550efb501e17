"""The text of the guide: Markdown in the looks of the theme, with pictures of our own widgets.

A picture `picture:tiles` is drawn when it is needed, so that it never shows another language,
another theme or an older version of the program.
"""

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Tally
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.pages.wizard.header import StepBar
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.outcome_bar import OutcomeBar
from alphasms_desktop.ui.widgets.tiles import Tiles

_WIDTH = 560
_DRAWN_WIDTH, _STEPS_WIDTH = 840, 740
_PICTURE = re.compile(r"!\[\]\(picture:(\w+)\)")
_MARK = "‹{name}›"
_LINE_HEIGHT_PERCENT = 125
_BELOW_PX = 8
_EXAMPLE = Tally(
    {
        State.ANSWERED: 93,
        State.NO_ANSWER: 24,
        State.ACCEPTED: 39,
        State.UNCONFIRMED: 2,
        State.REJECTED: 2,
        State.QUEUED: 28,
    }
)


class GuideText(QTextBrowser):
    """Shows one page."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(24)

    def show_page(self, markdown: str) -> None:
        """Show a page with room between its paragraphs."""
        t = tokens()
        self.setStyleSheet(f"background: {t.surface}; color: {t.text}; font-size: 14px;")
        self.document().setDefaultStyleSheet(f"a {{ color: {t.accent}; }}")
        self.setMarkdown(_PICTURE.sub(lambda found: _MARK.format(name=found[1]), markdown))
        format_of_all = QTextBlockFormat()
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        format_of_all.setLineHeight(_LINE_HEIGHT_PERCENT, proportional.value)
        format_of_all.setBottomMargin(_BELOW_PX)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(format_of_all)
        self._draw_pictures()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _draw_pictures(self) -> None:
        """Put each picture where its mark stands; nothing is ever loaded from elsewhere."""
        for name, draw in PICTURES.items():
            place = self.document().find(_MARK.format(name=name))
            if not place.isNull():
                place.insertImage(draw().toImage())


def _tiles() -> QPixmap:
    made = Tiles()
    made.show_tally(_EXAMPLE)
    return _picture(made)


def _bar() -> QPixmap:
    made = OutcomeBar()
    made.show_tally(_EXAMPLE)
    return _picture(made)


def _steps() -> QPixmap:
    names = [tr("Recipients"), tr("Message"), tr("Options"), tr("Review and start")]
    made = StepBar(names, lambda _place: None)
    made.show_step(1, [True, False, False, False], [True, False, False, False])
    return _picture(made, _STEPS_WIDTH)


PICTURES: dict[str, Callable[[], QPixmap]] = {"tiles": _tiles, "bar": _bar, "steps": _steps}


def _picture(widget: QWidget, width: int = _DRAWN_WIDTH) -> QPixmap:
    """Return a widget as a picture; it is never seen as a window."""
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.resize(width, widget.sizeHint().height())
    widget.show()
    if (layout := widget.layout()) is not None:
        layout.activate()  # what a new width changes is laid out now, not a moment later
    drawn = widget.grab()
    widget.deleteLater()
    # On a screen of 200 % twice as many dots are as wide.
    dots = round(_WIDTH * drawn.devicePixelRatio())
    return drawn.scaledToWidth(dots, Qt.TransformationMode.SmoothTransformation)

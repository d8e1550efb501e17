"""Every colour, size and style of the window, in one table; nothing else names a colour.

`use(app, dark)` sets palette and style sheet. Painting code asks `tokens()` for the table in use.
"""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from alphasms_desktop import paths
from alphasms_desktop.domain.attempt import State

RADIUS = 7
CARD_RADIUS = 10
PAGE_PADDING = 24
ROW_HEIGHT = 34


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, by what they are for."""

    background: str
    surface: str
    sunken: str
    border: str
    field_edge: str
    text: str
    muted: str
    accent: str
    on_accent: str
    soft: str
    warning_background: str
    warning_border: str
    warning_text: str
    training_background: str
    training_text: str
    danger: str
    answered: str
    no_answer: str
    busy: str
    failed: str
    in_doubt: str
    handed_over: str
    queued: str
    skipped: str

    def of_state(self, state: State) -> str:
        """Return the colour of a call state's mark."""
        return {
            State.ANSWERED: self.answered,
            State.NO_ANSWER: self.no_answer,
            State.BUSY: self.busy,
            State.FAILED: self.failed,
            State.REJECTED: self.failed,
            State.UNCONFIRMED: self.in_doubt,
            State.ACCEPTED: self.handed_over,
            State.SENDING: self.handed_over,
            State.SKIPPED: self.skipped,
            State.NO_RESULT: self.busy,
        }.get(state, self.queued)


LIGHT = Tokens(
    background="#F5F6F8",
    surface="#FFFFFF",
    sunken="#EEF0F4",
    border="#DFE3E9",
    field_edge="#868F9D",
    text="#1A1F27",
    muted="#5F6B7C",
    accent="#1F5FD6",
    on_accent="#FFFFFF",
    soft="#E6EEFC",
    warning_background="#FFF5DB",
    warning_border="#F0CF7A",
    warning_text="#6B4A00",
    training_background="#EFE8FA",
    training_text="#4B2A8C",
    danger="#B32438",
    answered="#12876A",
    no_answer="#C77700",
    busy="#A0620E",
    failed="#C9374C",
    in_doubt="#7A4CC2",
    handed_over="#2F80ED",
    queued="#98A2B3",
    skipped="#C4CAD4",
)
DARK = Tokens(
    background="#15181D",
    surface="#1D2127",
    sunken="#15181D",
    border="#31373F",
    field_edge="#6C7786",
    text="#E8EBEF",
    muted="#9AA4B2",
    accent="#6EA0FF",
    on_accent="#15181D",
    soft="#22314D",
    warning_background="#3A3013",
    warning_border="#6E5A1D",
    warning_text="#F5D98B",
    training_background="#2C2342",
    training_text="#CDB8F5",
    danger="#F0697C",
    answered="#3CC79F",
    no_answer="#F0A63A",
    busy="#D59B4A",
    failed="#F0697C",
    in_doubt="#B592F0",
    handed_over="#63A8FF",
    queued="#6C7786",
    skipped="#4A525D",
)


class _Theme:
    tokens = LIGHT


def tokens() -> Tokens:
    """Return the colours in use."""
    return _Theme.tokens


def use(app: QApplication, dark: bool = False) -> None:
    """Dress the whole program."""
    _Theme.tokens = DARK if dark else LIGHT
    app.setStyle("Fusion")
    app.setPalette(_palette(_Theme.tokens))
    font = app.font()
    font.setPixelSize(13)
    app.setFont(font)
    app.setStyleSheet(style_sheet(_Theme.tokens))


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for one, colour in {
        role.Window: t.background,
        role.WindowText: t.text,
        role.Base: t.surface,
        role.AlternateBase: t.sunken,
        role.Text: t.text,
        role.Button: t.surface,
        role.ButtonText: t.text,
        role.Highlight: t.soft,
        role.HighlightedText: t.text,
        role.PlaceholderText: t.muted,
        role.ToolTipBase: t.surface,
        role.ToolTipText: t.text,
        role.Link: t.accent,
        role.Mid: t.border,
    }.items():
        palette.setColor(one, QColor(colour))
    return palette


def style_sheet(t: Tokens) -> str:
    """Return the style sheet; widgets choose a look by their `look` property."""
    chevron = (paths.resources() / "icons" / "chevron-down.svg").as_posix()
    return f"""
    QWidget {{ color: {t.text}; }}
    QMainWindow, QWidget[look="page"], QStackedWidget {{ background: {t.background}; }}
    QLabel {{ background: transparent; }}
    QLabel[look="title"] {{ font-size: 20px; font-weight: 700; }}
    QLabel[look="heading"] {{ font-weight: 600; }}
    QLabel[look="muted"] {{ color: {t.muted}; font-size: 12px; }}
    QLabel[look="number"] {{ font-size: 20px; font-weight: 700; }}
    QLabel[look="sentence"] {{ font-size: 17px; }}
    QLabel[look="pill"] {{ background: {t.sunken}; border-radius: 6px; padding: 2px 8px;
        font-size: 12px; font-weight: 600; }}
    QLabel[look="pill-accent"] {{ background: {t.soft}; color: {t.accent}; border-radius: 6px;
        padding: 2px 8px; font-size: 12px; font-weight: 600; }}
    QLabel[look="error"] {{ color: {t.danger}; }}
    QFrame[look="card"] {{ background: {t.surface}; border: 1px solid {t.border};
        border-radius: {CARD_RADIUS}px; }}
    QFrame[look="card-chosen"] {{ background: {t.surface}; border: 2px solid {t.accent};
        border-radius: {CARD_RADIUS}px; }}
    QFrame[look="banner"] {{ background: {t.warning_background};
        border: 1px solid {t.warning_border}; border-radius: {CARD_RADIUS}px; }}
    QFrame[look="banner"] QLabel {{ color: {t.warning_text}; }}
    QFrame[look="training"] {{ background: {t.training_background}; border: none; }}
    QFrame[look="training"] QLabel {{ color: {t.training_text}; font-size: 12px; }}
    QFrame[look="line"] {{ background: {t.border}; max-height: 1px; border: none; }}
    QFrame[look="navigation"] {{ background: {t.surface}; border: none;
        border-right: 1px solid {t.border}; }}
    QPushButton {{ background: {t.surface}; border: 1px solid {t.border};
        border-radius: {RADIUS}px; padding: 7px 14px; font-weight: 500; min-height: 18px; }}
    QPushButton:hover {{ background: {t.sunken}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {t.accent}; padding: 6px 13px; }}
    QPushButton:disabled {{ color: {t.muted}; background: {t.sunken}; }}
    QPushButton[look="primary"] {{ background: {t.accent}; color: {t.on_accent};
        border: 1px solid {t.accent}; }}
    QPushButton[look="primary"]:focus {{ border: 2px solid {t.text}; }}
    QPushButton[look="primary"]:disabled {{ background: {t.skipped}; border-color: {t.skipped};
        color: {t.surface}; }}
    QPushButton[look="danger"] {{ color: {t.danger}; }}
    QPushButton[look="chip"] {{ border-radius: 13px; padding: 4px 11px; font-weight: 400;
        font-size: 12px; }}
    QPushButton[look="chip"]:checked {{ background: {t.soft}; border-color: {t.accent};
        color: {t.accent}; }}
    QPushButton[look="chip"]:focus {{ padding: 3px 10px; }}
    QPushButton[look="tile"] {{ text-align: left; padding: 0; border-radius: {CARD_RADIUS}px;
        min-height: 86px; max-height: 86px; }}
    QPushButton[look="tile"]:focus {{ padding: 0; }}
    QPushButton[look="tile"]:checked, QPushButton[look="choice"]:checked {{
        border: 2px solid {t.accent}; background: {t.surface}; }}
    QPushButton[look="choice"] {{ text-align: left; border-radius: {CARD_RADIUS}px; padding: 0; }}
    QPushButton[look="navigation"] {{ text-align: left; border: none; padding: 8px 10px;
        font-weight: 400; background: transparent; }}
    QPushButton[look="navigation"]:hover {{ background: {t.sunken}; }}
    QPushButton[look="navigation"]:checked {{ background: {t.soft}; color: {t.accent};
        font-weight: 600; }}
    QPushButton[look="navigation"]:focus {{ border: 2px solid {t.accent}; padding: 6px 8px; }}
    QPushButton[look="link"] {{ border: none; background: transparent; color: {t.accent};
        padding: 2px; text-align: left; }}
    QPushButton[look="link"]:focus {{ padding: 1px; border: 1px solid {t.accent}; }}
    QLineEdit, QComboBox, QSpinBox, QTimeEdit {{ background: {t.surface};
        border: 1px solid {t.field_edge}; border-radius: {RADIUS}px; padding: 6px 10px;
        min-height: 20px; selection-background-color: {t.accent};
        selection-color: {t.on_accent}; }}
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QTimeEdit:focus {{
        border: 2px solid {t.accent}; padding: 5px 9px; }}
    QComboBox::drop-down {{ border: none; width: 26px; }}
    QComboBox::down-arrow {{ image: url("{chevron}"); width: 12px; height: 12px; }}
    QComboBox QAbstractItemView {{ background: {t.surface}; border: 1px solid {t.border};
        selection-background-color: {t.soft}; selection-color: {t.text}; outline: 0; }}
    QTableView {{ background: {t.surface}; border: none; gridline-color: {t.border};
        selection-background-color: {t.soft}; selection-color: {t.text}; outline: 0; }}
    QTableView::item {{ border-bottom: 1px solid {t.border}; padding: 0 8px; }}
    QHeaderView::section {{ background: {t.surface}; color: {t.muted}; border: none;
        border-bottom: 1px solid {t.border}; padding: 7px 8px; font-size: 12px;
        font-weight: 600; }}
    QScrollArea {{ background: transparent; border: none; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: 11px; margin: 2px; }}
    QScrollBar::handle:vertical {{ background: {t.skipped}; border-radius: 3px;
        min-height: 30px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.border}; }}
    QMenu {{ background: {t.surface}; border: 1px solid {t.border}; padding: 4px; }}
    QMenu::item {{ padding: 6px 22px; border-radius: 5px; }}
    QMenu::item:selected {{ background: {t.soft}; }}
    QProgressBar {{ background: {t.sunken}; border: none; border-radius: 4px; height: 8px;
        text-align: center; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: 4px; }}
    """

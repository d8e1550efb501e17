"""Dresses the program: palette, font, and how each look is drawn with the colours of a theme.

Palette and font are the program's; the style sheet is worn by each window, and by what has it as a
parent. Were it the program's too, everything put into something else would be dressed anew with
all that it holds, page and window alike; so a page is put together outside a window, and dressed
once, when it comes in.
"""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from alphasms_desktop import paths
from alphasms_desktop.ui import theme
from alphasms_desktop.ui.theme import CARD_RADIUS, RADIUS, Tokens


def use(app: QApplication, dark: bool = False) -> None:
    """Take the colours and the font of the light or the dark theme into use."""
    colours = theme.choose(dark)
    # A style sheet hides the name; whatever wears one stands on Fusion already.
    if app.style().name() not in ("fusion", ""):
        app.setStyle("Fusion")
    app.setPalette(_palette(colours))
    font = app.font()
    font.setPixelSize(13)
    app.setFont(font)


def dress(one: QWidget | QApplication) -> None:
    """Have a window without a parent wear the style sheet of the theme in use."""
    one.setStyleSheet(style_sheet(theme.tokens()))


def style_sheet(t: Tokens) -> str:
    """Return the style sheet; widgets choose a look by their `look` property."""
    return "".join(rules(t) for rules in (_words, _frames, _buttons, _fields, _tables))


def _words(t: Tokens) -> str:
    return f"""
    QWidget {{ color: {t.text}; }}
    QMainWindow, QWidget[look="page"], QStackedWidget {{ background: {t.background}; }}
    QLabel {{ background: transparent; }}
    QLabel[look="title"] {{ font-size: 20px; font-weight: 700; }}
    QLabel[look="heading"] {{ font-weight: 600; }}
    QLabel[look="muted"] {{ color: {t.muted}; font-size: 12px; }}
    QLabel[look="small"] {{ font-size: 12px; }}
    QLabel[look="number"] {{ font-size: 20px; font-weight: 700; }}
    QLabel[look="sentence"] {{ font-size: 17px; }}
    QLabel[look="instruction"] {{ font-size: 16px; font-weight: 600; }}
    QLabel[look="result"] {{ font-size: 24px; font-weight: 700; }}
    QLabel[look="pill"] {{ background: {t.sunken}; border: 1px solid {t.border};
        border-radius: 6px; padding: 1px 7px;
        font-size: 12px; font-weight: 600; }}
    QLabel[look="pill-accent"] {{ background: {t.soft}; color: {t.accent}; border-radius: 6px;
        padding: 2px 8px; font-size: 12px; font-weight: 600; }}
    QLabel[look="error"] {{ color: {t.danger}; }}
    """


def _frames(t: Tokens) -> str:
    return f"""
    QFrame[look="card"] {{ background: {t.surface}; border: 1px solid {t.border};
        border-radius: {CARD_RADIUS}px; }}
    QFrame[look="card-chosen"] {{ background: {t.surface}; border: 2px solid {t.accent};
        border-radius: {CARD_RADIUS}px; }}
    QFrame[look="banner"] {{ background: {t.warning_background};
        border: 1px solid {t.warning_border}; border-radius: {CARD_RADIUS}px; }}
    QFrame[look="banner"] QLabel {{ color: {t.warning_text}; }}
    QFrame[look="sunken"] {{ background: {t.sunken}; border: none; border-radius: {RADIUS}px; }}
    QFrame[look="training"] {{ background: {t.training_background}; border: none; }}
    QFrame[look="training"] QLabel {{ color: {t.training_text}; font-size: 12px; }}
    QListWidget {{ background: transparent; outline: none; }}
    QListWidget::item {{ padding: 8px 10px; border-radius: 6px; color: {t.text}; }}
    QListWidget::item:focus {{ border: 2px solid {t.accent}; padding: 6px 8px; }}
    QListWidget::item:selected {{ background: {t.soft}; color: {t.text}; }}
    QFrame[look="line"] {{ background: {t.border}; max-height: 1px; border: none; }}
    QFrame[look="navigation"] {{ background: {t.surface}; border: none;
        border-right: 1px solid {t.border}; }}
    """


def _buttons(t: Tokens) -> str:
    return f"""
    QPushButton {{ background: {t.surface}; border: 1px solid {t.border};
        border-radius: {RADIUS}px; padding: 7px 14px; font-weight: 500; min-height: 18px;
        outline: none; }}
    QPushButton:hover {{ background: {t.sunken}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {t.accent}; padding: 6px 13px; }}
    QPushButton:disabled {{ color: {t.muted}; background: {t.sunken}; }}
    QPushButton[look="primary"] {{ background: {t.accent}; color: {t.on_accent};
        border: 1px solid {t.accent}; }}
    QPushButton[look="primary"]:focus {{ border: 2px solid {t.text}; }}
    QPushButton[look="primary"]:disabled {{ background: {t.sunken}; border-color: {t.border};
        color: {t.muted}; }}
    QPushButton[look="danger"] {{ color: {t.danger}; }}
    QPushButton[look="danger"]:disabled {{ color: {t.muted}; }}
    QPushButton::menu-indicator {{ image: none; width: 0; }}
    QPushButton[look="chip"] {{ border-radius: 15px; padding: 6px 11px; font-weight: 400;
        font-size: 12px; }}
    QPushButton[look="chip"]:checked {{ background: {t.soft}; border-color: {t.accent};
        color: {t.accent}; }}
    QPushButton[look="chip"]:focus {{ padding: 5px 10px; }}
    QPushButton[look="tile"] {{ text-align: left; padding: 0; border-radius: {CARD_RADIUS}px;
        min-height: 86px; max-height: 86px; }}
    QPushButton[look="tile"]:focus {{ padding: 0; }}
    QPushButton[look="tile"]:checked {{ border: 2px solid {t.accent}; background: {t.soft}; }}
    QPushButton[look="choice"]:checked {{ border: 2px solid {t.accent};
        background: {t.surface}; }}
    QPushButton[look="choice"] {{ text-align: left; border-radius: {CARD_RADIUS}px; padding: 0; }}
    QPushButton[look="navigation"] {{ text-align: left; border: none; padding: 8px 10px;
        font-weight: 400; background: transparent; }}
    QPushButton[look="navigation"]:hover {{ background: {t.sunken}; }}
    QPushButton[look="navigation"]:checked {{ background: {t.soft}; color: {t.accent};
        font-weight: 600; }}
    QPushButton[look="navigation"]:focus {{ border: 2px solid {t.accent}; padding: 6px 8px; }}
    QPushButton[look="link"] {{ border: none; background: transparent; color: {t.accent};
        padding: 7px 2px; text-align: left; }}
    QPushButton[look="link"]:focus {{ padding: 6px 1px; border: 1px solid {t.accent}; }}
    """


def _fields(t: Tokens) -> str:
    icons = paths.resources() / "icons"
    chevron = (icons / "chevron-down.svg").as_posix()
    up = (icons / "chevron-up.svg").as_posix()
    check = (icons / ("check-dark.svg" if t is theme.DARK else "check-light.svg")).as_posix()
    return f"""
    QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateTimeEdit {{ background: {t.surface};
        border: 1px solid {t.field_edge}; border-radius: {RADIUS}px; padding: 6px 10px;
        min-height: 20px; selection-background-color: {t.accent};
        selection-color: {t.on_accent}; }}
    QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateTimeEdit:focus {{
        border: 2px solid {t.accent}; padding: 5px 9px; }}
    /* Qt makes the open list too low by a box's padding above and below where that changes. */
    QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled,
    QDateTimeEdit:disabled {{ color: {t.muted}; background: {t.sunken};
        border-color: {t.border}; }}
    QComboBox:focus {{ border: 2px solid {t.accent}; padding: 6px 9px; min-height: 18px; }}
    QLineEdit[look="phone"] {{ font-size: 17px; }}
    QLineEdit[look="digits"] {{ font-size: 32px; font-weight: 600; letter-spacing: 12px;
        min-height: 46px; min-width: 190px; max-width: 190px; }}
    QTextEdit[look="editor"], QPlainTextEdit[look="editor"] {{ background: {t.surface};
        border: 1px solid {t.field_edge};
        border-radius: {RADIUS}px; padding: 5px 8px; selection-background-color: {t.accent};
        selection-color: {t.on_accent}; }}
    QTextEdit[look="editor"]:focus, QPlainTextEdit[look="editor"]:focus {{
        border: 2px solid {t.accent}; padding: 4px 7px; }}
    QCheckBox {{ spacing: 8px; min-height: 32px; }}
    QCheckBox::indicator, QAbstractItemView::indicator {{ width: 14px; height: 14px;
        border-radius: 4px; border: 1px solid {t.field_edge}; background: {t.surface}; }}
    QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
        border: 1px solid {t.accent}; background: {t.accent}; image: url("{check}"); }}
    QCheckBox::indicator:checked:disabled {{ border-color: {t.skipped};
        background: {t.skipped}; }}
    QCheckBox::indicator:focus {{ width: 12px; height: 12px; border: 2px solid {t.text}; }}
    QRadioButton {{ spacing: 8px; min-height: 32px; }}
    QRadioButton::indicator {{ width: 14px; height: 14px; border-radius: 8px;
        border: 1px solid {t.field_edge}; background: {t.surface}; }}
    QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {t.accent};
        background: {t.surface}; }}
    QRadioButton::indicator:focus {{ width: 12px; height: 12px; border: 2px solid {t.text}; }}
    QRadioButton::indicator:checked:focus {{ width: 6px; height: 6px; border: 5px solid {t.text}; }}
    QComboBox::drop-down {{ border: none; width: 26px; }}
    QComboBox::down-arrow {{ image: url("{chevron}"); width: 12px; height: 12px; }}
    QSpinBox::up-button, QDoubleSpinBox::up-button, QDateTimeEdit::up-button {{ border: none;
        width: 20px;
        subcontrol-origin: border; subcontrol-position: top right; margin: 3px 2px 0 0; }}
    QSpinBox::down-button, QDoubleSpinBox::down-button, QDateTimeEdit::down-button {{
        border: none; width: 20px; subcontrol-origin: border;
        subcontrol-position: bottom right; margin: 0 2px 3px 0; }}
    QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateTimeEdit::up-arrow {{
        image: url("{up}"); width: 10px; height: 10px; }}
    QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateTimeEdit::down-arrow {{
        image: url("{chevron}"); width: 10px; height: 10px; }}
    {_of_bare("button")} {{ width: 0; border: none; margin: 0; }}
    {_of_bare("arrow")} {{ image: none; width: 0; height: 0; }}
    QComboBox QAbstractItemView {{ background: {t.surface}; border: 1px solid {t.border};
        selection-background-color: {t.soft}; selection-color: {t.text}; outline: 0; }}
    """


def _of_bare(part: str) -> str:
    """Return the buttons or arrows of fields that have none; Qt's own way hides the text too."""
    fields = ("QSpinBox", "QDoubleSpinBox", "QDateTimeEdit")
    return ", ".join(
        f'{field}[look="bare"]::{side}-{part}' for field in fields for side in ("up", "down")
    )


def _tables(t: Tokens) -> str:
    return f"""
    QTableView {{ background: {t.surface}; border: none; gridline-color: {t.border};
        selection-background-color: {t.soft}; selection-color: {t.text}; outline: 0; }}
    QTableView::item {{ border-bottom: 1px solid {t.border}; padding: 0 5px; }}
    QTableView::item:focus {{ border: 2px solid {t.accent}; padding: 0 3px; }}
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
    QMenu::item:disabled {{ color: {t.muted}; background: transparent; }}
    QProgressBar {{ background: {t.sunken}; border: none; border-radius: 4px; height: 8px;
        text-align: center; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: 4px; }}
    """


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

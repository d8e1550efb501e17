"""What a text gives reason to say: rows that cannot be told it, odd letters, keys, unsure names."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.saying import TextSurvey
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.spoken import MixedWord
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import button, label, set_look
from alphasms_desktop.wording import row_trouble_sentence

_SHOWN = 12
_WORDS_SHOWN = 4
_PRESSES = ("натисн", "нажм", "press ", "тисніть")


class KeyStanding(NamedTuple):
    """Whether keys are asked for at all, and whether those pressed can reach the program."""

    are_asked: bool = True
    can_arrive: bool = False


class Notice(QFrame):
    """A yellow line with its buttons."""

    def __init__(self, *buttons: QPushButton) -> None:
        super().__init__()
        self.setProperty("look", "banner")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(13, 8, 13, 8)
        layout.setSpacing(8)
        self.text = label("", wrap=True)
        layout.addWidget(self.text, 1)
        for one in buttons:
            layout.addWidget(one)
        self.hide()


class TextNotices(QWidget):
    """The notices of a text.

    Signals: `mend_asked()`: put the right letters in; `leave_out_chosen()`: rows that cannot be
    told it may be left out; `replace_asked(str)`: something is to be said for this empty column.
    """

    mend_asked = Signal()
    leave_out_chosen = Signal()
    replace_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._survey: TextSurvey | None = None
        self._is_chosen = False
        self.mend = button(tr("Mend"), "", self.mend_asked.emit)
        self.mixed = Notice(self.mend)
        self.skip = button("", "", self._choose_to_leave_out)
        self.replace = button(tr("Replace with…"), "", self._ask_to_replace)
        self.show_rows = button(tr("Show"), "", self._toggle_rows)
        self.rows_notice = Notice(self.skip, self.replace, self.show_rows)
        self.keys = Notice()
        self.rows = label("", "muted", wrap=True)
        self.unsure = label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.mixed, self.rows_notice, self.rows, self.keys, self.unsure):
            layout.addWidget(part)
        for part in (self.rows, self.unsure):
            part.hide()

    def show_text(
        self, message: TextMessage, mixed: tuple[MixedWord, ...], keys: KeyStanding
    ) -> None:
        """Say what is to be said of the text alone."""
        words = ", ".join(tr("“{word}”").format(word=one.word) for one in mixed[:_WORDS_SHOWN])
        more = "…" if len(mixed) > _WORDS_SHOWN else ""
        self.mixed.text.setText(
            tr("Letters of another alphabet are spoken wrong: {words}").format(words=words + more)
        )
        self.mixed.setVisible(bool(mixed))
        self.mend.setVisible(any(one.mended is not None for one in mixed))
        sentence = keys_sentence(message, keys)
        self.keys.text.setText(sentence)
        self.keys.setVisible(bool(sentence))

    def show_survey(self, survey: TextSurvey | None, is_chosen: bool) -> None:
        """Say what is to be said of the rows."""
        self._survey, self._is_chosen = survey, is_chosen
        rows = survey.trouble_rows if survey else 0
        if survey and rows:
            self.rows_notice.text.setText(rows_sentence(survey, is_chosen))
            self.skip.setText(ntr("Leave {n} out", "Leave {n} out", rows))
            self.replace.setVisible(bool(survey.empty))
        self.rows_notice.setVisible(bool(rows))
        self.skip.setVisible(not is_chosen)
        # Yellow is for what waits for a decision.
        set_look(self.rows_notice, "sunken" if is_chosen else "banner")
        set_look(self.rows_notice.text, "")
        if not rows:
            self.rows.hide()
        elif self.rows.isVisible():
            self._show_rows()
        unsure = survey.unsure if survey else ()
        names = ", ".join(one.written for one in unsure[:_SHOWN])
        say(
            self.unsure,
            tr("Not sure how to call, so the name stays as it is: {names}").format(names=names)
            if unsure
            else "",
        )

    def _choose_to_leave_out(self) -> None:
        self.leave_out_chosen.emit()
        self.show_survey(self._survey, True)

    def _ask_to_replace(self) -> None:
        if self._survey and self._survey.empty:
            self.replace_asked.emit(self._survey.empty[0][0])

    def _toggle_rows(self) -> None:
        if self.rows.isVisible():
            self.rows.hide()
        else:
            self._show_rows()

    def _show_rows(self) -> None:
        troubles = self._survey.troubles if self._survey else ()
        lines = [row_trouble_sentence(one) for one in troubles[:_SHOWN]]
        left = (self._survey.trouble_rows if self._survey else 0) - len(lines)
        if left > 0:
            lines.append(ntr("… and {n} more", "… and {n} more", left))
        say(self.rows, "\n".join(lines))


def rows_sentence(survey: TextSurvey, is_chosen: bool) -> str:
    """Say how many rows cannot be told a text, and why."""
    rows = survey.trouble_rows
    if survey.empty and survey.empty[0][1] == rows:
        column = survey.empty[0][0]
        said = ntr("In {n} row", "In {n} rows", rows)
        text = tr("{in_rows} the field “{column}” is empty.").format(in_rows=said, column=column)
    else:
        text = ntr(
            "The text cannot be said to {n} row.", "The text cannot be said to {n} rows.", rows
        )
    left_out = ntr("It is left out, with the reason.", "They are left out, with the reason.", rows)
    return f"{text} {left_out}" if is_chosen else text


def asks_for_key(text: str) -> bool:
    """Say whether a text asks people to press a key."""
    folded = text.casefold()
    return any(one in folded for one in _PRESSES)


def keys_sentence(message: TextMessage, keys: KeyStanding) -> str:
    """Say what is wrong between what a text asks for and what can be heard of the answers."""
    asks = asks_for_key(message.template)
    if asks and message.channel is Channel.SMS:
        return tr("The text asks to press a key, but an SMS is only read.")
    if asks and message.channel is Channel.VOICE_SMS:
        return tr(
            "The text asks to press a key: with a voice SMS keys are seen only in the cabinet of "
            "AlphaSMS. “Spoken call” asks for them."
        )
    if asks and message.channel is Channel.SPOKEN and not keys.are_asked:
        return tr("The text asks to press a key, but answers by key are switched off in step 3.")
    if asks and message.channel is Channel.SPOKEN:
        return tr(
            "The text asks to press a key: keys of a spoken text are seen in the cabinet of "
            "AlphaSMS, and its table can be taken in at the end. Those of a recording come by "
            "themselves."
        )
    is_spoken = message.channel is Channel.SPOKEN and message.template.strip()
    if not asks and is_spoken and keys.are_asked and keys.can_arrive:
        return tr("Keys are asked for, but the text does not say which one to press.")
    return ""

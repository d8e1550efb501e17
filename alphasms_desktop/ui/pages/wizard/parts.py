"""A message of its own for each recipient, made in step 2 of clips and columns."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alphasms_desktop.domain.clips import ClipPart, SaidAs, Survey, named
from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.library import LibraryEntry, SoundOrigin
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.sound import SoundLimits
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.missing_clips import MissingClips
from alphasms_desktop.ui.pages.wizard.part_row import PartRow
from alphasms_desktop.ui.pages.wizard.row_preview import RowPreview
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.sound import Player
from alphasms_desktop.ui.widgets.basics import Card, button, label, row, tab_before
from alphasms_desktop.wording import trouble_sentence
from alphasms_desktop.wording.clips import clip_name, unsaid_sentence

_Answer = TypeVar("_Answer")
_TYPED_MS = 300
_UNSAID_SHOWN = 4


class PartsPanel(QWidget):
    """Puts a message together and has it looked over for every row.

    Signals: `composed(object)`: the Survey of the message as it stands; `record_asked(str)`,
    `file_asked(str)`, `library_asked(str)`: the clip of this key is wanted from there;
    `record_all_asked(str)`: this one first, then every other that is missing.
    """

    composed = Signal(object)
    record_asked = Signal(str)
    record_all_asked = Signal(str)
    file_asked = Signal(str)
    library_asked = Signal(str)

    def __init__(self, context: Context, player: Player | None = None) -> None:
        super().__init__()
        self._context = context
        self._contacts: ContactList | None = None
        self._names: list[str] = []
        self._turn = 0
        self.rows: list[PartRow] = []
        self.survey: Survey | None = None
        self.limits = SoundLimits()
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(self.look_over)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._make_editor())
        self.missing = MissingClips()
        self.missing.record_asked.connect(self.record_asked)
        self.missing.record_all_asked.connect(self.record_all_asked)
        self.missing.file_asked.connect(self.file_asked)
        self.missing.library_asked.connect(self.library_asked)
        layout.addWidget(self.missing)
        self.preview = RowPreview(context, player)
        layout.addWidget(self.preview)
        layout.addStretch(1)

    def show_contacts(self, contacts: ContactList | None) -> None:
        """Speak to the rows of this list from now on."""
        if contacts != self._contacts or not self.rows:
            self._contacts = contacts
            self.refresh()

    def refresh(self) -> None:
        """Read the clips of the library afresh, then look the message over."""
        self._ask(self._context.workspace.clips.clips, self._on_clips)

    def parts(self) -> list[ClipPart]:
        """Return the parts as they stand; those without a text are not said."""
        return [part for one in self.rows if (part := one.part()).text]

    def show_parts(self, parts: Sequence[ClipPart]) -> None:
        """Show these parts instead of those there were."""
        while self.rows:
            self._take_away(self.rows[-1])
        for part in parts:
            self._add(part)
        self.look_over()

    def look_over(self) -> None:
        """Find out what the message needs, what is missing, and who cannot be told it."""
        self._turn += 1
        turn, contacts, parts = self._turn, self._contacts, self.parts()
        if contacts is None or not parts:
            self._on_survey(None)
            return
        desk, name = self._context.workspace.clips, tr("Of clips and columns")

        def take(survey: Survey) -> None:
            if turn == self._turn:
                self._on_survey(survey)

        self._ask(lambda: desk.survey(contacts.id, parts, name), take)

    def keep_clip(self, key: str, sound: Recording, take: Path | None = None) -> None:
        """Put a recording into the library as the clip of a key, and look over again.

        `take` is what the microphone wrote, which goes once the clip is kept.
        """
        audio, name = self._context.workspace.audio, self.name_of(key)
        origin = SoundOrigin.MICROPHONE if take else SoundOrigin.FILE

        def keep() -> None:
            audio.remember(sound, name, origin, key)
            if take is not None:
                take.unlink(missing_ok=True)

        self._ask(keep, lambda _nothing: self.refresh())

    def name_of(self, key: str) -> str:
        """Return what the clip of a key is called: as it is written here, or what it says."""
        own = (part.text for part in self.parts() if part.said is SaidAs.CLIP)
        return next((text for text in own if named(text) == key), clip_name(key))

    def _make_editor(self) -> Card:
        card = Card(spacing=8)
        card.body.addWidget(label(tr("The message, part after part"), "heading"))
        text = tr(
            "Each part is a clip that everybody hears, or a cell of the recipient's row. Record "
            "each clip once: it serves every campaign."
        )
        card.body.addWidget(label(text, "muted", wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        card.body.addLayout(self._rows)
        self.add_clip = button(tr("Add a clip"), "", lambda: self._on_add(SaidAs.CLIP))
        self.add_column = button(tr("Add a column"), "", lambda: self._on_add(SaidAs.TIME))
        card.body.addLayout(row(self.add_clip, self.add_column, None))
        self.state = label("", "muted", wrap=True)
        self.error = label("", "error", wrap=True)
        for part in (self.state, self.error):
            part.hide()
            card.body.addWidget(part)
        return card

    def _on_clips(self, clips: dict[str, LibraryEntry]) -> None:
        prefix = named("")
        self._names = [
            one.name.strip("“”«»") for key, one in clips.items() if key.startswith(prefix)
        ]
        if not self.rows:
            for part in (
                ClipPart(SaidAs.CLIP, tr("Greeting")),
                ClipPart(SaidAs.CLIP, tr("Closing")),
            ):
                self._add(part)
        else:
            for one in self.rows:
                one.setEnabled(True)
        self.look_over()

    def _columns(self) -> tuple[str, ...]:
        return self._contacts.head.columns if self._contacts else ()

    def _on_add(self, said: SaidAs) -> None:
        columns = self._columns()
        text = tr("New clip") if said is SaidAs.CLIP else (columns[0] if columns else "")
        made = self._add(ClipPart(said, text))
        made.text.setFocus()
        self.look_over()

    def _add(self, part: ClipPart) -> PartRow:
        made = PartRow(part, self._columns(), self._names)
        made.changed.connect(self._typed.start)
        made.gone.connect(lambda: self._remove(made))
        made.moved.connect(lambda by: self._move(made, by))
        self.rows.append(made)
        self._rows.addWidget(made)
        tab_before(self.add_clip, made.controls())
        return made

    def _take_away(self, one: PartRow) -> None:
        self.rows.remove(one)
        self._rows.removeWidget(one)
        one.setParent(None)
        one.deleteLater()

    def _remove(self, one: PartRow) -> None:
        self._take_away(one)
        self.look_over()

    def _move(self, one: PartRow, by: int) -> None:
        place = self.rows.index(one) + by
        if 0 <= place < len(self.rows):
            self.rows.remove(one)
            self.rows.insert(place, one)
            self._rows.removeWidget(one)
            self._rows.insertWidget(place, one)
            for row_part in self.rows:
                tab_before(self.add_clip, row_part.controls())
            self.look_over()

    def _on_survey(self, survey: Survey | None) -> None:
        self.survey = survey
        say(self.error, "")
        say(self.state, _state(survey, self._contacts))
        missing = survey.missing if survey else ()
        self.missing.show_missing({key: self.name_of(key) for key in missing})
        ready = survey.composition if survey and survey.recording else None
        self.preview.show_message(self._contacts, ready)
        self.composed.emit(survey)

    def _ask(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        ask_for(
            self,
            self._context.bridge,
            work,
            done,
            lambda trouble: say(self.error, trouble_sentence(trouble)),
        )


def _state(survey: Survey | None, contacts: ContactList | None) -> str:
    """Return what is to be said of a message as it stands."""
    if contacts is None:
        return tr("Choose the recipients at step 1: the message speaks of their columns.")
    if survey is None or not survey.unsaid_rows:
        return ""
    first = "; ".join(unsaid_sentence(one) for one in survey.unsaid[:_UNSAID_SHOWN])
    more = survey.unsaid_rows - min(_UNSAID_SHOWN, len(survey.unsaid))
    rest = tr(" and {n} more").format(n=more) if more > 0 else ""
    return tr("These rows are left out, with the reason: {rows}.").format(rows=first + rest)

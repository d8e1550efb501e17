"""The card of a contact file: what it is, and how it is read, each choice with what was found."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout

from alphasms_desktop.domain.contact import ContactList, SheetHead
from alphasms_desktop.domain.importing import ImportChoices, Several
from alphasms_desktop.i18n import mark, ntr, tr
from alphasms_desktop.ui.pages.wizard.step import Busy, say
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.ui.widgets.elided_box import ElidedBox
from alphasms_desktop.ui.widgets.explained import allow, explain
from alphasms_desktop.ui.widgets.one_line import OneLine
from alphasms_desktop.wording import hidden_sentences, unread_sentence

COUNTRIES = (
    ("UA", mark("Ukraine (+380)")),
    ("PL", mark("Poland (+48)")),
    ("CZ", mark("Czechia (+420)")),
    ("DE", mark("Germany (+49)")),
    ("MD", mark("Moldova (+373)")),
    ("RO", mark("Romania (+40)")),
    ("SK", mark("Slovakia (+421)")),
    ("HU", mark("Hungary (+36)")),
    ("LT", mark("Lithuania (+370)")),
    ("GE", mark("Georgia (+995)")),
)
_ENCODINGS = ("utf-8", "cp1251", "utf-16", "koi8-u", "cp866", "mac-cyrillic")
_SEPARATORS = (
    (";", mark("semicolon ;")),
    (",", mark("comma ,")),
    ("\t", mark("tab")),
    ("|", mark("bar |")),
)
_NOT_CALLED, _NEXT, _EACH = range(3)
_NARROWEST_PX = 130
_SIDE_BY_SIDE, _BESIDE_PHONES = 4, 3


class FileCard(Card):
    """Shows a file that was taken in.

    Signals: `chosen(ImportChoices)`: read it so; `other_asked()`: another file; `paste_asked()`:
    rows from the clipboard; `given_up()`: stop reading.
    """

    chosen = Signal(object)
    other_asked = Signal()
    paste_asked = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self._choices = ImportChoices()
        self._taken: ContactList | None = None
        self.name = OneLine("", "heading")
        self.facts = label("", "muted", wrap=True)
        self.busy = Busy()
        self.stop = button(tr("Stop reading"), "", self.given_up.emit)
        self.stop.hide()
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.paste = button(tr("Paste from Excel"), "", self.paste_asked.emit)
        self.other = button(tr("Another file…"), "", self.other_asked.emit)
        self.reading = button(tr("Encoding…"))
        self.reading.setCheckable(True)
        self.reading.toggled.connect(lambda _on: self._lay_out_again())
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.name, self.facts, self.busy):
            words.addWidget(part)
        top = row(spacing=10)
        top.addLayout(words, 1)
        for button_ in (self.stop, self.reading, self.paste, self.other):
            top.addWidget(button_, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.body.addLayout(self._make_choices())
        self.hidden = button("", "link", lambda: self._choose(with_hidden=True))
        self.body.addLayout(row(self.hidden, None))
        self.unread = label("", wrap=True)
        self.unread.hide()
        self.body.addWidget(self.unread)
        self.body.addWidget(self.error)

    def show_taken(self, taken: ContactList, choices: ImportChoices, is_recalled: bool) -> None:
        """Show a file as it was read."""
        self._taken, self._choices = taken, choices
        head = taken.head
        total = taken.ready + taken.rejected + taken.duplicates
        facts = [ntr("{n} row", "{n} rows", total)]
        if head.sheet:
            facts.append(tr("sheet “{name}”").format(name=head.sheet))
        if is_recalled:
            facts.append(tr("columns as last time"))
        self.name.setText(taken.name or head.source)
        self.facts.setText(" · ".join(facts))
        names = [name or tr("column {n}").format(n=n) for n, name in enumerate(head.columns, 1)]
        hidden = tr("{name} (hidden)")
        sheets = [
            hidden.format(name=one.name) if one.is_hidden else one.name for one in head.sheets
        ]
        self._fill(self.sheet, sheets, "")
        read = [one.name for one in head.sheets]
        self.sheet.setCurrentIndex(read.index(head.sheet) if head.sheet in read else -1)
        self._fill(self.column, names, names[head.phone_column])
        self._fill(self.person, [tr("no column"), *names], self._person_name(names))
        self._fill_coded(self.country, COUNTRIES, choices.phones.country)
        self._fill(self.encoding, self._encodings(head.encoding), head.encoding)
        self._fill_coded(self.separator, _SEPARATORS, head.separator)
        self.more.setCurrentIndex(self._several_now())
        others = ", ".join(names[one] for one in head.also_phones)
        self._captions[self.more].setText(tr("Other phones: {names}").format(names=others))
        self.reading.setVisible(bool(head.encoding))
        self._lay_out_again()
        self._show_left_out(head)

    def _show_left_out(self, head: SheetHead) -> None:
        said = hidden_sentences(head)
        self.hidden.setText(" ".join([*said, tr("Take them too")]))
        self.hidden.setVisible(bool(said) and not self._choices.with_hidden)
        say(self.unread, unread_sentence(head.unread_sheets))

    def let_choose(self, is_file: bool) -> None:
        """Let the user choose how a file is read; a list of the office is read already."""
        for combo in self._captions:
            allow(combo, is_file, tr("This list is read already. Open its file to read it anew."))
        if not is_file:
            self.hidden.hide()

    def show_busy(self, text: str) -> None:
        """Show that a file is being read; an empty text ends it."""
        self.busy.say(text)
        self.stop.setVisible(bool(text))
        self.facts.setVisible(not text)
        for part in (self.other, self.paste, *self._captions):
            part.setEnabled(not text)

    def show_error(self, text: str) -> None:
        """Show what went wrong, or nothing."""
        say(self.error, text)

    def show_again(self) -> None:
        """Show the choices in force after another one has failed."""
        if self._taken:
            self.show_taken(self._taken, self._choices, is_recalled=False)

    def _make_choices(self) -> QGridLayout:
        self._captions: dict[QComboBox, QLabel] = {}
        self.sheet = self._combo(
            tr("&Sheet"), tr("Which sheet of the workbook is read."), self._on_sheet
        )
        self.column = self._combo(
            tr("&Column with phones"), tr("The phones in it are called."), self._on_column
        )
        self.person = self._combo(
            tr("Column with &names"), tr("Who it is, in tables and reports."), self._on_person
        )
        self.country = self._combo(
            tr("Country of numbers without a code"),
            tr("050 123 45 67 is read as a number of this country."),
            self._on_country,
        )
        self.more = self._combo(
            tr("Other phones"), tr("For rows with more than one phone."), self._on_more
        )
        self.more.addItems(
            [
                tr("not called"),
                tr("called if the first does not answer"),
                tr("called as well"),
            ]
        )
        self.encoding = self._combo(
            tr("Encoding"), tr("Change it where letters look wrong."), self._on_encoding
        )
        self.separator = self._combo(
            tr("Between the columns"), tr("The sign that parts the columns."), self._on_separator
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        return self._grid

    def _lay_out_again(self) -> None:
        if self._taken is None:
            return
        head, opened = self._taken.head, self.reading.isChecked()
        self._lay_out(
            {
                self.sheet: len(head.sheets) > 1,
                self.more: bool(head.also_phones),
                self.encoding: bool(head.encoding) and opened,
                self.separator: bool(head.separator) and opened,
            }
        )

    def _lay_out(self, is_shown: dict[QComboBox, bool]) -> None:
        """Put the choices that make sense for this file side by side, without gaps."""
        place, side_by_side = 0, _BESIDE_PHONES if is_shown[self.more] else _SIDE_BY_SIDE
        for combo, caption in self._captions.items():
            wanted = is_shown.get(combo, True)
            for part in (caption, combo):
                self._grid.removeWidget(part)
                part.setVisible(wanted)
            if wanted:
                at, column = divmod(place, side_by_side)
                self._grid.addWidget(caption, at * 2, column)
                self._grid.addWidget(combo, at * 2 + 1, column)
                place += 1
        for column in range(_SIDE_BY_SIDE):
            self._grid.setColumnStretch(column, int(column < min(place, side_by_side)))

    def _combo(self, caption: str, why: str, on_choice: Callable[[int], None]) -> QComboBox:
        combo = ElidedBox(self)
        combo.setMinimumWidth(_NARROWEST_PX)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setAccessibleName(caption.replace("&", ""))
        explain(combo, why)
        combo.activated.connect(on_choice)
        # The other phones are named, and may be many.
        words = OneLine(caption, "muted") if on_choice == self._on_more else label(caption, "muted")
        # Without a parent they would be windows of their own until they are laid out.
        words.setParent(self)
        words.setBuddy(combo)
        self._captions[combo] = words
        return combo

    def _choose(self, **changes: object) -> None:
        self.chosen.emit(replace(self._choices, **changes))  # type: ignore[arg-type]

    def _on_sheet(self, index: int) -> None:
        if self._taken:
            name = self._taken.head.sheets[index].name
            self.chosen.emit(ImportChoices(sheet=name, phones=self._choices.phones))

    def _on_column(self, index: int) -> None:
        if self._taken and index != self._taken.head.phone_column:
            self._choose(phone_columns=(self._taken.head.columns[index],), name_column=None)

    def _on_person(self, index: int) -> None:
        if self._taken:
            self._choose(name_column=self._taken.head.columns[index - 1] if index else "")

    def _on_country(self, index: int) -> None:
        country = COUNTRIES[index][0]
        self._choose(phones=replace(self._choices.phones, country=country))

    def _on_more(self, index: int) -> None:
        if self._taken is None:
            return
        head = self._taken.head
        first = head.columns[head.phone_column]
        others = [head.columns[one] for one in head.also_phones] if index != _NOT_CALLED else []
        several = Several.EACH if index == _EACH else Several.NEXT
        self._choose(phone_columns=(first, *others), several=several)

    def _on_encoding(self, index: int) -> None:
        self._choose(encoding=self.encoding.itemText(index), phone_columns=(), name_column=None)

    def _on_separator(self, index: int) -> None:
        self._choose(separator=_SEPARATORS[index][0], phone_columns=(), name_column=None)

    def _several_now(self) -> int:
        if self._taken is None or not self._taken.head.more_phone_columns:
            return _NOT_CALLED
        return _EACH if self._choices.several is Several.EACH else _NEXT

    def _person_name(self, names: Sequence[str]) -> str:
        place = self._taken.head.name_column if self._taken else None
        return names[place] if place is not None else tr("no column")

    def _encodings(self, found: str) -> list[str]:
        return list(_ENCODINGS) if found in _ENCODINGS or not found else [found, *_ENCODINGS]

    def _fill(self, combo: QComboBox, names: Sequence[str], chosen: str) -> None:
        combo.clear()
        combo.addItems(list(names))
        combo.setCurrentText(chosen)

    def _fill_coded(
        self, combo: QComboBox, choices: Sequence[tuple[str, str]], chosen: str
    ) -> None:
        combo.clear()
        combo.addItems([tr(text) for _, text in choices])
        codes = [code for code, _ in choices]
        combo.setCurrentIndex(codes.index(chosen) if chosen in codes else -1)

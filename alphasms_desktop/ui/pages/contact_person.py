"""What is known of a person: lists, do-not-call, consent, and the history of their calls."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QVBoxLayout

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.contact_book import Person
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.dialogs.question import is_wanted
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import Card, button, label, line
from alphasms_desktop.wording import moment, state_name, trouble_sentence

_WIDTH = 250
_CALLS_SHOWN = 12


class PersonPanel(Card):
    """Shows one person; `changed()`: their data was erased or their phone put on the list."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=8)
        self._context = context
        self.person: Person | None = None
        self.setFixedWidth(_WIDTH)
        self.name = label("", "heading", wrap=True)
        self.phone = label("", "sentence")
        self.facts = label("", "muted", wrap=True)
        self.calls = label("", wrap=True)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.stop = button(tr("Do not call any more…"), "", self._ask_why)
        self.erase = button(tr("Erase this person's data…"), "", self._ask_erase)
        for part in (self.name, self.phone, self.facts, line(), self.calls, self.error):
            self.body.addWidget(part)
        self.body.addStretch(1)
        actions = QVBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self.stop)
        actions.addWidget(self.erase)
        self.body.addLayout(actions)
        self.hide()

    def open(self, phone: str | None) -> None:
        """Show the person of a phone; None puts the panel away."""
        say(self.error, "")
        if phone is None:
            self.person = None
            self.hide()
            return
        people = self._context.workspace.book.people
        ask_for(self, self._context.bridge, lambda: people.person(phone), self._show, self._fail)

    def put_on_list(self, reason: str) -> None:
        """Put the person's phones on the do-not-call list."""
        if self.person is None:
            return
        book, phone = self._context.workspace.book, self.person.phone
        self._then_changed(lambda: book.not_to_call(phone, reason))

    def erase_data(self) -> None:
        """Erase what is known of the person."""
        if self.person is None:
            return
        data, phone = self._context.workspace.data, self.person.phone
        self._then_changed(lambda: data.erase_person(phone))

    def _show(self, person: Person) -> None:
        self.person = person
        self.name.setText(", ".join(person.names) or tr("no name"))
        self.phone.setText(grouped(person.phone))
        facts = [tr("In the lists: {names}").format(names=", ".join(person.lists))]
        facts = facts if person.lists else []
        if person.unwanted:
            since = moment(person.unwanted.since)
            facts.append(
                tr("Not to be called since {time}: {reason}").format(
                    time=since, reason=person.unwanted.reason or "—"
                )
            )
        if person.consent:
            given = tr("Agreed to advertising") if person.consent.is_given else tr("No advertising")
            facts.append(f"{given}: {person.consent.basis}" if person.consent.basis else given)
        if person.marks:
            facts.append(tr("Marks: {marks}").format(marks=", ".join(person.marks)))
        self.facts.setText("\n".join(facts))
        self.calls.setText(_history(person))
        self.stop.setVisible(person.unwanted is None)
        self.show()

    def _ask_why(self) -> None:
        question = tr("Why are they not to be called?")
        text, is_given = QInputDialog.getText(self, tr("Reason"), question)
        if is_given:
            self.put_on_list(text)

    def _ask_erase(self) -> None:
        if is_wanted(
            self,
            tr("Erase this person's data?"),
            tr(
                "Name, phone and cells go from all lists and from the results of campaigns, whose "
                "counts stay. Whoever asked not to be called stays known by a pseudonym alone."
            ),
            tr("Erase"),
            tr("Keep"),
        ):
            self.erase_data()

    def _then_changed(self, work: Callable[[], object]) -> None:
        def done(_nothing: object) -> None:
            phone = self.person.phone if self.person else None
            self.changed.emit()
            self.open(phone)

        ask_for(self, self._context.bridge, work, done, self._fail)

    def _fail(self, trouble: Trouble) -> None:
        say(self.error, trouble_sentence(trouble))


def _history(person: Person) -> str:
    if not person.calls:
        return tr("Never called.")
    lines = [ntr("{n} call:", "{n} calls:", len(person.calls))]
    for call in person.calls[:_CALLS_SHOWN]:
        key = f", {tr('key {key}').format(key=call.key)}" if call.key else ""
        state = state_name(State(call.state), call.success)
        lines.append(f"{moment(call.at)} · {call.campaign}\n{state}{key}")
    return "\n\n".join(lines)

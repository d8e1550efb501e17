"""The chips above an imported file: what each counts, and whom it shows."""

from collections.abc import Callable

from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.live import ListCounts, ListFilter
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.i18n import mark, number, tr
from alphasms_desktop.ui.widgets.basics import Choices

_CHIPS = (
    (ListFilter.ALL, mark("All")),
    (ListFilter.READY, mark("Ready")),
    (ListFilter.ATTENTION, mark("Need attention")),
    (ListFilter.DUPLICATES, mark("Repeats")),
    (ListFilter.DO_NOT_CALL, mark("Do not call")),
    (ListFilter.RECENT, mark("Called lately")),
    (ListFilter.NO_CONSENT, mark("No consent")),
)
_ONLY_WHERE_SOME = frozenset(
    {ListFilter.DO_NOT_CALL, ListFilter.RECENT, ListFilter.NO_CONSENT},
)


class ListChips(Choices):
    """Counts and filters; those who are ready are those whom the purpose lets be called."""

    def __init__(self, on_filter: Callable[[ListFilter], object]) -> None:
        super().__init__([tr(name) for _, name in _CHIPS], lambda _place: on_filter(self.shown))
        self._purpose = Purpose.NOTICE
        self._taken: ContactList | None = None
        self._counts = ListCounts()

    @property
    def shown(self) -> ListFilter:
        """Whom the table is to show."""
        chosen = _CHIPS[self.group.checkedId()][0]
        is_advertising = self._purpose is Purpose.ADVERTISING
        return ListFilter.AGREED if chosen is ListFilter.READY and is_advertising else chosen

    def show_purpose(self, purpose: Purpose) -> None:
        """Count for another purpose: advertising needs consent."""
        self._purpose = purpose
        if self._taken:
            self.show_counts(self._taken, self._counts)

    def show_counts(self, taken: ContactList, counts: ListCounts) -> None:
        """Name the chips; those before the calls of late sum to the file."""
        self._taken, self._counts = taken, counts
        left_out = counts.left_out(self._purpose is Purpose.ADVERTISING, False)
        found = {
            ListFilter.ALL: taken.ready + taken.rejected + taken.duplicates,
            ListFilter.READY: taken.ready - left_out,
            ListFilter.ATTENTION: taken.rejected,
            ListFilter.DUPLICATES: taken.duplicates,
            ListFilter.DO_NOT_CALL: counts.do_not_call,
            ListFilter.RECENT: counts.recent,
            ListFilter.NO_CONSENT: counts.no_consent
            if taken.head.consent_column is not None
            else 0,
        }
        for place, (which, name) in enumerate(_CHIPS):
            text = f"{tr(name)} {number(found[which])}"
            if which is ListFilter.READY and taken.repaired:
                text += " " + tr("({n} repaired)").format(n=number(taken.repaired))
            self.rename(place, text)
            is_seen = which not in _ONLY_WHERE_SOME or found[which] > 0
            self.group.button(place).setVisible(is_seen)

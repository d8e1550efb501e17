"""The charts of a campaign, each with its numbers as a table behind it."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from alphasms_desktop.domain.statistics import Share, Statistics
from alphasms_desktop.domain.success import Success
from alphasms_desktop.domain.totals import Meanings, key_counts
from alphasms_desktop.i18n import number, tr
from alphasms_desktop.ui.widgets.basics import label
from alphasms_desktop.ui.widgets.chart_card import ChartCard, Numbers
from alphasms_desktop.wording import (
    KYIV,
    by_hour_title,
    by_operator_title,
    came_name,
    key_name,
    share_title,
    span_name,
)

_DAY_S = 86_400


class ChartsPanel(QScrollArea):
    """Shows the statistics of one campaign; what draws is imported for the first of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.cards: list[ChartCard] = []
        self.meanings: Meanings = {}
        self.success = Success.ANSWERED
        self.expects_keys = False
        self.nothing = label("", "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.keys_note = label("", "muted", wrap=True)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(12)
        layout.addWidget(self.nothing)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        layout.addLayout(self._grid)
        layout.addWidget(self.keys_note)
        layout.addStretch(1)
        self.setWidget(inside)
        self.show_statistics(None)

    def show_statistics(self, found: Statistics | None) -> None:
        """Draw these numbers; a sentence where there are none yet."""
        for old in self.cards:
            old.setParent(None)
            old.deleteLater()
        self.cards = []
        is_empty = found is None or found.is_empty
        self.nothing.setText(tr("Charts appear with the first results."))
        self.nothing.setVisible(is_empty)
        has_keys = found is not None and bool(found.keys)
        self.keys_note.setVisible(not is_empty and not has_keys)
        if found is not None and not has_keys:
            self.keys_note.setText(self._why_no_keys(found))
        if found is None or is_empty:
            return
        self.cards = [ChartCard(one) for one in _all_numbers(found, self.meanings, self.success)]
        self._grid.addWidget(self.cards[0], 0, 0, 1, 2)
        small = self.cards[1:]
        for place, card in enumerate(small):
            is_alone = place % 2 == 0 and card is small[-1]
            self._grid.addWidget(card, 1 + place // 2, place % 2, 1, 2 if is_alone else 1)
        for card in self.cards:
            card.show()

    def _why_no_keys(self, found: Statistics) -> str:
        if self.expects_keys:
            return _keys_told(found, self.success)
        return tr("Keys pressed are seen in the AlphaSMS cabinet only.")


def _keys_told(found: Statistics, success: Success) -> str:
    """Say how many keys came of those who answered: a missing one is not "no key"."""
    told = sum(count for _, count in found.keys)
    text = tr("Keys received from {told} of {answered} who answered.")
    if success is Success.REACHED:
        text = tr("Keys received from {told} of {answered} who were reached.")
    return text.format(told=told, answered=found.answered)


def _all_numbers(found: Statistics, meanings: Meanings, success: Success) -> list[Numbers]:
    numbers = [_over_time(found, success)]
    if found.keys:
        counts = key_counts(found.keys, meanings)
        rows = tuple((key_name(one), (one.people,)) for one in counts)
        keys, pressed, told = tr("Keys pressed"), tr("Calls"), _keys_told(found, success)
        numbers.append(Numbers(keys, tr("Key"), (pressed,), rows, tuple(_texts(rows)), note=told))
    if found.listened:
        rows = tuple((span_name(one), (one.people,)) for one in found.listened)
        title, of = tr("How long they listened"), tr("Seconds")
        numbers.append(Numbers(title, of, (tr("Calls"),), rows, tuple(_texts(rows))))
    share = share_title(success)
    if found.by_hour:
        numbers.append(_shares(by_hour_title(success), tr("Hour"), share, found.by_hour))
    if found.by_prefix:
        title = by_operator_title(success)
        numbers.append(_shares(title, tr("Prefix"), share, found.by_prefix))
    return numbers


def _over_time(found: Statistics, success: Success) -> Numbers:
    zone = ZoneInfo(KYIV)
    shown = "%d.%m" if found.bucket_s >= _DAY_S else "%H:%M"
    spans_days = len({one.at.astimezone(zone).date() for one in found.over_time}) > 1
    pattern = f"%d.%m {shown}" if spans_days and found.bucket_s < _DAY_S else shown
    series = tuple(came_name(came, success) for came in found.came)
    rows = tuple(
        (one.at.astimezone(zone).strftime(pattern), one.counts[: len(series)])
        for one in found.over_time
    )
    title = tr("Results over time")
    return Numbers(title, tr("Time"), series, rows, tuple(_texts(rows)), is_stacked=True)


def _shares(title: str, of: str, series: str, shares: tuple[Share, ...]) -> Numbers:
    rows, texts = [], []
    for one in shares:
        percent = round(100 * one.answered / one.all) if one.all else 0
        name = one.name or tr("others")
        rows.append((_short(name), (percent,)))
        says = tr("{share}%, {answered} of {all}")
        counted = {"answered": number(one.answered), "all": number(one.all)}
        texts.append((name, says.format(share=percent, **counted)))
    return Numbers(title, of, (series,), tuple(rows), tuple(texts), is_percent=True)


def _short(name: str) -> str:
    """Return an operator's prefix as people know it, 067, which an axis has room for."""
    return name.replace("+38", "", 1) if name.startswith("+380") else name


def _texts(rows: tuple[tuple[str, tuple[int, ...]], ...]) -> list[tuple[str, ...]]:
    return [(name, *(number(one) for one in counts)) for name, counts in rows]

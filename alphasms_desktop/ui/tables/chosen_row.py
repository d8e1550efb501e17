"""The row that is chosen in a table of any length, wherever it is scrolled to."""

from array import array


class ChosenRow:
    """Knows a recipient and where it stood when it was last looked for."""

    def __init__(self) -> None:
        self.id: int | None = None
        self._at = 0

    def choose(self, recipient_id: int | None, at: int = 0) -> None:
        """Choose a recipient, or none; `at` is its place where that is known."""
        self.id, self._at = recipient_id, at

    def place_in(self, ids: "array[int]") -> int | None:
        """Return its place among these ids, None where it is not one of them."""
        if self.id is None:
            return None
        # Where it was is looked at first: to look through a million takes longer than a key press.
        if not (self._at < len(ids) and ids[self._at] == self.id):
            try:
                self._at = ids.index(self.id)
            except ValueError:
                return None
        return self._at

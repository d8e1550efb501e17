"""The mailbox of a run: everything others want of it, from any thread."""

import queue
from collections.abc import Sequence

from alphasms_desktop.domain.live import Decision
from alphasms_desktop.engine.orders import Decided, Message, News, Order
from alphasms_desktop.engine.placing import Placing


class Orders:
    """What a run can be told; each takes effect before the next call leaves."""

    def __init__(self, mail: "queue.SimpleQueue[Message]", placing: Placing) -> None:
        self._mail = mail
        self._placing = placing

    def pause(self) -> None:
        """Let nothing more leave; what is on its way is answered."""
        self._placing.halted = True
        self._mail.put(Order.PAUSE)

    def resume(self) -> None:
        """Go on after a pause."""
        self._mail.put(Order.RESUME)

    def stop(self) -> None:
        """End the campaign's placing for good; the rest stays uncalled."""
        self._placing.halted = True
        self._mail.put(Order.STOP)

    def leave(self) -> None:
        """Pause and end the run, so that it can be gone on with another time."""
        self._placing.halted = True
        self._mail.put(Order.LEAVE)

    def decide(self, recipient_ids: Sequence[int], decision: Decision) -> None:
        """Take the user's word about calls in doubt."""
        self._mail.put(Decided(tuple(recipient_ids), decision))

    def hook_came(self) -> None:
        """Say that the inbox has something new."""
        self._mail.put(News.HOOK_CAME)

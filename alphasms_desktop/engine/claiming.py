"""Claims the next calls for a run and hands them to its senders; nothing leaves unclaimed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from alphasms_desktop.domain.attempt import Claim
from alphasms_desktop.domain.errors import TroubleError
from alphasms_desktop.engine.events import WaitStarted
from alphasms_desktop.engine.keeping import EVERY_S, Keeping
from alphasms_desktop.engine.orders import Message
from alphasms_desktop.engine.placing import Placing
from alphasms_desktop.engine.ports import Clock, Journal
from alphasms_desktop.engine.submit import Submitter
from alphasms_desktop.engine.texting import TextSubmitter
from alphasms_desktop.engine.workers import WorkerPool

_LOOK_AGAIN_S = 1.0
"""How soon it is asked again whether the call has ended that keeps the next from its phone."""


@dataclass
class Claiming:
    """Claims as many calls as there is room for; `post` takes what the senders bring back."""

    journal: Journal
    clock: Clock
    placing: Placing
    keeping: Keeping
    submitter: Submitter
    texts: TextSubmitter
    senders: WorkerPool
    texter: WorkerPool
    post: Callable[[Message], None]
    _claimed_at: float = field(default=0.0, init=False)
    _held_until: float = field(default=0.0, init=False)
    _told_wait: WaitStarted | None = field(default=None, init=False)

    def claim(self) -> None:
        """Claim what may leave now; tell what is waited for where nothing may."""
        # Claims are written together too: one commit for those that came free in a moment.
        too_soon = self.clock.monotonic() < self._claimed_at + EVERY_S
        room = self.placing.room()
        if self.placing.claimed and too_soon and room < self.placing.pace.level:
            return
        if room and not self.placing.past_deadline():
            if self.clock.monotonic() >= self._held_until:
                self._claim_some(room)
        elif not self.placing.halted and not self.placing.claimed:
            self._tell_wait()

    def _claim_some(self, room: int) -> None:
        self._claimed_at = self.clock.monotonic()
        try:
            claims, changes = self.journal.claim(room, self.placing.purse.reserve_each)
            at = None if claims or changes else self.journal.next_waiting_at()
        except TroubleError as error:
            self.placing.halt(error.trouble)
            return
        if at is not None and at > self.clock.now().timestamp():
            self.placing.wait_for_retry(at)
        elif at is not None:
            # They could leave, but share a phone with a call that may be going on.
            self._held_until = self.clock.monotonic() + _LOOK_AGAIN_S
        self.placing.note_claims(claims)
        self.keeping.note(changes)
        for claim in claims:
            if not claim.channel.is_text:
                self.senders.do(self._sending(claim))
        for texts in self.placing.requests_of(claims):
            self.texter.do(self._texting(texts))

    def _sending(self, claim: Claim) -> Callable[[], None]:
        return lambda: self.post(self.submitter.submit(claim))

    def _texting(self, claims: list[Claim]) -> Callable[[], None]:
        return lambda: self.post(self.texts.submit(claims))

    def _tell_wait(self) -> None:
        wait = self.placing.wait()
        if wait and not wait.is_like(self._told_wait):
            self._told_wait = wait
            self.keeping.tell_safely(wait)

    def close(self) -> None:
        """Let the senders end; nothing more leaves."""
        self.senders.close()
        self.texter.close()

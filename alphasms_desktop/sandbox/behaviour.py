"""What stands between the wire and the endpoints: slowness, throttling and faults."""

from dataclasses import dataclass, replace

from alphasms_desktop.sandbox.answer import Answer
from alphasms_desktop.sandbox.clock import Clock
from alphasms_desktop.sandbox.faults import Faults
from alphasms_desktop.sandbox.request import Request
from alphasms_desktop.sandbox.routes import Route
from alphasms_desktop.sandbox.throttle import Throttle


@dataclass(frozen=True)
class Behaviour:
    """Answers a request by its route, as well or as badly as the scenario wants it."""

    clock: Clock
    faults: Faults
    throttle: Throttle
    answer_s: float

    def answer(self, route: Route, request: Request) -> Answer:
        """Return the answer; `held_s` of it is in real seconds from here on."""
        if not route.is_service:
            return route.answer(request)
        answer = self._answer(route, request)
        held_s = self.clock.real_s(answer.held_s + self.answer_s)
        return replace(answer, held_s=held_s) if held_s else answer

    def _answer(self, route: Route, request: Request) -> Answer:
        if not self.throttle.takes():
            return route.too_fast
        fault = self.faults.next(route.path)
        if fault is None:
            return route.answer(request)
        acted = route.answer(request) if fault.acts else Answer(b"")
        return self.faults.spoil(fault, acted)

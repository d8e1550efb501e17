"""The sandbox as others use it: a context manager with an address."""

import threading
from types import TracebackType
from typing import Self

from alphasms_desktop.sandbox.call import CallRecord
from alphasms_desktop.sandbox.faults import Fault
from alphasms_desktop.sandbox.scenarios import SCENARIOS
from alphasms_desktop.sandbox.settings import SandboxSettings

_DEFAULTS = SandboxSettings()
_STOPS_WITHIN_S = 0.4
_LOOKS_FOR_STOP_S = 0.05


class Sandbox:
    """Bound to its port from the beginning; serves between `start` and `stop`, once."""

    def __init__(self, settings: SandboxSettings = _DEFAULTS) -> None:
        # The standard library's HTTP modules are slow to import, and most runs of the program
        # never make a sandbox.
        from alphasms_desktop.sandbox.account import Account
        from alphasms_desktop.sandbox.behaviour import Behaviour
        from alphasms_desktop.sandbox.clock import Clock
        from alphasms_desktop.sandbox.faults import Faults
        from alphasms_desktop.sandbox.hooks import Hooks
        from alphasms_desktop.sandbox.journal import Journal
        from alphasms_desktop.sandbox.phone_network import PhoneNetwork
        from alphasms_desktop.sandbox.routes import control_routes, service_routes
        from alphasms_desktop.sandbox.server import SandboxServer
        from alphasms_desktop.sandbox.throttle import Throttle

        if settings.scenario not in SCENARIOS:
            raise ValueError(f"no scenario {settings.scenario!r}; known: {', '.join(SCENARIOS)}")
        clock = Clock(settings.speed)
        scenario = SCENARIOS[settings.scenario]
        account = Account(settings.key, settings.balance, scenario.turn)
        self._journal = Journal(settings.keep) if settings.keep is not None else None
        self._hooks = Hooks(clock, scenario, settings.hooks_anywhere, self._hook_settled)
        self._network = PhoneNetwork(
            clock,
            scenario,
            settings.seed,
            self._hooks,
            settings.first_id,
            self._journal,
        )
        service = service_routes(account, self._network, settings)
        paths = frozenset(route.path for route in service)
        self._faults = Faults(scenario.weather, settings.seed, paths, settings.silence_s)
        try:
            self._server = SandboxServer(
                settings.port,
                service + control_routes(account, self._network, self._faults),
                Behaviour(clock, self._faults, Throttle(scenario.a_second), scenario.answer_s),
            )
        except OSError:
            if self._journal is not None:
                self._journal.close()
            raise
        self.url = f"http://{self._server.server_name}:{self._server.server_port}"
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Serve on a background thread."""
        if self._thread is not None or self._stopped.is_set():
            raise RuntimeError("a sandbox starts once")
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            args=(_LOOKS_FOR_STOP_S,),
            name="sandbox-server",
            daemon=True,
        )
        self._thread.start()
        self._hooks.start()

    def stop(self) -> None:
        """End all threads, free the port, close the journal; a second time does nothing."""
        if self._stopped.is_set():
            return
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()
        self._server.end(_STOPS_WITHIN_S)
        self._hooks.stop(_STOPS_WITHIN_S)
        if self._journal is not None:
            self._journal.close()
        self._stopped.set()

    def wait(self) -> None:
        """Block until `stop`."""
        # In turns: on Windows Ctrl+C does not interrupt a wait without an end.
        while not self._stopped.wait(0.5):
            pass

    def calls(self) -> list[CallRecord]:
        """Return all calls taken so far, in order, as they are now."""
        return self._network.records()

    def order_fault(self, path: str, fault: Fault, times: int = 1) -> None:
        """Have the next requests to a path suffer a fault; ValueError for an unknown path."""
        self._faults.order(path, fault, times)

    def _hook_settled(self, call_id: int) -> None:
        if self._journal is not None:
            self._journal.write_told(call_id)

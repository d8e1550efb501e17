"""A stage for runs: a store, a hand-turned clock, a scripted service, and what was told."""

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.engine.events import NothingHappens, PhaseChanged, WaitStarted
from alphasms_desktop.engine.parts import Surroundings
from alphasms_desktop.engine.runner import CampaignRun
from alphasms_desktop.store import open_store
from tests.fakes import HandClock, SameThread, ScriptedGateway


class Receiver:
    def url_for(self, token: str) -> str:
        return f"http://127.0.0.1/hook/{token}"


class Stage:
    """A store, a clock, a service and the events of a run."""

    def __init__(self, folder) -> None:
        self.clock = HandClock()
        self.store = open_store(folder, now=self.clock.timestamp)
        self.gateway = ScriptedGateway()
        self.events = []
        self.receiver: Receiver | None = None

    def start(
        self, campaign_id: int, stays: bool = False, balance: Balance | None = None
    ) -> CampaignRun:
        self.journal = self.store.take_over(campaign_id)
        return CampaignRun(
            self.store.campaigns.get(campaign_id),
            lambda _claim: b"RIFF",
            Surroundings(
                self.journal,
                self.gateway,
                self.receiver,
                self.clock,
                self.events.append,
                ask_every_s=2.0,
                balance=balance,
                workers=SameThread,
                settle_after_s=60.0,
            ),
            stays=stays,
        )

    def states(self, campaign_id: int) -> list[State]:
        return [row.state for row in self.store.campaigns.results(campaign_id)]

    def phases(self) -> list[Phase]:
        return [event.phase for event in self.events if isinstance(event, PhaseChanged)]

    def waits(self) -> list[WaitStarted]:
        return [event for event in self.events if isinstance(event, WaitStarted)]

    def quiet(self) -> list[NothingHappens]:
        return [event for event in self.events if isinstance(event, NothingHappens)]

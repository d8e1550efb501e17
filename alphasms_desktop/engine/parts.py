"""What a run is made of and stands on; put together here, used by `runner` alone."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from alphasms_desktop.domain.campaign import Campaign
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.money import estimate_of
from alphasms_desktop.engine.alarm import Alarm
from alphasms_desktop.engine.asking import Asking
from alphasms_desktop.engine.canary import CanaryWatch
from alphasms_desktop.engine.claiming import Claiming
from alphasms_desktop.engine.events import Listener
from alphasms_desktop.engine.follow import HOOK_GRACE_S, Follower
from alphasms_desktop.engine.keeping import Keeping
from alphasms_desktop.engine.learning import Learning
from alphasms_desktop.engine.orders import Message
from alphasms_desktop.engine.oversight import Oversight
from alphasms_desktop.engine.placing import Placing
from alphasms_desktop.engine.ports import Clock, Gateway, HookOf, Journal, Receiver
from alphasms_desktop.engine.purse import Purse
from alphasms_desktop.engine.settle import SETTLE_AFTER_S, Settler
from alphasms_desktop.engine.sound_ports import SoundOfCall
from alphasms_desktop.engine.starting import StartGate
from alphasms_desktop.engine.submit import Submitter
from alphasms_desktop.engine.texting import MOST_AT_ONCE, TextSubmitter
from alphasms_desktop.engine.treasury import Treasury
from alphasms_desktop.engine.workers import WorkerMaker, Workers


@dataclass(frozen=True)
class Surroundings:
    """The world around a run: its adapters, the clock, and whoever listens.

    `settle_after_s` is how long a lost text is asked about before it counts as not taken,
    `ask_every_s` how often a young call is asked about; `balance` is what the account held when
    the line was opened, `price_per_s` what a second of sound has cost, where that is known.
    `grace_s` is how long a webhook gets to come before what a status told is believed.
    """

    journal: Journal
    gateway: Gateway
    receiver: Receiver | None
    clock: Clock
    tell: Listener
    ask_every_s: float
    balance: Balance | None = None
    price_per_s: Decimal | None = None
    workers: WorkerMaker = Workers
    settle_after_s: float = SETTLE_AFTER_S
    grace_s: float = HOOK_GRACE_S
    own_hook: HookOf | None = None

    def hook_for(self) -> HookOf:
        """Return what makes the address for the results of a call: the user's own, or ours."""
        receiver = self.receiver
        if self.own_hook is not None:
            return self.own_hook
        return lambda claim: receiver.url_for(claim.token) if receiver else None


@dataclass(frozen=True)
class Parts:
    """The parts of one run; each keeps its own small share of what the run knows."""

    keeping: Keeping
    placing: Placing
    learning: Learning
    claiming: Claiming
    oversight: Oversight


def make_parts(
    campaign: Campaign,
    sound_of: SoundOfCall,
    around: Surroundings,
    post: Callable[[Message], None],
) -> Parts:
    """Put a run together; `post` takes what its threads bring back, on any of them."""
    rules, journal, clock = campaign.rules, around.journal, around.clock
    grace_s = around.grace_s if around.receiver else 0.0
    follower = Follower(clock, around.ask_every_s, rules.results_within_s, grace_s)
    keeping = Keeping(journal, around.gateway, clock, around.tell, follower.ask_soon)
    tally = keeping.tally
    estimate = estimate_of(campaign.recording, campaign.text, around.price_per_s)
    has_text = campaign.text is not None
    purse = Purse(rules.cap, estimate, tally.spent, journal.bill(), tells_prices=not has_text)
    placing = Placing(
        rules,
        journal,
        clock,
        purse,
        CanaryWatch.of_campaign(campaign, tally),
        texts_at_once=MOST_AT_ONCE if has_text else 0,
    )
    asking = Asking(around.gateway, clock, post, around.workers("asker", 1))
    oversight = Oversight(
        rules,
        journal,
        around.gateway,
        clock,
        keeping,
        placing,
        Alarm(journal.usual_answers() if rules.alarm else None, rules.alarm),
        StartGate.of_campaign(campaign, tally),
        Treasury(journal, asking, purse, rules.balance_every),
    )
    return Parts(
        keeping=keeping,
        placing=placing,
        learning=Learning(
            around.gateway,
            clock,
            follower,
            Settler(clock, around.ask_every_s, around.settle_after_s),
            asking,
        ),
        claiming=_claiming(campaign, sound_of, around, placing, keeping, post),
        oversight=oversight,
    )


def _claiming(
    campaign: Campaign,
    sound_of: SoundOfCall,
    around: Surroundings,
    placing: Placing,
    keeping: Keeping,
    post: Callable[[Message], None],
) -> Claiming:
    rules, clock = campaign.rules, around.clock
    leaving = (around.hook_for(), rules.collect_keys, clock, placing.may_leave)
    return Claiming(
        around.journal,
        clock,
        placing,
        keeping,
        Submitter(around.gateway, sound_of, *leaving, placing.is_awaited),
        TextSubmitter(around.gateway, campaign.texts, *leaving),
        around.workers("sender", rules.uploads),
        around.workers("texter", 1),
        post,
    )

"""Calls to one person: the user's own trial call, and a quick call to anybody.

Each is a campaign of one recipient, so that it has the journal, the cost, the status and the one
guarantee of a campaign: nobody is called twice by our fault.
"""

from dataclasses import dataclass

from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.campaign import Campaign, CampaignKind, Draft, Mode, Service
from alphasms_desktop.domain.contact import Batch, Contact, Reason, SheetHead
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.message import Message
from alphasms_desktop.domain.profile import AccountProfile
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.campaign_desk import CampaignDesk
from alphasms_desktop.engine.desk_ports import ListStore, ProfileStore, ReadPhone


@dataclass(frozen=True)
class SingleDesk:
    """One call is made ready here; it is gone on with like any campaign."""

    campaigns: CampaignDesk
    lists: ListStore
    profiles: ProfileStore
    read_phone: ReadPhone

    def prepare(
        self,
        phone: str,
        name: str,
        message: Message,
        kind: CampaignKind,
        mode: Mode,
        service: Service,
    ) -> Campaign:
        """Make a campaign of one call; nothing is called yet.

        Raises TroubleError(BAD_PHONE) for what is no phone, and those of the store.
        """
        found = self.read_phone(phone)
        if isinstance(found, Reason):
            raise TroubleError(Kind.BAD_PHONE, phone=phone)
        head = SheetHead(str(kind), "", ("phone",), 0, None)
        contact = Contact(1, found, phone, name, (phone,))
        taken = self.lists.take_in(head, [Batch.of([contact])])
        rules = Rules(uploads=1, alarm=False)
        recording, text = message.recording, message.text
        draft = Draft(name, mode, service, taken.id, recording, rules, kind, text=text)
        return self.campaigns.create(draft)

    def heard(self, key: str, message: str) -> None:
        """Keep that the user has heard a message, by its fingerprint, on their own phone."""
        self.profiles.learn(account_fingerprint(key), AccountProfile(heard=message))

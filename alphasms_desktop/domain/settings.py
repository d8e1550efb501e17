"""What the user has set, for the whole program: language, mode, the service, their own phone."""

from dataclasses import dataclass

from alphasms_desktop.domain.address import DEFAULT_ADDRESS
from alphasms_desktop.domain.campaign import Mode


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; an empty language follows the system, no mode means a first start."""

    language: str = ""
    mode: Mode | None = None
    service_url: str = DEFAULT_ADDRESS
    own_phone: str = ""
    desk_name: str = ""
    last_folder: str = ""

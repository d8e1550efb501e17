"""AlphaSMS in a box: a server on this computer that speaks the API, rings nobody, costs nothing."""

from alphasms_desktop.sandbox.box import Sandbox
from alphasms_desktop.sandbox.faults import Fault
from alphasms_desktop.sandbox.prices import Prices
from alphasms_desktop.sandbox.scenarios import SCENARIOS
from alphasms_desktop.sandbox.settings import SandboxSettings

__all__ = ["SCENARIOS", "Fault", "Prices", "Sandbox", "SandboxSettings"]

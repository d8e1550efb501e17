"""What support needs to know, as a text to be copied: no key, no name, no whole phone."""

import platform
import sys

from alphasms_desktop import __version__
from alphasms_desktop.domain.profile import AccountProfile
from alphasms_desktop.log import masked


def profile_facts(profile: AccountProfile) -> list[tuple[str, str]]:
    """Return what is known of an account as pairs of a plain name and a value; in English."""
    facts = (
        ("status source", profile.status_source),
        ("known after, s", profile.known_after_s),
        ("status batch", profile.batch),
        ("price a second", profile.price_per_s),
        ("webhook came", profile.hook_came),
        ("clock offset, s", profile.clock_offset_s),
        ("status words", ", ".join(profile.words)),
        ("limits met", ", ".join(profile.limits)),
    )
    return [(name, _plain(value)) for name, value in facts if value not in (None, "")]


def diagnostics(profile: AccountProfile, exchanges: list[str]) -> str:
    """Return the whole text: the program, the computer, the account profile, the last exchanges."""
    lines = [
        f"AlphaSMS Desktop {__version__}",
        f"Python {platform.python_version()}, {platform.platform()}, {sys.platform}",
        "",
        "Account profile",
        *(f"  {name}: {value}" for name, value in profile_facts(profile)),
        "",
        f"Last exchanges ({len(exchanges)})",
        *exchanges,
    ]
    return masked("\n".join(lines)) + "\n"


def crash_report(trace: str) -> str:
    """Return what support needs to know of a fault: the program, the computer, the trace."""
    lines = [
        f"AlphaSMS Desktop {__version__}",
        f"Python {platform.python_version()}, {platform.platform()}, {sys.platform}",
        "",
        trace,
    ]
    return masked("\n".join(lines))


def _plain(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)

"""Ukrainian and English by gettext; texts are looked up when they are shown, never before."""

import gettext
import locale
import os
from collections.abc import Mapping
from decimal import Decimal

from alphasms_desktop import paths

LANGUAGES = ("uk", "en")
_DOMAIN = "alphasms"


class _Speech:
    """The language in use; English is the language of the texts in the code."""

    def __init__(self) -> None:
        self.language = "en"
        self.catalogue: gettext.NullTranslations = gettext.NullTranslations()


_speech = _Speech()


def use(language: str) -> None:
    """Speak this language from now on; one that is unknown is spoken as Ukrainian."""
    _speech.language = language if language in LANGUAGES else "uk"
    _speech.catalogue = gettext.translation(
        _DOMAIN, paths.resources() / "locale", [_speech.language], fallback=True
    )


def language() -> str:
    """Return the language in use: `uk` or `en`."""
    return _speech.language


def preferred(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language of this user: English where the system speaks it, else Ukrainian."""
    for name in ("ALPHASMS_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "uk"
    system = (locale.getlocale()[0] or "").lower()
    return "en" if system.startswith("en") else "uk"


def mark(text: str) -> str:
    """Mark a text in a table for translation; `tr` translates it where it is shown."""
    return text


def tr(text: str) -> str:
    """Return a text in the language in use."""
    return _speech.catalogue.gettext(text)


def ntr(one: str, many: str, n: int) -> str:
    """Return the form that a number asks for (1 дзвінок, 2 дзвінки, 5 дзвінків), number in it."""
    return _speech.catalogue.ngettext(one, many, n).format(n=number(n))


def number(n: int) -> str:
    """Return a whole number with its thousands set apart as the language does."""
    gap = "," if _speech.language == "en" else "\u00a0"
    return f"{n:,}".replace(",", gap)


def decimal(plain: str) -> str:
    """Return a plain decimal number with the point or comma of the language."""
    return plain if _speech.language == "en" else plain.replace(".", ",")


def money(amount: Decimal, currency: str = "UAH") -> str:
    """Return an amount with its currency: `1 254,30 ₴` or `₴1,254.30`."""
    from babel.numbers import format_currency

    written = str(format_currency(amount, currency, locale=_speech.language))
    return written.replace("UAH", "₴")


def bind_default_domain() -> None:
    """Let libraries that use gettext's default domain (argparse) find their texts here too."""
    gettext.bindtextdomain(_DOMAIN, str(paths.resources() / "locale"))
    gettext.textdomain(_DOMAIN)

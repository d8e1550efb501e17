"""The days on which an office may wish to ring nobody."""

from datetime import date


def public_holidays(today: date) -> frozenset[date]:
    """Return Ukraine's public holidays of this year and the two after it.

    Those that martial law has made working days count too: an office that asks for holidays to
    be left out means the days on which people do not want to be rung.
    """
    from holidays import country_holidays

    years = range(today.year, today.year + 3)
    return frozenset(country_holidays("UA", years=years, categories=("public", "workday")))

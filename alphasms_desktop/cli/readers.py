"""What single options of the command line may say; argparse tells the sentence of what may not."""

import argparse
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path

from alphasms_desktop.i18n import tr


def report(text: str) -> Path:
    """Read the name of a report."""
    path = Path(text)
    if path.suffix.lower() not in {".xlsx", ".csv", ".pdf"}:
        raise argparse.ArgumentTypeError(tr("a report is an .xlsx, a .csv or a .pdf file"))
    return path


def archive(text: str) -> Path:
    """Read the name of an archive to be written."""
    path = Path(text)
    if path.suffix.lower() != ".zip":
        raise argparse.ArgumentTypeError(tr("a .zip file is wanted"))
    return path


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number within bounds."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            sentence = tr("a whole number from {least} to {most} is wanted")
            raise argparse.ArgumentTypeError(sentence.format(least=least, most=most))
        return number

    return read


def positive(text: str) -> float:
    """Read a number above zero."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < 1e9:
        raise argparse.ArgumentTypeError(tr("a number above zero is wanted"))
    return number


def percent(text: str) -> float:
    """Read `60%` as a share of 1."""
    try:
        share = float(text.strip().removesuffix("%").replace(",", ".")) / 100
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(tr("a share is wanted, such as 60%"))
    return share


def money(text: str) -> Decimal:
    """Read a sum of money."""
    try:
        amount = Decimal(text.replace(",", "."))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise argparse.ArgumentTypeError(tr("a sum of money is wanted, such as 250.00"))
    return amount

"""Arithmetic on printed figures: what a printed number can stand for, and whether others give it.

A figure printed with d decimals stands for every value that rounds to it; one that was cut off (truncated) for the values
from it up to the next. A printed result agrees with its parts when some values of the parts give it, so neither rounding
nor truncation is mistaken for a disagreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NUMBER = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?"  # bounded, so that long runs of digits cost little


def number(printed: str) -> Decimal:
    """The value of "1,396", "97.5" or "43"."""
    return Decimal(printed.replace(",", ""))


def decimals(value: Decimal) -> int:
    """How many decimals a printed number has."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@dataclass(frozen=True)
class Range:
    """The values that a printed number can stand for, both ends included."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, value: Decimal, *, exact: bool = False) -> Range:
        """Of a printed measure; ``exact`` for a count, which stands for itself."""
        half = Decimal(0) if exact else Decimal(5).scaleb(-decimals(value) - 1)
        return cls(value - half, value + half)


def shown(value: Decimal, places: int = 2) -> str:
    """A computed value as it is shown: rounded half up, thousands parted by commas, without idle zeros."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    spelled = format(rounded, ",f")
    return spelled.rstrip("0").rstrip(".") if "." in spelled else spelled


def agrees(printed: Decimal, low: Decimal, high: Decimal) -> bool:
    """Whether a result anywhere from ``low`` to ``high`` is printed as ``printed``, rounded or truncated."""
    unit = Decimal(1).scaleb(-decimals(printed))
    if printed < 0:
        return agrees(-printed, -high, -low)
    return low < printed + unit and high >= printed - unit / 2


def share(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` of ``whole`` in per cent."""
    return part / whole * 100


def change(before: Range, after: Range) -> tuple[Decimal, Decimal]:
    """The lowest and the highest change in per cent from ``before`` to ``after``."""
    return (after.low / before.high - 1) * 100, (after.high / before.low - 1) * 100

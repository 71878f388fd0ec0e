"""Numbers with their nouns, as sentences for people say them."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """The number with its noun: "1 row", "1,200 rows"; ``many`` is the plural where it is not made by an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"

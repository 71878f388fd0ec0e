"""Numbers as lists print them: 1, a, A, i, I."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
    (4, "iv"), (1, "i"),
)  # fmt: skip


def counted(number: int, style: str) -> str:
    """``number`` in the style ``1``, ``a``, ``A``, ``i`` or ``I``; in figures where the style has no such number."""
    if style in ("a", "A") and number > 0:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters if style == "a" else letters.upper()
    if style in ("i", "I") and 0 < number < 4000:
        made = ""
        for value, letters in _ROMAN:
            times, number = divmod(number, value)
            made += letters * times
        return made if style == "i" else made.upper()
    return str(number)

"""x."""

from __future__ import annotations

from kg.pages.asked import Asked, Made
from kg.pages.desk import Desk


def discrepancies(desk: Desk, asked: Asked) -> Made:
    """Where to go from here."""
    return desk.html(asked, "home.html", {"questions": len(desk.questions)})

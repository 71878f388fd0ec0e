"""The first page, and the one that stands where nothing is."""

from __future__ import annotations

from kg.pages.asked import Asked, Made
from kg.pages.desk import Desk


def home(desk: Desk, asked: Asked) -> Made:
    """Where to go from here."""
    return desk.html(asked, "home.html", {"questions": len(desk.questions)})


def unknown(desk: Desk, asked: Asked) -> Made:
    """Nothing is at this address; here is how to look for it."""
    return desk.told(asked, 404, "There is nothing at this address.")

"""The first page, and the one that stands where nothing is."""

from __future__ import annotations

from kg.pages.asked import Asked, Made
from kg.pages.desk import Desk

# questions that show best what can be asked; those that there are get a line
_FIRST = (
    "what_became_of_recommendations",
    "commitments",
    "discrepancies",
    "role_holders_at_date",
    "judgement_history",
    "theme_over_time",
    "links_between_bodies",
    "unread_units",
)


def home(desk: Desk, asked: Asked) -> Made:
    """Where to go from here."""
    values = {
        "questions": len(desk.questions),
        "first": [desk.questions[name] for name in _FIRST if name in desk.questions],
        "documents": desk.store.manifest.get("documents", 0),
        "statements": f"{desk.store.manifest.get('statements', 0):,}",
    }
    return desk.html(asked, "home.html", values)


def refused(desk: Desk, asked: Asked) -> Made:
    """What was asked cannot be answered; here is why."""
    return desk.told(asked, asked.status, f"{asked.said[:1].upper()}{asked.said[1:]}.")


def unknown(desk: Desk, asked: Asked) -> Made:
    """Nothing is at this address; here is how to look for it."""
    return desk.told(asked, 404, "There is nothing at this address.")

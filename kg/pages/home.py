"""The first page, and the one that stands where nothing is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.pages.answers import lines
from kg.pages.asked import Asked, Made
from kg.pages.asking import asked_of
from kg.pages.desk import Desk
from kg.query import Answered
from kg.rows import words
from kg.store import Row

# questions that show best what can be asked, by what they are of; those that there are get a line
_FIRST: Mapping[str, tuple[str, ...]] = {
    "What was found": ("latest_grades", "findings_by_theme", "theme_over_time"),
    "What became of it": ("what_became_of_recommendations", "recommendations_without_follow_up", "commitments"),
    "Who was in charge": ("role_holders_at_date", "vacant_posts", "links_between_bodies"),
    "The figures": ("figures_of_indicator", "figures_of_place", "ranking_of_places"),
    "What does not agree": ("discrepancies", "grade_changes", "staffing_totals"),
    "What is missing": ("unread_units", "lost_parts_of_documents", "share_read_of_documents"),
}
_SHOWN = "what_became_of_recommendations"
_BRIEF = range(60, 260)  # letters of a quotation that a visitor reads at once


def home(desk: Desk, asked: Asked) -> Made:
    """Where to go from here."""
    told = {subject: [desk.questions[name] for name in names if name in desk.questions] for subject, names in _FIRST.items()}
    values = {
        "questions": len(desk.questions),
        "first": [(subject, several) for subject, several in told.items() if several],
        "documents": desk.store.manifest.get("documents", 0),
        "statements": f"{desk.store.manifest.get('statements', 0):,}",
        "shown": _shown(desk, asked),
    }
    return desk.html(asked, "home.html", values)


def _shown(desk: Desk, asked: Asked) -> dict[str, Any] | None:
    """A row of an answer as an example: a promise and what a later source says of it, the surest that is short; None where there is none."""
    if _SHOWN not in desk.questions:
        return None
    answered = desk.once("example", lambda: asked_of(desk, _SHOWN))
    brief = [row for row in answered.rows[:200] if _is_brief(row, answered)]
    if not brief:
        return None
    row = max(brief, key=lambda one: (words(one["became"]) == "addressed", words(one["sureness"]) if "sureness" in one else ""))
    (best,) = lines(desk, asked.root, answered.columns, [row], answered)
    at = {name: number for number, name in enumerate(answered.columns)}
    return {
        "name": _SHOWN,
        "question": f"{answered.question.file.summary.partition('?')[0]}?",
        "became": best.cells[at["became"]].words,
        "quotes": best.quotes,
        "rows": len(answered.rows),
    }


def _is_brief(row: Row, answered: Answered) -> bool:
    quotes = [words(row[quote]) for _, _, quote in answered.evidence if quote in row]
    return len(quotes) == 2 and all(len(quote) in _BRIEF for quote in quotes)


def refused(desk: Desk, asked: Asked) -> Made:
    """What was asked cannot be answered; here is why."""
    return desk.told(asked, asked.status, f"{asked.said[:1].upper()}{asked.said[1:]}.")


def unknown(desk: Desk, asked: Asked) -> Made:
    """Nothing is at this address; here is how to look for it."""
    return desk.told(asked, 404, "There is nothing at this address.")

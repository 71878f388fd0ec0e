"""The time line of inspections, visits and reviews, and the grades that they gave."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.dates import When
from kg.pages.asked import Asked, Made
from kg.pages.desk import Desk
from kg.pages.lanes import drawn
from kg.pages.links import labels
from kg.pages.showing import dated
from kg.project import ProjectError
from kg.rows import words
from kg.vocab import PREFIXES

_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_INSPECTIONS = """
SELECT ?inspection ?name ?kind ?body ?body_name ?from ?until ?issued ?framework ?same WHERE {
  ?inspection a los:Inspection ; a ?class ; rdfs:label ?name .
  ?class rdfs:subClassOf* los:Inspection ; rdfs:label ?kind .
  FILTER NOT EXISTS { ?inspection a ?narrower . ?narrower rdfs:subClassOf ?class }
  OPTIONAL { ?inspection los:inspects ?body . ?body rdfs:label ?body_name }
  OPTIONAL { ?inspection los:from ?from }
  OPTIONAL { ?inspection los:until ?until }
  OPTIONAL { ?inspection dcterms:issued ?issued }
  OPTIONAL { ?inspection los:framework/rdfs:label ?framework }
  OPTIONAL { ?match a los:Match ; los:subject ?inspection ; los:object ?same }
}
"""
_JUDGEMENTS = """
SELECT DISTINCT ?inspection ?aspect ?aspect_name ?grade ?grade_name ?passage ?document ?quote WHERE {
  ?judgement a los:Judgement ; los:inspection ?inspection ; los:aspect ?aspect ; los:grade ?grade ; los:mainEvidence ?passage .
  ?aspect rdfs:label ?aspect_name .
  ?grade rdfs:label ?grade_name .
  ?passage los:document ?document ; oa:start ?at ; oa:exact ?quote .
}
ORDER BY ?inspection ?document ?at
"""
_EVIDENCE = """
SELECT ?inspection ?passage ?document ?quote WHERE {
  ?inspection a los:Inspection ; los:mainEvidence ?passage .
  ?passage los:document ?document ; oa:start ?at ; oa:exact ?quote .
}
ORDER BY ?inspection ?document ?at
"""
_SCALES = (
    "SELECT DISTINCT ?grade ?order ?scale WHERE { ?any los:scale ?scale . ?grade skos:inScheme ?scale ; skos:notation ?order }"
)
_OVERALL = f"{PREFIXES['code']}aspect/overall"
NOWHERE = "no council that a document names"
_STEPS = 4  # of the colours of grades, from the best to the worst


@dataclass(frozen=True)
class Grade:
    """A grade of one aspect, with the words of each document that prints it. ``step``: 1 the best, 4 the worst, 0 no place on a scale."""

    aspect: str
    overall: bool
    grade: str
    step: int
    quotes: Sequence[dict[str, str]]


@dataclass
class Inspection:
    """An inspection as the documents together tell of it."""

    iri: str
    name: str
    kinds: set[str] = field(default_factory=set)
    bodies: dict[str, str] = field(default_factory=dict)
    days: set[tuple[str, str]] = field(default_factory=set)
    frameworks: set[str] = field(default_factory=set)
    same: str = ""
    grades: list[Grade] = field(default_factory=list)
    quotes: list[dict[str, str]] = field(default_factory=list)

    @property
    def date(self) -> str:
        """The last day; else the first, or the day of publication; "" where none is known."""
        return next(
            (max(told) for name in ("until", "from", "issued") if (told := [day for kind, day in self.days if kind == name])), ""
        )

    @property
    def when(self) -> str:
        """The days, in words."""
        first = min((day for kind, day in self.days if kind == "from"), default="")
        if not self.date:
            return "undated"
        published = "published " if not any(kind in {"from", "until"} for kind, _ in self.days) else ""
        return f"{dated(first)} to {dated(self.date)}" if first and first != self.date else published + dated(self.date)

    @property
    def day(self) -> datetime.date | None:
        """Where it stands on the line."""
        return When(self.date, "").latest if self.date else None

    @property
    def shown(self) -> Grade | None:
        """The grade that stands for all: the overall one, or the one that all aspects were given."""
        overall = [one for one in self.grades if one.overall] or self.grades
        return overall[0] if len({one.grade for one in overall}) == 1 else None


def inspections(desk: Desk, asked: Asked) -> Made:
    """The page."""
    known = _inspections(desk)
    councils = sorted({(name, iri) for one in known for iri, name in one.bodies.items()})
    kinds = Counter(kind for one in known for kind in one.kinds)
    body, kind = asked.one("body").strip(), asked.one("kind").strip()
    since, until = _year(asked, "since"), _year(asked, "until")
    body = body if not body or "://" in body else f"{PREFIXES['id']}body/{body}"
    if kind and kind not in kinds:
        raise ProjectError(f"there is no inspection of the kind {kind!r}; there are {', '.join(sorted(kinds))}")
    if body and body not in {iri for _, iri in councils}:
        raise ProjectError("no inspection of that body is in these documents")
    found = [
        one
        for one in known
        if (not body or body in one.bodies) and (not kind or kind in one.kinds) and _within(one.date, since, until)
    ]
    found.sort(key=lambda one: (one.date or "9999", one.name))
    lanes: dict[str, list[tuple[datetime.date, Inspection]]] = {}
    for one in found:
        if one.day is not None:
            for name in [name for iri, name in one.bodies.items() if not body or iri == body] or [NOWHERE]:
                lanes.setdefault(name, []).append((one.day, one))
    return desk.html(
        asked,
        "inspections.html",
        {
            "found": found,
            "total": len(known),
            "drawn": drawn(dict(sorted(lanes.items(), key=lambda lane: (lane[0] == NOWHERE, lane[0])))),
            "undated": sum(one.day is None for one in found),
            "councils": councils,
            "kinds": sorted(kinds.items()),
            "body": body,
            "kind": kind,
            "since": since,
            "until": until,
            "names": labels(desk, {one.same for one in found if one.same}),
        },
    )


def _year(asked: Asked, name: str) -> str:
    given = asked.one(name).strip()
    if given and not (len(given) == 4 and given.isascii() and given.isdigit()):
        raise ProjectError(f"{given!r} is no year; write it as 2021")
    return given


def _within(date: str, since: str, until: str) -> bool:
    """Whether a date is in those years; one that is not known is in no years, and among all."""
    return not (since or until) if not date else since <= date[:4] <= (until or "9999")


def _inspections(desk: Desk) -> list[Inspection]:
    made: dict[str, Inspection] = {}
    for row in desk.store.select(_PREFIXES + _INSPECTIONS):
        said = {name: words(term) for name, term in row.items()}
        one = made.setdefault(said["inspection"], Inspection(said["inspection"], said["name"]))
        one.kinds.add(said["kind"])
        one.days |= {(name, said[name]) for name in ("from", "until", "issued") if name in said}
        if "body" in said:
            one.bodies[said["body"]] = said["body_name"]
        if "framework" in said:
            one.frameworks.add(said["framework"])
        one.same = one.same or said.get("same", "")
    steps = _steps(desk)
    quotes: dict[str, dict[tuple[str, str, str, str], list[dict[str, str]]]] = {}
    for said in _told(desk, _JUDGEMENTS):
        key = (said["aspect_name"], said["aspect"], said["grade_name"], said["grade"])
        quotes.setdefault(said["inspection"], {}).setdefault(key, []).append(said)
    for said in _told(desk, _EVIDENCE):
        made[said["inspection"]].quotes.append(said)
    for iri, grades in quotes.items():
        if iri in made:
            made[iri].grades = sorted(
                (
                    Grade(name, aspect == _OVERALL, grade_name, steps.get(grade, 0), told)
                    for (name, aspect, grade_name, grade), told in grades.items()
                ),
                key=lambda one: (not one.overall, one.aspect, one.grade),
            )
    return list(made.values())


def _told(desk: Desk, query: str) -> Iterable[dict[str, Any]]:
    rows = [{name: words(term) for name, term in row.items()} for row in desk.store.select(_PREFIXES + query)]
    titles = labels(desk, {row["document"] for row in rows})
    return [{**row, "title": titles[row["document"]]} for row in rows]


def _steps(desk: Desk) -> dict[str, int]:
    """The step of each grade: the worst of every scale is the last one, so that a scale of three begins at the second."""
    rows = [{name: words(term) for name, term in row.items()} for row in desk.store.select(_PREFIXES + _SCALES)]
    worst: dict[str, int] = {}
    for row in rows:
        worst[row["scale"]] = max(worst.get(row["scale"], 0), int(row["order"]))
    return {row["grade"]: max(1, int(row["order"]) + _STEPS - worst[row["scale"]]) for row in rows}

"""The page of a thing: what it is, the words that say so, and all that points to it, in the way that suits its kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.pages import plans
from kg.pages.answers import Cell, Line, Quote, head, is_number, lines
from kg.pages.asked import Asked, Made, NoPageError
from kg.pages.asking import asked_of, page_rows, question_href
from kg.pages.desk import Desk
from kg.pages.facts import Fact, Value, facts
from kg.pages.links import address, alternates, kind_of, labels
from kg.pages.lists import MOST, PAGE, Listing, cells, followed, listings, name, pointing
from kg.pages.showing import METHODS
from kg.pages.spells import line
from kg.project import ProjectError
from kg.query import Answered
from kg.rdf import Iri
from kg.rows import words
from kg.vocab import BASE, DCTERMS, LOS, ORG, PREFIXES

QUOTED = 12  # passages of the thing itself; the stored question has all
MOST_DRAWN, MOST_GROUNDS, MOST_ROWS = 60, 40, 40
Found = Mapping[tuple[str, Iri], Sequence[str]]
Extra = dict[str, Any]
MOST_HEADING = 240  # letters of a statement that stands as the heading of its page
_TOLD_OF = {"inspection"}  # what passages tell of, none of them in particular
_STATEMENTS = {"recommendation", "finding", "commitment", "decision", "milestone"}
_WITHIN = (
    *(DCTERMS.isPartOf, ORG.subOrganizationOf, LOS.within, LOS.madeIn, LOS.meeting),
    *(LOS.inspection, LOS.event, LOS.programme),
)
_FROM = re.compile(r"[0-9]{1,6}")
_FOLLOWED, _MENTIONED = ("follow-up", LOS.of), ("later-mention", LOS.mentionOf)
_FIGURES = ("observation", LOS.indicator)
_DAYS = ((DCTERMS.date, "met on"), (LOS.until, "inspected to"), (LOS.from_, "inspected from"))
_TIMED = (("membership", ORG.member), ("participation", LOS.participant))


def page(desk: Desk, asked: Asked, iri: str, home: Desk) -> Made:
    """The page of a thing of ``home``, which is ``desk`` but for shapes."""
    about = facts(home, [iri], quoted=QUOTED).get(iri) or _graph(desk, iri)
    found, capped = pointing(home.store, iri)
    only, first = _one_list(asked, found)
    values: Extra = {
        "about": about,
        "address": address(asked.root, iri),
        "alternates": alternates(asked.root, iri),
        "only": only,
        "cells": cells,
        "page_size": PAGE,
        "capped": MOST if capped else 0,
        "evidence_href": question_href(asked.root, "evidence_of_thing", thing=iri),
        "lists": [],
        "terms": LOS,
        "within": _within(about),
        "heading": _heading(about),
        "apart_from": _apart(about),
        "named": kind_of(iri) in plans.NAMED,
        "folded": kind_of(about.iri) in _TOLD_OF,
        "plainly": kind_of(iri) in plans.PLAINLY,
        "grounds": [] if only else _grounds(home, about),
        "took_place": _took_place(home, about),
        "answer_head": head,
        "methods": METHODS,
    }
    if only:
        return desk.html(asked, "thing.html", {**values, "lists": listings(home, asked.root, about, found, only, first)})
    extra = _EXTRAS.get(kind_of(iri), _nothing)(desk, asked, about, found)
    drawn = extra.pop("apart", ())
    values["lists"] = listings(home, asked.root, about, {key: iris for key, iris in found.items() if key not in drawn})
    return desk.html(asked, "thing.html", {**values, **extra})


def _one_list(asked: Asked, found: Found) -> tuple[str, int]:
    """The one list that is asked for, if one is, and its first row."""
    only, first = asked.one("list"), asked.one("from", "0")
    if only and only not in {name(*key) for key in found}:
        raise NoPageError("There is no such list of this thing.")
    if not _FROM.fullmatch(first):
        raise ProjectError("from: the number of rows to pass over is a number, as in from=100")
    return only, int(first)


def _graph(desk: Desk, iri: str) -> Fact:
    """A graph of which nothing is said but that statements are in it."""
    count = words(desk.store.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {Iri(iri).n3()} {{ ?s ?p ?o }} }}")[0]["n"])
    label = iri.removeprefix(BASE).rpartition("/")[2].replace("-", " ")
    return Fact(iri, label, (), ("graph",), {LOS.number: [Value(f"{int(count):,}")]}, names={LOS.number: "statements in it"})


def _heading(about: Fact) -> str:
    """What stands above the page: a statement's own words where they are few, and of an inspection the body that it is of."""
    if kind_of(about.iri) in _STATEMENTS and len(about.text) <= MOST_HEADING:
        return about.text
    label = about.label[:1].upper() + about.label[1:]
    of = about.first(LOS.inspects)
    if kind_of(about.iri) != "inspection" or not of or _named_in(of, label):
        return label
    return f"{of}: {about.label}"


def _named_in(body: str, label: str) -> bool:
    """Whether a name has the first word of another, as that of an inspection has the place of its council."""
    return body.partition(" ")[0].casefold() in label.casefold()


def _apart(about: Fact) -> tuple[Iri, ...]:
    """What stands elsewhere on the page, and need not be among its facts: its text, what it is within, what it rests on."""
    within = next((prop for prop in _WITHIN if prop in about.values and len(about.values[prop]) == 1), LOS.text)
    return (LOS.text, within, *(prop for prop, _ in plans.GROUNDS.get(kind_of(about.iri), ())))


def _within(about: Fact) -> Sequence[Value]:
    """What the thing is part of."""
    return next((about.values[prop][:1] for prop in _WITHIN if prop in about.values), ())


def _grounds(desk: Desk, about: Fact) -> list[tuple[str, list[Fact]]]:
    """What the thing rests on, with its words."""
    planned = [(prop, title) for prop, title in plans.GROUNDS.get(kind_of(about.iri), ()) if prop in about.values]
    found = facts(desk, [value.iri for prop, _ in planned for value in about.values[prop][:MOST_GROUNDS]])
    return [(title, [found[value.iri] for value in about.values[prop] if value.iri in found]) for prop, title in planned]


def _took_place(desk: Desk, about: Fact) -> tuple[str, Sequence[Value]] | None:
    """The day of the meeting or inspection that a statement is made in, by its name: by it the questions date the statement."""
    made_in = [value.iri for value in about.values.get(LOS.madeIn, ())[:1]]
    for event in facts(desk, made_in, quoted=0).values():
        for prop, said in _DAYS:
            if prop in event.values:
                return said, event.values[prop][:1]
    return None


def _nothing(_desk: Desk, _asked: Asked, _about: Fact, _found: Found) -> Extra:
    return {}


def _person(desk: Desk, _asked: Asked, _about: Fact, found: Found) -> Extra:
    """Roles and events along a time line."""
    roles = facts(desk, list(found.get(_TIMED[0], ()))[:MOST_DRAWN])
    parts = facts(desk, list(found.get(_TIMED[1], ()))[:MOST_DRAWN])
    events = facts(desk, {value.iri for part in parts.values() for value in part.values.get(LOS.event, ())}, quoted=0)
    # what an event rests on here are the words that tell of this person there
    told = {value.iri: part.quotes for part in parts.values() for value in part.values.get(LOS.event, ())}
    there = [replace(event, quotes=told.get(iri, ())) for iri, event in events.items()]
    return {"line": line([*roles.values(), *there])}


def _body(desk: Desk, asked: Asked, about: Fact, found: Found) -> Extra:
    """How it was judged, what was found of it by theme, and when it was inspected and met."""
    events = [iri for key, iris in found.items() if key in (("inspection", LOS.inspects), ("meeting", LOS.heldBy)) for iri in iris]
    judged = asked_of(desk, "judgement_history", body=Iri(about.iri)) if ("inspection", LOS.inspects) in found else None
    return {
        "line": line(facts(desk, events[:MOST_DRAWN]).values()) if len(events) > 1 else None,
        "judged": None if judged is None else _told(desk, asked, _latest(judged), "How it was judged, the latest first"),
        "judged_href": question_href(asked.root, "judgement_history", body=about.iri),
        "network": f"{asked.root}/network?body={about.iri.removeprefix(PREFIXES['id'] + 'body/')}",
        **_themes(desk, about, question_href(asked.root, "findings_about_body", body=about.iri)),
    }


def _latest(answered: Answered) -> Answered:
    """The answer with its latest rows first."""
    ordered = sorted(answered.rows, key=lambda row: words(row["date"]) if "date" in row else "", reverse=True)
    return replace(answered, rows=tuple(ordered))


def _told(desk: Desk, asked: Asked, answered: Answered, caption: str) -> Extra | None:
    """The answer to a stored question, as its table wants it; None where there are no rows."""
    columns = [name for name in answered.columns if any(name in row for row in answered.rows)]
    shown = answered.rows[:MOST_ROWS]
    if not shown:
        return None
    return {
        "columns": columns,
        "lines": _together(lines(desk, asked.root, columns, shown, answered)),
        "numbers": [all(is_number(row[name]) for row in shown if name in row) for name in columns],
        "quoted": bool(answered.evidence),
        "caption": caption,
        "more": len(answered.rows) - len(shown),
    }


def _together(rows: Sequence[Line]) -> list[Line]:
    """Rows that say the same in several documents as one, with the words of each."""
    quotes: dict[tuple[Cell, ...], tuple[Quote, ...]] = {}
    for row in rows:
        quotes[row.cells] = (*quotes.get(row.cells, ()), *row.quotes)
    return [Line(cells, told) for cells, told in quotes.items()]


def _event(desk: Desk, asked: Asked, about: Fact, _found: Found) -> Extra:
    return _themes(desk, about, f"{address(asked.root, about.iri)}.html?list=finding-madeIn")


def _themes(desk: Desk, about: Fact, listed: str) -> Extra:
    """The findings by theme and judgement: a table of counts."""
    rows = page_rows(desk, "themes_of_findings", thing=[Iri(about.iri)])
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        counts[str(row["theme"])][str(row["polarity"])] = int(words(row["findings"]))
    called = labels(desk, {*counts, *(one for several in counts.values() for one in several)})
    order = [f"{PREFIXES['code']}polarity/{one}" for one in ("strength", "mixed", "neutral", "weakness")]
    heads = [(called[one], one) for one in order if one in called]
    lines = sorted(((called[theme], theme, counts[theme]) for theme in counts), key=lambda one: (-sum(one[2].values()), one[0]))
    return {"themes": lines, "theme_heads": heads, "findings_href": listed}


def _indicator(desk: Desk, asked: Asked, about: Fact, found: Found) -> Extra:
    """The figures as one table, that is drawn as well, and which of them can be compared."""
    if _FIGURES not in found:
        return {}
    given = {_FIGURES: found[_FIGURES]}
    figures = listings(desk, asked.root, about, given, name(*_FIGURES))[0]
    compared = asked_of(desk, "compared_figures", indicator=Iri(about.iri))
    return {
        "apart": [_FIGURES],
        "figures": figures,
        "chart": _drawn(figures),
        "compared": _told(desk, asked, compared, "Which can be compared"),
        "compared_href": question_href(asked.root, "compared_figures", indicator=about.iri),
    }


def _drawn(figures: Listing) -> bool:
    """Whether a drawing says more than the table: there are several days."""
    return len({cells(figures.columns[0], row)[0].shown for row in figures.rows if cells(figures.columns[0], row)}) > 1


def _recommendation(desk: Desk, asked: Asked, about: Fact, found: Found) -> Extra:
    """The whole story: what became of it, in a word and in the lists, then what it rests on; the question asks on."""
    became = followed(desk, {about.iri: about})[about.iri].values[plans.BECAME]
    led = next((f"#{name(*key)}" for key in (_FOLLOWED, _MENTIONED) if key in found), "")
    extra: Extra = {"became": "; ".join(one.shown for one in became), "became_href": led}
    if kind_of(about.iri) != "recommendation":
        return extra
    return {**extra, "story_href": question_href(asked.root, "story_of_recommendation", words=about.text[:200])}


_EXTRAS: Mapping[str, Callable[[Desk, Asked, Fact, Found], Extra]] = {
    "person": _person,
    "body": _body,
    "inspection": _event,
    "meeting": _event,
    "indicator": _indicator,
    "code": _indicator,
    "recommendation": _recommendation,
    "commitment": _recommendation,
}

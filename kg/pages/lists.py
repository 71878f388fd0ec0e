"""All that points to a thing, in lists: a few rows at once, the next behind a fold, the rest on pages of their own.

Nothing that points to it is left out: what has no plan (:mod:`kg.pages.plans`) is listed by its name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.pages import plans
from kg.pages.asking import page_rows, question_href
from kg.pages.desk import Desk
from kg.pages.facts import Fact, Value, facts, vocabulary
from kg.pages.links import batches, kind_of, labels
from kg.pages.plans import Column
from kg.pages.showing import natural
from kg.rdf import Iri
from kg.rows import words
from kg.store import Store
from kg.vocab import BASE, DCTERMS, LOS, PREFIXES, RDF, RDFS, SKOS, compact

OPEN, FOLDED, PAGE = 8, 24, 100  # rows of a list that stand open, that are there at all, and that a page of one list has
MOST = 5_000  # statements pointing to a thing that are listed
MOST_SORTED = 1_500
_NOT_LISTED = {RDF.type, RDFS.subClassOf, RDFS.domain, RDFS.range, RDFS.isDefinedBy, LOS.document, LOS.evidence, LOS.mainEvidence}


@dataclass(frozen=True)
class Listing:
    """A list of a page: what it is of, and its rows so far as they are shown."""

    name: str
    title: str
    total: int
    columns: Sequence[Column]
    rows: Sequence[Fact]
    first: int = 0
    question: str = ""  # the address of the stored question that goes on asking

    @property
    def open(self) -> Sequence[Fact]:
        """The rows that stand open."""
        return self.rows[:OPEN] if len(self.rows) > OPEN + 2 and not self.first and len(self.rows) <= FOLDED else self.rows

    @property
    def folded(self) -> Sequence[Fact]:
        """The rows behind a fold."""
        return self.rows[len(self.open) :]

    @property
    def last(self) -> int:
        """The number of the last row that is shown."""
        return self.first + len(self.rows)


def cells(column: Column, fact: Fact) -> Sequence[Value]:
    """What a column of a list shows of a thing."""
    for prop in column.properties:
        if prop == plans.NAME:
            return [Value(fact.text, fact.iri)]
        if prop in fact.values:
            return fact.values[prop]
    return ()


def pointing(store: Store, iri: str) -> tuple[dict[tuple[str, Iri], list[str]], bool]:
    """What points to a thing, by its kind and by the property that does; and whether there is more than can be listed."""
    made: dict[tuple[str, Iri], list[str]] = defaultdict(list)
    count = 0
    for row in store.select(f"SELECT ?s ?p {{ ?s ?p {Iri(iri).n3()} }} LIMIT {MOST + 1}"):
        count += 1
        subject, prop = str(row["s"]), Iri(words(row["p"]))
        if prop not in _NOT_LISTED and subject.startswith(BASE):
            made[kind_of(subject), prop].append(subject)
    return made, count > MOST


def listings(
    desk: Desk, root: str, about: Fact, found: Mapping[tuple[str, Iri], Sequence[str]], only: str = "", first: int = 0
) -> list[Listing]:
    """The lists of a page; ``only`` the one of that name, from its row ``first`` on."""
    # what is listed as what it is of need not be listed again as what it rests on
    twice = {(kind, LOS.premise) for kind, prop in found if prop in (LOS.of, LOS.mentionOf)}
    told = {key: iris for key, iris in found.items() if key not in twice}
    wanted = {key: told[key] for key in sorted(told, key=_place) if not only or name(*key) == only}
    size = PAGE if only else FOLDED
    ordered = {key: sorted_(desk.store, key[0], iris)[first : first + size] for key, iris in wanted.items()}
    shown = _mentioned(desk, followed(desk, facts(desk, [iri for iris in ordered.values() for iri in iris])))
    return [
        _listing(desk, root, about, key, len(found[key]), [shown[iri] for iri in iris if iri in shown], first)
        for key, iris in ordered.items()
    ]


def followed(desk: Desk, shown: dict[str, Fact]) -> dict[str, Fact]:
    """The things, each with what became of it."""
    may = [Iri(iri) for iri in shown if kind_of(iri) in ("recommendation", "commitment")]
    became: dict[str, dict[str, list[float]]] = {str(iri): defaultdict(list) for iri in may}
    for row in page_rows(desk, "what_became", thing=may) if may else ():
        became[str(row["thing"])][str(row.get("status", ""))].append(float(words(row["sure"])) if "sure" in row else 1.0)
    called = labels(desk, {status for several in became.values() for status in several if status})
    for iri, several in became.items():
        values = [
            Value(_said(called.get(status, _MENTIONED), sure), iri)
            for status, sure in several.items()
            if status or len(several) == 1
        ]
        shown[iri] = replace(shown[iri], values={**shown[iri].values, plans.BECAME: values or [Value(_NOTHING, iri)]})
    return shown


def _mentioned(desk: Desk, shown: dict[str, Fact]) -> dict[str, Fact]:
    """The things, later mentions with the document that makes them, its date, and what it speaks of."""
    where = {iri: shown[iri].quotes[0] for iri in shown if kind_of(iri) == "later-mention" and shown[iri].quotes}
    papers = facts(desk, {quote.document for quote in where.values()}, quoted=0)
    for iri, quote in where.items():
        issued = papers[quote.document].values.get(DCTERMS.issued, ()) if quote.document in papers else ()
        values: dict[str, Sequence[Value]] = {
            plans.SAID_IN: [Value(quote.title, quote.document)],
            plans.SAID_OF: [Value(shown[iri].label.removeprefix(f"{quote.title}: "), iri)],
        }
        if issued:
            values[plans.SAID_ON] = issued
        shown[iri] = replace(shown[iri], values={**shown[iri].values, **values})
    return shown


_MENTIONED, _NOTHING = "only mentioned later", "no later statement was read"


def _said(status: str, sure: Sequence[float]) -> str:
    """What became of something, by how many later sources, and how sure the surest of these links is: all of it is derived."""
    return f"{status}{f' ({len(sure)})' if len(sure) > 1 else ''}{f', {max(sure):.0%} sure' if max(sure) < 1 else ''}"


def name(kind: str, prop: str) -> str:
    """The name of a list in the address of its page."""
    return f"{kind}-{compact(prop).partition(':')[2]}"


def _place(key: tuple[str, Iri]) -> tuple[int, str, str]:
    return (plans.rank(key[0]) if key in plans.TITLES else 1000, *key)


def _listing(desk: Desk, root: str, about: Fact, key: tuple[str, Iri], total: int, rows: Sequence[Fact], first: int) -> Listing:
    kind, by = key
    planned = plans.COLUMNS.get(kind, plans.PLAIN)
    columns = [one for one in planned if by not in one.properties and any(cells(one, row) for row in rows)]
    if not any(plans.NAME in one.properties for one in columns) and kind not in _BY_OTHERS:
        columns.append(plans.PLAIN[0])
    if kind == "judgement":  # the overall one first
        rows = sorted(rows, key=lambda row: all(value.iri != _OVERALL for value in row.values.get(LOS.aspect, ())))
    return Listing(name(*key), _title(desk, key, about), total, columns, rows, first, _question(desk, root, about, key))


_OVERALL = f"{PREFIXES['code']}aspect/overall"
_BY_OTHERS = {
    "membership",
    "participation",
    "relationship",
    "observation",
    "follow-up",
    "succession",
    "allocation",
    "judgement",
    "later-mention",
}
# how a list without a title of its own is told, by the property that leads to the thing of the page
_LED: Mapping[str, str] = {
    LOS.method: "read in this way",
    LOS.polarity: "judged so",
    LOS.premise: "found from it",
    LOS.rule: "found by this rule",
    LOS.scale: "with this scale",
    LOS.unit: "in this unit",
    SKOS.broader: "within it",
    SKOS.hasTopConcept: "that begin with it",
    SKOS.inScheme: "in it",
    SKOS.related: "related to it",
    SKOS.topConceptOf: "that it begins with",
}
_PLURALS: Mapping[str, str] = {
    "body": "Bodies",
    "code": "Concepts",
    "def": "Terms",
    "discrepancy": "Discrepancies",
    "doc": "Documents",
    "follow-up": "Follow-ups",
    "graph": "Rules",
    "match": "Possible matches",
    "membership": "Roles",
    "observation": "Figures",
    "ontology": "Ontologies",
    "participation": "Appearances",
    "person": "People",
    "succession": "Successions",
    "unit": "Pieces of text",
}


def _title(desk: Desk, key: tuple[str, Iri], about: Fact) -> str:
    if key in plans.TITLES:
        return plans.TITLES[key]
    kind, by = key
    several = _PLURALS.get(kind) or f"{kind.replace('-', ' ').capitalize()}s"
    if by in _LED:
        return f"{several} {_LED[by]}"
    called = vocabulary(desk).labels.get(by, compact(by))
    return f"{several} of this {called}" if kind_of(about.iri) == "code" else f"{several}, by “{called}”"


def _question(desk: Desk, root: str, about: Fact, key: tuple[str, Iri]) -> str:
    """The address of the stored question that goes on asking of the thing; "" where there is none for its kind."""
    if key not in plans.QUESTIONS:
        return ""
    question, parameter = plans.QUESTIONS[key]
    if question == "attendance_of_meeting" and kind_of(about.iri) == "inspection":
        question, parameter = "inspection_team", "inspection"
    fits = about.iri.startswith(desk.questions[question].parameter(parameter).starts)
    return question_href(root, question, **{parameter: about.iri}) if fits else ""


def sorted_(store: Store, kind: str, iris: Sequence[str]) -> list[str]:
    """The things in the order of their list: what is dated the latest first, else by number, then by name."""
    if len(iris) > MOST_SORTED:
        return sorted(iris)
    dates = plans.ORDER.get(kind, ())
    known: dict[str, dict[str, str]] = defaultdict(dict)
    for named in batches(Iri(iri).n3() for iri in iris):
        for prop in (*dates, LOS.number, RDFS.label):
            for row in store.select(f"SELECT ?s ?o {{ VALUES ?s {{ {named} }} ?s {prop.n3()} ?o }}"):
                known[str(row["s"])].setdefault(prop, words(row["o"]))
    ordered = sorted(iris, key=lambda iri: (natural(known[iri].get(LOS.number, "\uffff")), known[iri].get(RDFS.label, ""), iri))
    return sorted(ordered, key=lambda iri: _dated(known[iri], dates), reverse=True) if dates else ordered


def _dated(known: Mapping[str, str], dates: Sequence[Iri]) -> str:
    return next((known[prop] for prop in dates if prop in known), "")

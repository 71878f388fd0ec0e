"""What the graph says of one thing, as data: bounded, with the words it rests on.

These are the statements of the thing itself; its passages, with their exact words; the names of what it points to; and the statements
that point to it, so many at a time as one reader can use. Where there are more, the next are at the address with ``?from=``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import jsonld, validate
from kg.pages.desk import Desk
from kg.pages.links import batches
from kg.rdf import Iri, Quad, Term
from kg.store import Store, parse_turtle, spelled
from kg.vocab import BASE, LOS, OA, PREFIXES, RDF, RDFS

MOST_POINTING = 500  # statements that point to a thing, at once
# no graphs of the store: it is held to shapes, and does not hold them, and says in its own terms what it says
_SHAPES, _ALIGNMENTS = Iri(f"{BASE}graph/shapes"), Iri(f"{BASE}graph/alignments")
_BLANK = re.compile(r"(?:^|(?<= ))_:(?P<node>\w+)(?= [<_]|(?= \.$))")  # lists in shapes have no names of their own


@dataclass(frozen=True)
class Description:
    """Statements about ``thing``: its own and what goes with them, and those that point to it from the ``first`` on, of ``pointing`` in all."""

    thing: Iri
    quads: tuple[Quad, ...]
    first: int
    pointing: int

    @property
    def next(self) -> int | None:
        """Where the next of the statements that point to it begin; None where these were all."""
        after = self.first + MOST_POINTING
        return after if after < self.pointing else None

    def lines(self) -> list[str]:
        """The statements as lines of N-Quads, each once, sorted."""
        return sorted({quad.n3() for quad in self.quads})

    def written(self, form: str, store: Store, more: str) -> bytes:
        """The statements in a form of :func:`kg.store.spelled`; ``more`` is the address of the rest, if any, told where the form has comments."""
        if form == "jsonld":
            return jsonld.described(list(self.quads), _ranges(store)).encode()
        body = spelled(self.lines(), form, PREFIXES)
        if form == "rdfxml" or not more:
            return body
        last = min(self.first + MOST_POINTING, self.pointing)
        said = f"# Of {self.pointing:,} statements that point to this, here are {self.first + 1:,} to {last:,}; the next are at {more}\n"
        return said.encode() + body


def is_there(store: Store, iri: str) -> bool:
    """Whether anything is said of a thing, or in a graph of that name."""
    named = Iri(iri).n3()
    return bool(store.query(f"ASK {{ {{ {named} ?p ?o }} UNION {{ GRAPH {named} {{ ?s ?p ?o }} }} }}"))


def described(store: Store, iri: str, first: int = 0) -> Description:
    """What ``store`` says of a thing; of what points to it, from the ``first`` on."""
    thing = Iri(iri)
    named = thing.n3()
    own = list(_found(store, f"SELECT ?g ?s ?p ?o {{ VALUES ?s {{ {named} }} GRAPH ?g {{ ?s ?p ?o }} }}"))
    count = store.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p {named} }} }}")[0]["n"]
    pointing = list(
        _found(
            store,
            # in the order of the store, which is the same each time; to sort them all takes seconds
            f"SELECT ?g ?s ?p ?o {{ GRAPH ?g {{ ?s ?p {named} }} BIND({named} AS ?o) }} LIMIT {MOST_POINTING} OFFSET {first}",
        )
    )
    passages = {quad.object for quad in own if quad.predicate in (LOS.evidence, LOS.mainEvidence)}
    about = {*_iris(quad.object for quad in own), *(quad.predicate for quad in own), *(quad.subject for quad in pointing)}
    with_words = (RDF.type, RDFS.label, LOS.document, OA.start, OA.end, OA.exact, LOS.page, LOS.lastPage)
    more = [*_of(store, _iris(passages), with_words), *_of(store, about, ())]
    return Description(thing, tuple(dict.fromkeys([*own, *pointing, *more])), first, int(count.lexical))  # type: ignore[union-attr]


def apart(desk: Desk) -> Desk:
    """A desk with the shapes and alignments as its store: of them, too, every IRI has an address."""
    return desk.once("apart", lambda: _apart(desk))


def _apart(desk: Desk) -> Desk:
    named: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return f"<{_SHAPES}/{named.setdefault(found['node'], str(len(named) + 1))}>"

    triples = (_BLANK.sub(name, line) for line in validate.shapes(desk.project).splitlines() if line.endswith(" ."))
    lines = [f"{triple[:-1]}{_SHAPES.n3()} .\n" for triple in triples]
    lines += [
        Quad(subject, prop, value, _ALIGNMENTS).n3()
        for path in desk.project.files("ontology/alignments/*.ttl")
        for subject, prop, value in parse_turtle(path)
    ]
    store = Store.in_memory(lines)
    return Desk(store, desk.project, Path(desk.graph.place))


def _found(store: Store, query: str) -> Iterator[Quad]:
    for row in store.select(query):
        yield Quad(row["s"], row["p"], row["o"], row["g"])  # type: ignore[arg-type]


def _iris(terms: Iterable[Term]) -> list[Iri]:
    return sorted({term for term in terms if isinstance(term, Iri)})


def _of(store: Store, things: Iterable[Iri], predicates: Sequence[Iri]) -> Iterator[Quad]:
    """What is said of the things by these properties; without any, what they are called."""
    asked = sorted(set(things))
    said = f"FILTER(?p IN ({', '.join(one.n3() for one in predicates)}))" if predicates else f"BIND({RDFS.label.n3()} AS ?p)"
    by = "?p" if predicates else RDFS.label.n3()
    for named in batches(iri.n3() for iri in asked):
        yield from _found(store, f"SELECT ?g ?s ?p ?o {{ VALUES ?s {{ {named} }} GRAPH ?g {{ ?s {by} ?o }} {said} }}")


def _ranges(store: Store) -> dict[str, str]:
    rows = store.select(f"SELECT ?p ?range {{ ?p {RDFS.range.n3()} ?range }}")
    return {str(row["p"]): str(row["range"]) for row in rows}

"""A store on a SPARQL server, asked over the SPARQL 1.1 Protocol and only ever read.

The server is one that somebody loaded with the graph. The questions are asked as in a folder, so its default graph must be the
merge of the named graphs, each statement once, and of a build that knows the terms of the questions; the first question finds
out whether it is. A ``default-graph-uri`` is not sent instead: it would have to name every graph, and some servers fetch what
it names; one that stands in the URL of the server is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import cast

from kg import paging, sparql
from kg.endpoint import Endpoint
from kg.project import ProjectError
from kg.rdf import Iri, Quad, Term
from kg.rows import Rows, is_blank, words
from kg.store import Answer, QueryError, Row, Store
from kg.vocab import BASE, PREFIXES

SECONDS = 60.0
FEWEST = 1000  # rows; nobody caps below
_STEP = 500  # of which the caps of servers that do not tell are a multiple
_TOGETHER = 5000  # statements of small graphs that are got at once
_OURS = f'FILTER(STRSTARTS(STR(?graph), "{BASE}"))'
_SIZES = f"SELECT ?graph (COUNT(*) AS ?number) {{ GRAPH ?graph {{ ?s ?p ?o }} {_OURS} }} GROUP BY ?graph"
# "named": there is a graph of ours; "apart": the default graph leaves one out; "twice": it has a statement twice; the terms declared;
# and what only an engine answers that does not keep to SPARQL, as Virtuoso 7 does not: stored questions rest on it
_LAYOUT = f"""SELECT DISTINCT ?found ?term {{
  {{ {{ SELECT ?graph {{ GRAPH ?graph {{ ?s a ?o }} {_OURS} }} LIMIT 1 }} BIND("named" AS ?found) }}
  UNION {{ {{ SELECT ?graph {{ GRAPH ?graph {{ ?s a ?o }} {_OURS} FILTER NOT EXISTS {{ ?s a ?o }} }} LIMIT 1 }} BIND("apart" AS ?found) }}
  UNION {{ {{ SELECT ?s {{ ?s a ?o }} GROUP BY ?s ?o HAVING(COUNT(*) > 1) LIMIT 1 }} BIND("twice" AS ?found) }}
  UNION {{ ?term a ?kind FILTER(STRSTARTS(STR(?term), "{PREFIXES["los"]}")) BIND("term" AS ?found) }}
  UNION {{ {{ SELECT ?s {{ ?s a ?o VALUES (?one ?two) {{ (UNDEF UNDEF) }} FILTER(BOUND(?one)) }} LIMIT 1 }} BIND("bound" AS ?found) }}
  UNION {{ BIND(IF(7 / 2 = 3.5, "divides", "whole") AS ?found) }}
}}"""
_FAULTS = {"bound": "takes what is not bound for bound", "whole": "divides whole numbers without their fractions"}


def is_url(place: object) -> bool:
    """Whether a place is the URL of a server, not a folder."""
    return str(place).lower().startswith(("http://", "https://"))


class Told(Answer):
    """The answer of a server, which came whole."""

    def __init__(self, told: Rows) -> None:
        self.told = told
        self.kind = told.kind

    @property
    def variables(self) -> list[str]:
        """The names of the columns of a SELECT."""
        return list(self.told.columns)

    def rows(self) -> Iterator[Row]:
        """The rows of a SELECT: bound variables only."""
        return (dict(row) for row in self.told.terms)

    def triples(self) -> Iterator[tuple[Term, Iri, Term]]:
        """The triples of a CONSTRUCT or DESCRIBE."""
        return ((row["subject"], cast("Iri", row["predicate"]), row["object"]) for row in self.told.terms)

    def __bool__(self) -> bool:
        return bool(self.told)

    def serialize(self, form: str) -> str:
        """The answer in one of the forms of :meth:`kg.rows.Rows.text`."""
        return self.told.text(form)


class Remote(Store):
    """The named graphs on the SPARQL server at ``url``. Nothing is sent before the first question.

    Every method that asks raises ProjectError, in a sentence with the URL, as :meth:`kg.endpoint.Endpoint.asked` does, each answer
    being given ``seconds``; also where the server gave only a part of the rows, and the others cannot be had.
    """

    def __init__(self, url: str, seconds: float = SECONDS) -> None:
        self._endpoint = Endpoint(url)
        self.url = self._endpoint.url
        self.seconds = seconds
        self.folder = None
        self._declared: set[str] | None = None

    def query(self, text: str) -> Told:
        """The answer to a SPARQL 1.1 query. Raises ProjectError also where the graphs there are not laid out, or not built, for it."""
        declared = self._known()
        if unknown := sorted({name for name in _terms(text) if name not in declared}):
            raise ProjectError(
                f"{self.url}: the store there does not know los:{unknown[0]}, of which is asked: another version of kg built it;"
                " build and load it anew"
            )
        return Told(self._whole(text, self.seconds))

    def ask(self, query: str, seconds: float = SECONDS, most_rows: int | None = None) -> Rows:
        """The answer to an ad-hoc query, of ``most_rows`` rows at most. Well-known prefixes need no declaration."""
        sparql.check(query)
        told = self._whole(sparql.with_prefixes(query, PREFIXES), seconds, most_rows)
        if most_rows is None or len(told) <= most_rows:
            return told
        return Rows(told.columns, told.terms[:most_rows], told.kind, told.truth, cut=True)

    def graphs(self) -> list[Iri]:
        """The names of the graphs of the project, sorted."""
        return sorted(self._sizes())

    def __len__(self) -> int:
        return sum(self._sizes().values())

    def lines(self) -> list[str]:
        """Every statement of the project's graphs as a line of N-Quads, sorted: what the folder holds from which the server was loaded.

        Raises ProjectError also where no such graph is there, or where they change while they are read.
        """
        sizes = self._sizes()
        if not sizes:
            raise ProjectError(
                f"{self.url}: no named graph of the project is there ({BASE}…); load the N-Quads that kg export writes"
            )
        found: set[str] = set()
        for graphs in _batches(sizes):
            found.update(self._statements(graphs, sum(sizes[graph] for graph in graphs)))
        if len(found) != sum(sizes.values()) or self._sizes() != sizes:
            raise ProjectError(f"{self.url}: the graph there changed while it was read; try again")
        return sorted(found)

    def extended(self, lines: Iterable[str]) -> None:  # noqa: ARG002 - that of a store
        """Raises ProjectError: a server is only read."""
        raise ProjectError(f"{self.url}: a server is only read")

    def _statements(self, graphs: Sequence[Iri], number: int) -> Iterator[str]:
        names = " ".join(graph.n3() for graph in graphs)
        query = f"SELECT DISTINCT ?s ?p ?o ?graph {{ VALUES ?graph {{ {names} }} GRAPH ?graph {{ ?s ?p ?o }} }}"
        for row in self._whole(query, self.seconds, number=number).terms:
            if any(map(is_blank, row.values())):
                raise ProjectError(f"{self.url}: a blank node is in {words(row['graph'])}; kg builds none")
            yield Quad(cast("Iri", row["s"]), cast("Iri", row["p"]), row["o"], cast("Iri", row["graph"])).n3()

    def _sizes(self) -> dict[Iri, int]:
        """The number of statements of each graph of the project."""
        return {
            Iri(words(row["graph"])): int(words(row["number"])) for row in self._whole(_SIZES, self.seconds).terms if "graph" in row
        }

    def _known(self) -> set[str]:
        """The terms that the graph declares. Raises ProjectError where its default graph is not the merge of the named graphs."""
        if self._declared is None:
            rows = self._whole(_LAYOUT, self.seconds).terms
            found = {words(row["found"]) for row in rows}
            must = "; the server's default graph must be the merge of the named graphs"
            if "named" not in found:
                loaded = "only a default graph is" if "term" in found else "no graph is"
                raise ProjectError(
                    f"{self.url}: {loaded} there, not the named graphs of the project; load the N-Quads that kg export writes"
                )
            if "apart" in found:
                raise ProjectError(f"{self.url}: the default graph leaves out what is in named graphs{must}")
            if "twice" in found:
                raise ProjectError(f"{self.url}: the default graph has a statement of two graphs twice{must}, each statement once")
            if faults := [fault for name, fault in _FAULTS.items() if name in found]:
                self.remarks = (
                    f"the server {' and '.join(faults)}, which SPARQL does not: rows may be wrong, ask a folder to be sure",
                )
            self._declared = {words(row["term"]).removeprefix(PREFIXES["los"]) for row in rows if "term" in row}
        return self._declared

    def _whole(self, query: str, seconds: float, most_rows: int | None = None, number: int | None = None) -> Rows:
        """All rows, in pages where the server has a cap, or more than ``most_rows``; of ``number``, where that is known."""
        told, most = self._endpoint.asked(query, seconds)
        capped = most is not None and len(told) >= most
        if told.kind == "boolean" or len(told) == number or not (capped or (len(told) >= FEWEST and not len(told) % _STEP)):
            return told
        if told.kind == "triples":
            if len(told) in _limits(query):
                return told
            raise ProjectError(
                f"{self.url}: the answer ends at {len(told):,} triples, and may be cut there by the server;"
                " ask with SELECT, of which that is known, or for less"
            )
        pieces = paging.read(query)
        if len(told) == pieces.limit:
            return told
        number = self._counted(pieces, len(told), seconds) if number is None else number
        if number == len(told) or (most_rows is not None and len(told) > most_rows):
            return told
        if most_rows is not None and len(told) == most_rows:
            return Rows(told.columns, told.terms, cut=True)
        try:
            return paging.paged(pieces, told, number, most is not None, lambda page: self._endpoint.asked(page, seconds).rows)
        except (paging.UnpageableError, QueryError) as error:
            why = str(error).removeprefix(f"{self.url}: ")
            raise ProjectError(
                f"{self.url}: the server gives {len(told):,} of {number:,} rows at once, and pages would not be exact ({why}); ask for less"
            ) from error

    def _counted(self, pieces: paging.Select, given: int, seconds: float) -> int:
        """The number of rows of a query of which the server gave so many."""
        try:
            row = self._endpoint.asked(pieces.counting(), seconds).rows.terms[0]
            return int(words(row[paging.COUNT]))
        except (ProjectError, LookupError, ValueError) as error:
            raise ProjectError(
                f"{self.url}: the answer ends at {given:,} rows, and may be cut there by the server, which does not count them"
                f" ({str(error).removeprefix(f'{self.url}: ')}); ask for less"
            ) from error


def _terms(query: str) -> Iterator[str]:
    """The terms of the project that a query names."""
    return (
        token.text[4:]
        for token in sparql.tokens(query)
        if token.kind == "name" and token.text.startswith("los:") and token.text[4:]
    )


def _limits(query: str) -> set[int]:
    """The numbers that follow a LIMIT."""
    found = list(sparql.tokens(query))
    return {int(number.text) for word, number in pairwise(found) if word.text.upper() == "LIMIT" and number.text.isdecimal()}


def _batches(sizes: Mapping[Iri, int]) -> Iterator[list[Iri]]:
    """The graphs, small ones together."""
    before = 0
    numbered = []
    for graph, size in sorted(sizes.items()):
        numbered.append(((before + size) // _TOGETHER, graph))
        before += size
    return ([graph for _, graph in batch] for _, batch in groupby(numbered, key=lambda one: one[0]))

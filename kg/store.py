"""The engine behind one small class: an embedded Oxigraph store, as :mod:`kg.publishing` publishes it, and the spellings of its statements."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

import pyoxigraph as ox

from kg.project import ProjectError
from kg.rdf import XSD, Iri, Literal, Quad, Term

Row = dict[str, Term]
_TABLE = ox.QueryResultsFormat
FORMATS = {"json": _TABLE.JSON, "csv": _TABLE.CSV, "tsv": _TABLE.TSV, "xml": _TABLE.XML}
_FORMATS_OF_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}
_GRAPH = re.compile(r" <[^<>]*> \.\n$")
_FUNCTION = re.compile(r"custom function <([^<>]+)> is not supported")
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class QueryError(ProjectError):
    """The query is at fault; the message says where."""


def canonical(quads: Iterable[Quad]) -> list[str]:
    """The statements as sorted lines of N-Quads, each once."""
    return sorted({quad.n3() for quad in quads})


def parse_turtle(path: Path) -> Iterator[tuple[Iri, Iri, Term]]:
    """The triples of a Turtle file. Raises ProjectError, with the file, for a syntax error, and for a blank node: name it."""
    try:
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
                raise ProjectError(f"{path}: a blank node ({triple.predicate.value}); name it")
            yield Iri(cast("Any", triple.subject).value), Iri(triple.predicate.value), _term(triple.object)
    except SyntaxError as error:
        raise ProjectError(f"{path}: line {error.lineno}: {error.args[0]}") from error


def parse_quads(lines: Iterable[str]) -> Iterator[Quad]:
    """The statements of lines of N-Quads, in their order. Raises ProjectError when a line is none."""
    try:
        for quad in ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_QUADS):
            if isinstance(quad.graph_name, ox.DefaultGraph):
                raise ProjectError(f"the N-Quads: a statement is in no graph: {quad} .")
            yield Quad(
                cast("Iri", _term(quad.subject)), Iri(quad.predicate.value), _term(quad.object), cast("Iri", _term(quad.graph_name))
            )
    except SyntaxError as error:
        raise ProjectError(f"the N-Quads: line {error.lineno}: {error.args[0]}") from error


def spelled(lines: Iterable[str], form: str, prefixes: Mapping[str, str]) -> bytes:
    """Lines of N-Quads in "trig" or "nquads", or what the graphs say together, each statement once, in another form; sorted."""
    quads = ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
    if form not in {"trig", "nquads"}:
        said = {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
        ordered: list[Any] = sorted(said, key=_order)
    else:
        ordered = sorted(quads, key=lambda quad: (str(quad.graph_name), *_order(quad)))
    made = cast("bytes", _serialized(ordered, form, prefixes))
    if form not in {"turtle", "trig"}:
        return made
    written = made.splitlines(keepends=True)
    return b"".join([*sorted(written[: len(prefixes)]), *written[len(prefixes) :]])  # the engine shuffles the prefixes


def _serialized(statements: Iterable[Any], form: str, prefixes: Mapping[str, str], out: IO[bytes] | None = None) -> bytes | None:
    given = dict(prefixes) if form in {"turtle", "trig", "rdfxml"} else None
    return ox.serialize(statements, out, format=_FORMATS_OF_GRAPHS[form], prefixes=given)


def _order(triple: Any) -> tuple[str, bool, str, str]:
    """Subjects together, the type of each first."""
    return str(triple.subject), triple.predicate.value != _TYPE, triple.predicate.value, str(triple.object)


def _term(term: Any) -> Term:
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.BlankNode):
        return Iri(f"_:{term.value}")
    datatype = "" if term.language or term.datatype.value == XSD + "string" else term.datatype.value
    if datatype == XSD + "decimal" and "." in term.value:  # the store would write it so, and the N-Quads are to say the same
        return Literal(term.value.rstrip("0").rstrip("."), datatype)
    return Literal(term.value, datatype, term.language or "")


class Dataset(NamedTuple):
    """The graphs whose merge is the default graph of a query, and those that it may name."""

    default: Sequence[str] = ()
    named: Sequence[str] = ()


class Answer:
    """The answer to a query: rows of a SELECT, the truth of an ASK, the triples of a CONSTRUCT or DESCRIBE."""

    def __init__(self, result: Any) -> None:
        self._result = result
        self.kind = {"QuerySolutions": "rows", "QueryBoolean": "boolean", "QueryTriples": "triples"}[type(result).__name__]

    @property
    def variables(self) -> list[str]:
        """The names of the columns of a SELECT."""
        return [variable.value for variable in self._result.variables]

    def rows(self) -> Iterator[Row]:
        """The rows of a SELECT: bound variables only."""
        names = self.variables
        for solution in self._result:
            yield {name: _term(solution[name]) for name in names if solution[name] is not None}

    def triples(self) -> Iterator[tuple[Term, Iri, Term]]:
        """The triples of a CONSTRUCT or DESCRIBE."""
        for triple in self._result:
            yield _term(triple.subject), Iri(triple.predicate.value), _term(triple.object)

    def __bool__(self) -> bool:
        return bool(self._result)

    def write(self, out: IO[bytes], form: str, prefixes: Mapping[str, str], seen: Callable[[Any], object] = id) -> None:
        """Write the answer into ``out`` piece by piece; ``seen`` is called with each triple. What either raises comes through."""
        if self.kind != "triples":
            self._result.serialize(out, format=FORMATS[form])
            return
        _serialized((triple for triple in self._result if seen(triple) or True), form, prefixes, out)

    def serialize(self, form: str) -> str:
        """The answer in a SPARQL results format (json, csv, tsv, xml), or N-Triples for triples."""
        if self.kind == "triples":
            return "".join(sorted(f"{triple} .\n" for triple in self._result))
        if self.kind == "boolean" and form in {"csv", "tsv"}:
            return f"{str(bool(self)).lower()}\n"
        return cast("bytes", self._result.serialize(format=FORMATS[form])).decode()


class Store:
    """A set of named graphs to ask. The default graph of a query is the merge of all of them.

    The merge is kept in the engine's default graph: a statement of several graphs is there once, as SPARQL has it, where the
    engine's own union would give it once for each of them (wrong counts, and joins that multiply).
    """

    remarks: Sequence[str] = ()  # what a reader of its answers should know of the engine

    def __init__(self, engine: ox.Store, folder: Path | None = None) -> None:
        self._engine = engine
        self.folder = folder

    @classmethod
    def in_memory(cls, lines: Iterable[str], folder: Path | None = None) -> Store:
        """A store in memory, of lines of N-Quads: those of the version in ``folder``, if any. Raises ProjectError when a line is none."""
        engine, given = ox.Store(), list(lines)
        try:
            engine.bulk_load("".join(given).encode(), format=ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise ProjectError(f"the N-Quads: line {error.lineno}: {error.args[0]}") from error
        engine.bulk_load(_merged(given), format=ox.RdfFormat.N_TRIPLES)
        return cls(engine, folder)

    @classmethod
    def open(cls, place: str | Path, version: str = "current") -> Store:
        """The published store in the folder ``place``, read-only. Raises ProjectError when there is none."""
        folder = Path(place)
        current = (folder / version).resolve()
        if not (current / "store").is_dir():
            raise ProjectError(f"{folder}: no store here; build one with: kg build --store {shlex.quote(str(folder))}")
        try:
            return cls(ox.Store.read_only(str(current / "store")), current)
        except OSError as error:
            raise ProjectError(f"{folder}: the store cannot be opened ({error})") from error

    def __len__(self) -> int:
        return sum(1 for _ in self._named())

    def _named(self) -> Iterator[Any]:
        """The statements of the named graphs."""
        return (quad for quad in self._engine if not isinstance(quad.graph_name, ox.DefaultGraph))

    def query(self, text: str) -> Answer:
        """The answer to a SPARQL 1.1 query. Raises QueryError when it does not parse or cannot be answered."""
        return self._queried(text, None, {}, {})

    def answer(self, text: str, base: str | None, prefixes: Mapping[str, str], dataset: Dataset | None = None) -> Answer:
        """The answer to a query, asked of ``dataset`` in place of the graphs it names. Raises QueryError as :meth:`query` does."""
        graphs: dict[str, Any] = {"custom_functions": {}}
        asked = self
        if dataset is not None:
            merged = len(dataset.default) > 1  # of two, the engine would give what both state twice
            asked = Store(_merging(self._engine, dataset)) if merged else self
            graphs["default_graph"] = ox.DefaultGraph() if merged else list(map(ox.NamedNode, dataset.default))
            graphs["named_graphs"] = list(map(ox.NamedNode, dataset.named))
        while True:
            try:
                return asked._queried(text, base, prefixes, graphs)
            except QueryError as error:  # a function that is not known has no value, says SPARQL; the engine refuses the query
                if (name := _FUNCTION.search(str(error))) is None or ox.NamedNode(name[1]) in graphs["custom_functions"]:
                    raise
                graphs["custom_functions"][ox.NamedNode(name[1])] = lambda *_: None

    def _queried(self, text: str, base: str | None, prefixes: Mapping[str, str], graphs: Mapping[str, Any]) -> Answer:
        try:
            return Answer(self._engine.query(text, base_iri=base, prefixes=dict(prefixes), **graphs))
        except SyntaxError as error:
            at = re.search(r"error at (\d+):(\d+)", str(error.args[0]))
            where = f"line {at[1]}, column {at[2]}" if at else " ".join(str(error.args[0]).split())
            raise QueryError(f"the query does not parse: {where}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error

    def select(self, text: str) -> list[Row]:
        """The rows of a SELECT query."""
        return list(self.query(text).rows())

    def said(self, thing: str) -> Iterator[tuple[Iri, Term]]:
        """All that is said of a thing, as property and value, without the cost of a query."""
        for quad in self._engine.quads_for_pattern(ox.NamedNode(thing), None, None, ox.DefaultGraph()):
            yield Iri(quad.predicate.value), _term(quad.object)

    def graphs(self) -> list[Iri]:
        """The names of the graphs, sorted."""
        return sorted(Iri(cast("Any", graph).value) for graph in self._engine.named_graphs())

    def write(self, out: IO[bytes], form: str, prefixes: Mapping[str, str], graphs: Iterable[str], apart: bool) -> bool:
        """Write ``graphs`` (``""``: the merge of all) into ``out``, sorted, each ``apart`` or as one; whether it holds anything."""
        any_ = False

        def ordered() -> Iterator[Any]:
            nonlocal any_
            for name in graphs:
                quads = self._engine.quads_for_pattern(None, None, None, ox.NamedNode(name) if name else ox.DefaultGraph())
                for quad in sorted(quads, key=_order):
                    any_ = True
                    yield quad if apart else quad.triple

        _serialized(ordered(), form, prefixes, out)
        return any_

    def lines(self) -> list[str]:
        """Every statement as a line of N-Quads, sorted: the canonical form."""
        if self.folder is not None and (self.folder / "graph.nq").is_file():
            # nothing but a line feed ends a line, as a literal may hold the other separators of Unicode
            return [f"{line}\n" for line in (self.folder / "graph.nq").read_bytes().decode().split("\n")[:-1]]
        return sorted(f"{quad} .\n" for quad in self._named())

    def extended(self, lines: Iterable[str]) -> None:
        """Add lines of N-Quads to a store in memory."""
        given = list(lines)
        self._engine.load("".join(given).encode(), format=ox.RdfFormat.N_QUADS)
        self._engine.load(_merged(given), format=ox.RdfFormat.N_TRIPLES)

    @property
    def manifest(self) -> dict[str, Any]:
        """What was built from what; empty for a store in memory."""
        if self.folder is None:
            return {}
        return cast("dict[str, Any]", json.loads((self.folder / "build.json").read_text()))


def _merging(engine: ox.Store, dataset: Dataset) -> ox.Store:
    """A store in memory of the graphs that ``dataset`` names, with the merge as its default graph."""
    made = ox.Store()
    for name in dataset.named:
        made.bulk_extend(engine.quads_for_pattern(None, None, None, ox.NamedNode(name)))
    for name in dataset.default:
        quads = engine.quads_for_pattern(None, None, None, ox.NamedNode(name))
        made.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return made


def _merged(lines: Iterable[str]) -> bytes:
    """The lines of N-Quads as N-Triples: without their graphs."""
    return "".join(_GRAPH.sub(" .\n", line) for line in lines).encode()


def fill(folder: Path, graph: Path, lines: Iterable[str]) -> None:
    """Make the engine's files in ``folder`` of ``lines``, which also stand in the N-Quads file ``graph``; they are closed then."""
    engine = ox.Store(str(folder))
    engine.bulk_load(path=str(graph), format=ox.RdfFormat.N_QUADS)
    engine.bulk_load(_merged(lines), format=ox.RdfFormat.N_TRIPLES)
    engine.optimize()
    engine.flush()
    del engine  # closes the files before the folder is renamed

"""A store on a SPARQL server, asked over the SPARQL 1.1 Protocol and only ever read.

The server is one that somebody loaded with the graph. The questions are asked as in a folder, so its default graph must be the
merge of the named graphs, each statement once; the first question finds out whether it is. A ``default-graph-uri`` is not sent
instead: it would have to name every graph, and some servers fetch what it names.

SPARQLWrapper makes the requests. Its guess at what a query is (``setQuery``) is not used: it takes a word in a comment for the
form, and what it holds for an update it sends as one. The form is read by :mod:`kg.sparql`, which lets no update pass.
"""

from __future__ import annotations

import ast
import http.client
import json
import math
import queue
import threading
import urllib.error
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from kg import sparql
from kg.project import ProjectError
from kg.rdf import XSD, Iri, Literal, Term
from kg.rows import Rows, words
from kg.store import Answer, QueryError, Row, Store, parse_quads
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

SECONDS = 60.0
MOST_BYTES = 512 * 1024**2
_SHORT = 1500  # characters of a query that go into the address; longer ones are posted
_KINDS = {"SELECT": "rows", "ASK": "boolean"}
_ACCEPTED = {"rows": "application/sparql-results+json", "boolean": "application/sparql-results+json"}
_TRIPLES = "application/n-triples"
_COLUMNS = ("subject", "predicate", "object")
_MERGED = "ASK { { SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } LIMIT 1 } ?s ?p ?o }"


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

    Every method that asks raises ProjectError, in a sentence with the URL, where no server is there, or where it takes longer
    than ``seconds``, refuses, or answers with what is no answer; QueryError where the server holds the query to be at fault.
    """

    def __init__(self, url: str, seconds: float = SECONDS) -> None:
        try:
            parts = urlsplit(url)
            named, secret = bool(parts.hostname) and parts.port != 0, "@" in parts.netloc
        except ValueError:
            named = secret = False
        if secret:
            raise ProjectError("the URL of the server holds a user name or a password, which is not supported")
        if not named or not url.isascii() or not url.isprintable() or " " in url:
            raise ProjectError(f"{url}: this is no URL of a server")
        self.url = url.partition("#")[0]
        self.seconds = seconds
        self.folder = None
        self._merged = False

    def query(self, text: str) -> Told:
        """The answer to a SPARQL 1.1 query. Raises ProjectError also where the default graph leaves out the named graphs."""
        if not self._merged:
            if not self._asked(_MERGED, self.seconds).truth:
                raise ProjectError(
                    f"{self.url}: no named graph is there, or the default graph leaves it out;"
                    " the server's default graph must be the merge of the named graphs"
                )
            self._merged = True
        return Told(self._asked(text, self.seconds))

    def ask(self, query: str, seconds: float = SECONDS, most_rows: int | None = None) -> Rows:
        """The answer to an ad-hoc query, of ``most_rows`` rows at most. Well-known prefixes need no declaration."""
        sparql.check(query)
        told = self._asked(sparql.with_prefixes(query, PREFIXES), seconds)
        if most_rows is None or len(told) <= most_rows:
            return told
        return Rows(told.columns, told.terms[:most_rows], told.kind, told.truth, cut=True)

    def graphs(self) -> list[Iri]:
        """The names of the graphs, sorted."""
        return sorted(Iri(words(row["g"])) for row in self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"))

    def __len__(self) -> int:
        return int(words(self.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")[0]["n"]))

    def lines(self) -> list[str]:
        """Raises ProjectError: a server need not give the statements whole, nor as they were spelled."""
        raise ProjectError(f"{self.url}: the whole graph is read from a folder, not from a server; give the folder of a store")

    def extended(self, lines: Iterable[str]) -> None:  # noqa: ARG002 - that of a store
        """Raises ProjectError: a server is only read."""
        raise ProjectError(f"{self.url}: a server is only read")

    def _asked(self, query: str, seconds: float) -> Rows:
        form = sparql.check(query)
        kind = _KINDS.get(form, "triples")
        body, media = self._fetched(query, form, _ACCEPTED.get(kind, _TRIPLES), seconds)
        try:
            read = _triples(body.decode()) if kind == "triples" else _results(json.loads(body), kind)
        except (ProjectError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            wanted = "N-Triples" if kind == "triples" else "SPARQL results in JSON"
            raise ProjectError(
                f"{self.url}: the answer, {media or 'of no type'}, cannot be read as {wanted}; is this the URL of a SPARQL server?"
            ) from error
        return read

    def _fetched(self, query: str, form: str, accepted: str, seconds: float) -> tuple[bytes, str]:
        """The bytes of the answer and their media type.

        They are fetched in a thread, since a timeout of a socket starts anew with each byte.
        """
        told: queue.Queue[tuple[bytes, str] | Exception] = queue.Queue()
        wrapper = self._request(query, form, accepted, seconds)

        def fetch() -> None:
            try:
                told.put(_read(wrapper))
            except Exception as error:  # noqa: BLE001 - told to the one who waits
                told.put(error)

        threading.Thread(target=fetch, daemon=True).start()
        try:
            fetched = told.get(timeout=seconds)
        except queue.Empty:
            fetched = TimeoutError()
        if isinstance(fetched, Exception):
            raise self._failure(fetched, seconds) from fetched
        return fetched

    def _request(self, query: str, form: str, accepted: str, seconds: float) -> SPARQLWrapper:
        from SPARQLWrapper import GET, JSON, POST, SPARQLWrapper

        wrapper = SPARQLWrapper(self.url, returnFormat=JSON, agent="line-of-sight")
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(math.ceil(seconds))
        wrapper.setMethod(GET if len(query) <= _SHORT and "?" not in self.url else POST)
        wrapper.queryString, wrapper.queryType = query, form if form in _KINDS else "SELECT"  # the form only chooses a header
        wrapper.addCustomHttpHeader("Accept", accepted)
        return wrapper

    def _failure(self, error: Exception, seconds: float) -> ProjectError:
        """What went wrong, in a sentence."""
        status = error if isinstance(error, urllib.error.HTTPError) else error.__context__
        if isinstance(status, urllib.error.HTTPError):
            status.close()
            if status.code == 400:
                return QueryError(f"{self.url}: the server does not accept the query{_said(error)}")
            return ProjectError(f"{self.url}: the server answers with HTTP status {status.code} ({status.reason})")
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        if isinstance(reason, TimeoutError):
            return ProjectError(f"{self.url}: the server did not answer in full within {seconds:g} seconds")
        if isinstance(reason, MemoryError):
            return ProjectError(f"{self.url}: the answer has more than {MOST_BYTES // 1024**2} MB; ask for less")
        if isinstance(reason, http.client.IncompleteRead):
            return ProjectError(f"{self.url}: the connection ended before the answer did")
        if isinstance(reason, OSError | http.client.HTTPException | ValueError | str):
            said = getattr(reason, "strerror", None) or reason
            return ProjectError(f"{self.url}: no answer from a server there ({said or type(reason).__name__})")
        raise error


def _read(wrapper: SPARQLWrapper) -> tuple[bytes, str]:
    response = wrapper.query().response
    with response:
        body = response.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise MemoryError
        if response.length:  # what the server announced and did not send
            raise http.client.IncompleteRead(body, response.length)
        return body, response.headers.get_content_type() if response.headers.get("Content-Type") else ""


def _said(error: Exception) -> str:
    """What the server says of a query, the first line; SPARQLWrapper hands it on as the spelling of bytes in its own sentence."""
    _, _, spelled = str(error).partition("Response:\n")
    said = ast.literal_eval(spelled).decode(errors="replace").strip() if spelled else ""
    first = " ".join(said.partition("\n")[0].split())[:200]
    return f": {first}" if first and not first.startswith("<") else ""


def _results(told: Mapping[str, Any], kind: str) -> Rows:
    """SPARQL 1.1 Query Results JSON. Raises KeyError, ValueError, TypeError or AttributeError where it is none of that kind."""
    if kind == "boolean":
        if not isinstance(told["boolean"], bool):
            raise TypeError("a truth that is neither true nor false")
        return Rows((), kind="boolean", truth=told["boolean"])
    columns = tuple(map(str, told["head"]["vars"]))
    rows = [{name: _term(cell) for name, cell in row.items()} for row in told["results"]["bindings"]]
    if strange := set().union(*rows) - set(columns):
        raise ValueError(f"columns that the head does not name: {strange}")
    return Rows(columns, rows)


def _term(cell: Mapping[str, str]) -> Term:
    value = cell["value"]
    if not isinstance(value, str):
        raise TypeError("a value that is no text")
    match cell["type"]:
        case "uri":
            return Iri(value)
        case "bnode":
            return Iri(f"_:{value}")
        case "literal" | "typed-literal":
            datatype = cell.get("datatype", "")
            if datatype == XSD + "decimal" and "." in value:  # as the store in a folder spells it
                value = value.rstrip("0").rstrip(".")
            language = cell.get("xml:lang", "")
            return Literal(value, "" if language or datatype == XSD + "string" else datatype, language)
    raise ValueError(f"a term of the type {cell['type']}")


def _triples(told: str) -> Rows:
    """N-Triples, a statement a line. Raises ProjectError or ValueError where it is none."""
    lines = [line.strip() for line in told.split("\n")]
    kept = [line for line in lines if line and not line.startswith("#")]
    if not all(line.endswith(".") for line in kept):
        raise ValueError("a line that does not end")
    quads = parse_quads(f"{line[:-1]} <urn:x-answer> .\n" for line in kept)
    return Rows(_COLUMNS, [dict(zip(_COLUMNS, quad[:3], strict=True)) for quad in quads], "triples")

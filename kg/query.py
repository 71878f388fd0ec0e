"""Stored questions: found by name, asked with values, answered in rows that carry their passages.

A question that is asked without a value for one of its parameters runs on the documented example of that parameter, and its
answer says so (:attr:`Answered.notes`); an optional parameter that is not given restricts nothing. Values go into the slots
as RDF terms, never as text, so no value can change what is asked.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.project import Project, ProjectError
from kg.queryfile import Parameter, QueryFile, read
from kg.rdf import Iri, Literal, Term, text, typed
from kg.store import QueryError, Row, Store
from kg.values import Thing, Things, Value, completions, nearest, suggestions, terms
from kg.vocab import BASE

NAMING = "queries/names/names_of_things.rq"
_CONCEPTS = f"{BASE}code/"
PERIODS = (("since", "until"), ("from", "to"))  # parameters that are the ends of a period
PASSAGE, DOCUMENT, QUOTE = "passage", "document", "quote"


@dataclass(frozen=True)
class StoredQuery:
    """A stored question, and the stored query that tells which names the things of a store go by."""

    file: QueryFile
    naming: QueryFile

    @property
    def name(self) -> str:
        """The name to ask it by."""
        return self.file.name

    @property
    def subject(self) -> str:
        """The subject it is filed under."""
        return self.file.path.parent.name

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """What it can be asked of, by name."""
        return self.file.parameters

    def terms(
        self, values: Mapping[str, Value | Sequence[Value]], store: Store, names: Names | None = None
    ) -> dict[str, tuple[Term, ...]]:
        """The terms that ``values`` mean in ``store``. A parameter may be given several values, also parted by commas: the question is asked of each.

        ``names`` are those of the store, where they are kept from one question to the next.

        Raises ProjectError where there is no such parameter, or where a value means nothing or several things.
        """
        known = names or Names(store, self.naming)
        made: dict[str, tuple[Term, ...]] = {}
        for name, given in values.items():
            parameter = self.parameter(name)
            several = list(given) if isinstance(given, Iterable) and not isinstance(given, str | Literal) else [given]
            if not several or any(isinstance(value, str) and not value.strip() for value in several):
                leave = ", or leave it out" if parameter.optional else ""
                raise ProjectError(f"{name}: no value is given; write it as in {name}={shlex.quote(parameter.example)}{leave}")
            made[name] = tuple(dict.fromkeys(one for value in several for one in _meant(parameter, value, known.things)))
        self._check_order(made)
        return made

    def _check_order(self, given: Mapping[str, tuple[Term, ...]]) -> None:
        """Raises ProjectError where a period ends before it begins."""
        for first, last in PERIODS:
            if not {first, last} <= self.parameters.keys():
                continue
            since, until = ([plain(day) for day in given.get(name, self.parameters[name].examples)] for name in (first, last))
            if since and until and min(since) > max(until):
                example = "".join(f"; {name} is that of the example, so give it too" for name in (first, last) if name not in given)
                raise ProjectError(f"{first} ({min(since)}) is later than {last} ({max(until)}){example}")

    def bind(self, values: Mapping[str, Value | Sequence[Value]], store: Store) -> str:
        """The SPARQL text that asks the question of ``values``; raises as :meth:`terms` does."""
        return self.file.filled(self.terms(values, store))

    def run(
        self, store: Store, values: Mapping[str, Value | Sequence[Value]] | None = None, names: Names | None = None
    ) -> Answered:
        """The answer of ``store`` to the question, asked of ``values``; raises as :meth:`terms` does."""
        terms = self.terms(values or {}, store, names)
        sparql = self.file.filled(terms)
        try:
            answer = store.query(sparql)
        except QueryError as error:
            raise QueryError(f"{self.file.path}: {error}") from error
        return Answered(self, sparql, terms, tuple(answer.variables), tuple(answer.rows()), tuple(store.remarks))

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name. Raises ProjectError, with those there are, where there is none."""
        if name not in self.parameters:
            if not self.parameters:
                raise ProjectError(f"{self.name} has no parameter {name!r}; it has none")
            near = nearest(name, self.parameters)[:1]
            hint = f"; near it is {near[0]}" if near and len(self.parameters) > 1 else ""
            raise ProjectError(f"{self.name} has no parameter {name!r}; its parameters are {', '.join(self.parameters)}{hint}")
        return self.parameters[name]


@dataclass(frozen=True)
class Answered:
    """The answer to a stored question: the rows, and what exactly was asked.

    ``given`` are the terms of the values that were given; ``sparql`` is the query that ran, verbatim.
    """

    question: StoredQuery
    sparql: str
    given: Mapping[str, tuple[Term, ...]]
    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()

    @property
    def columns(self) -> list[str]:
        """The columns that are read first: those that are no passage, document or quote."""
        return [name for name in self.variables if name.rstrip("0123456789") not in (PASSAGE, DOCUMENT, QUOTE)]

    @property
    def evidence(self) -> list[tuple[str, str, str]]:
        """The columns of each passage: its IRI, its document's and its exact words."""
        return [
            (name, DOCUMENT + name.removeprefix(PASSAGE), QUOTE + name.removeprefix(PASSAGE))
            for name in self.variables
            if name.rstrip("0123456789") == PASSAGE
        ]

    @property
    def notes(self) -> list[str]:
        """What a reader of the answer should know of how it was asked: of the engine, examples that stood in for values, words that no row matched."""
        return (
            list(self.remarks)
            + [
                f"{parameter.name}: none was given, so the example was taken, {parameter.example}"
                + ("" if self.rows else "; it is of the project's own documents, so give a value of your own")
                for parameter in self.question.parameters.values()
                if not parameter.optional and parameter.name not in self.given
            ]
            + [
                f"{name}: no row matched {' or '.join(map(plain, values))}"
                for name, values in self.given.items()
                if not self.rows and self.question.parameters[name].type == "string"
            ]
        )


def _meant(parameter: Parameter, value: Value, things: Things) -> list[Term]:
    """What a value means; one that means nothing as it stands may be several, parted by commas."""
    try:
        return terms(parameter, value, things)
    except ProjectError:
        if not isinstance(value, str) or "," not in value:
            raise
        return [one for piece in value.split(",") for one in terms(parameter, piece.strip(), things)]


@dataclass(frozen=True)
class Names:
    """What a store has names for; each kind of thing is looked up once."""

    store: Store
    naming: QueryFile

    @cached_property
    def _seen(self) -> dict[tuple[str, ...], list[Thing]]:
        return {}

    @cached_property
    def _read(self) -> dict[str, list[Row]]:
        return {}

    def things(self, starts: tuple[str, ...]) -> list[Thing]:
        """The things whose IRIs begin with one of ``starts``."""
        if starts not in self._seen:
            self._seen[starts] = [thing for start in starts for thing in self._under(start)]
        return self._seen[starts]

    def _under(self, start: str) -> list[Thing]:
        names: dict[Iri, dict[str, bool]] = {}
        former: set[Iri] = set()
        for row in self._rows(start):
            thing, name, main = row["thing"], row["name"], row["main"]
            if isinstance(thing, Iri) and isinstance(name, Literal) and isinstance(main, Literal):
                names.setdefault(thing, {}).setdefault(name.lexical, main.lexical == "true")
                if row["former"] == typed("true", "boolean"):
                    former.add(thing)
        return [
            Thing(
                iri,
                iri.removeprefix(start),
                next((name for name, main in said.items() if main), iri.removeprefix(start)),
                tuple(name for name, main in said.items() if not main),
                iri in former,
            )
            for iri, said in names.items()
        ]

    def _rows(self, start: str) -> list[Row]:
        """The names under a start. To look for some takes as long as to look for all, so the second list of concepts brings them all."""
        if not start.startswith(_CONCEPTS):
            return self._named(start)
        if start not in self._read and self._read:
            if _CONCEPTS not in self._read:
                self._read[_CONCEPTS] = self._named(_CONCEPTS)
            self._read[start] = [row for row in self._read[_CONCEPTS] if str(row["thing"]).startswith(start)]
        if start not in self._read:
            self._read[start] = self._named(start)
        return self._read[start]

    def _named(self, start: str) -> list[Row]:
        return self.store.select(self.naming.filled({"start": (text(start),)}))


def load(project: Project) -> dict[str, StoredQuery]:
    """The stored questions by name, sorted by subject and name.

    Raises ProjectError where a file is wrong (:func:`kg.queryfile.read`), or where two have one name.
    """
    naming = read(project.root / NAMING)
    made: dict[str, StoredQuery] = {}
    for path in project.files("queries/answers/*/*.rq"):
        stored = StoredQuery(read(path), naming)
        if stored.name in made:
            raise ProjectError(f"{path}: line 1: the name is that of {made[stored.name].file.path} already")
        made[stored.name] = stored
    return made


def find(questions: Mapping[str, StoredQuery], name: str, listed: str = "kg ask") -> StoredQuery:
    """The question of that name. Raises ProjectError, with the nearest names and what has all ``listed``, where there is none."""
    wanted = name.replace("-", "_")
    if wanted in questions:
        return questions[wanted]
    near = nearest(name, questions)
    hint = f"; near it {'is' if len(near) == 1 else 'are'} {', '.join(near)}" if near else ""
    raise ProjectError(f"no question is called {name[:60]!r}{hint}; {listed} lists them all")


def complete(store: Store, query: StoredQuery, parameter: str, prefix: str) -> list[str]:
    """What ``prefix`` can go on to as a value of ``parameter``, sorted. Raises ProjectError for an unknown parameter."""
    return completions(query.parameter(parameter), prefix, Names(store, query.naming).things)


def suggest(names: Names, query: StoredQuery, parameter: str, begun: str, most: int) -> list[Thing]:
    """What may be meant by ``begun`` as a value of ``parameter`` (:func:`kg.values.suggestions`). Raises ProjectError for an unknown parameter."""
    return suggestions(query.parameter(parameter), begun, names.things, most)


def plain(value: Term) -> str:
    """The term as a table shows it: the words of a literal, and an IRI without the base that all share."""
    return value.lexical if isinstance(value, Literal) else value.removeprefix(BASE)

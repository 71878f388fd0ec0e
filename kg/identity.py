"""Who is who: a reader's decisions that two names are of one thing, of two, or that it is not known.

Nothing is merged for its name. ``identity.toml`` (in ``mappings/``, or beside the sources of a build) holds the decisions::

    [[decision]]
    one = "person/northtown-j-example"          # as in the IRI after id/
    other = "person/northtown-jane-example"     # the name that is kept
    verdict = "same"                            # same, not same or unsure
    reason = "both chair the panel on 3 March 2021"

Two things that are the same become one at the build, under the name ``other``, with the passages of both; to undo a decision,
take it out of the file and build again. Each decision stands in the graph with its reason and a passage of either side.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import citing, triples
from kg.facts import Concept, Fact, Ref
from kg.project import Project, ProjectError
from kg.rdf import Iri, Quad, Term, text, typed
from kg.reading.part import Part
from kg.said import IDENTITY
from kg.text import Span
from kg.vocab import BASE, LOS, RDF, RDFS
from kg.world import read_toml

VERDICTS = {"same": "1", "unsure": "0.5", "not same": "0"}
_KINDS = ("person", "inspection", "body")
_KEYS = {"one", "other", "verdict", "reason"}
_GRAPH = Iri(f"{BASE}graph/identity")

Pair = tuple[Part, Fact]


@dataclass(frozen=True)
class Decision:
    """That ``one`` is, is not, or may be ``other``; ``where`` is the file and line that says so."""

    one: Ref
    other: Ref
    verdict: str
    reason: str
    where: str


def files(project: Project, folders: Iterable[Path]) -> list[Path]:
    """The files of decisions that there are: the project's, and those beside the sources in ``folders``."""
    places = [project.mappings / IDENTITY, *(folder / IDENTITY for folder in sorted(folders))]
    return [path for path in places if path.is_file()]


def decisions(paths: Iterable[Path]) -> list[Decision]:
    """The decisions of the files, in order. Raises ProjectError with file and line for a malformed or contradicted one."""
    made: list[Decision] = []
    pairs: dict[frozenset[Ref], Decision] = {}
    for path in paths:
        for decision in _read(path):
            before = pairs.setdefault(frozenset((decision.one, decision.other)), decision)
            if before is not decision:
                raise ProjectError(f"{decision.where}: the two were decided on before, at {before.where}")
            made.append(decision)
    kept = _kept(made)
    for decision in made:
        if decision.verdict != "same" and kept.get(decision.one, decision.one) == kept.get(decision.other, decision.other):
            raise ProjectError(f"{decision.where}: by other decisions the two are the same, so they cannot be {decision.verdict!r}")
    return made


def _read(path: Path) -> Iterator[Decision]:
    table = read_toml(path)
    listed = table.get("decision", [])
    if set(table) - {"decision"} or not isinstance(listed, list):
        raise ProjectError(f"{path}: line 1: holds other things than a list of [[decision]]")
    words = path.read_text(encoding="utf-8")
    lines = [words.count("\n", 0, found.start()) + 1 for found in re.finditer(r"^\s*\[\[decision\]\]", words, re.MULTILINE)]
    for number, given in enumerate(listed):
        where = f"{path}: line {lines[number] if number < len(lines) else 1}"
        if not isinstance(given, dict) or set(given) != _KEYS or not all(isinstance(value, str) for value in given.values()):
            raise ProjectError(f"{where}: a decision has the strings one, other, verdict and reason, and nothing else")
        if given["verdict"] not in VERDICTS:
            raise ProjectError(f"{where}: verdict {given['verdict']!r} is none of {', '.join(VERDICTS)}")
        one, other = (_ref(where, given[key]) for key in ("one", "other"))
        if one == other or one.kind != other.kind:
            raise ProjectError(f"{where}: a decision is on two people, two inspections or two bodies")
        if not given["reason"].strip():
            raise ProjectError(f"{where}: a decision needs a reason")
        yield Decision(one, other, given["verdict"], given["reason"], where)


def _ref(where: str, words: str) -> Ref:
    kind, _, slug = words.partition("/")
    if kind not in _KINDS:
        raise ProjectError(f"{where}: {words!r} is not one of {', '.join(f'{kind}/<name>' for kind in _KINDS)}")
    try:
        return Ref(kind, slug)
    except ValueError as error:
        raise ProjectError(f"{where}: {words!r} is not the name of a thing ({error})") from error


def _kept(made: Iterable[Decision]) -> dict[Ref, Ref]:
    """For each thing that is decided to be another: the one whose name is kept."""
    to: dict[Ref, Ref] = {}
    for decision in made:
        if decision.verdict == "same":
            one, other = _end(to, decision.one), _end(to, decision.other)
            if one != other:
                to[one] = other
    return {ref: _end(to, ref) for ref in to}


def _end(to: dict[Ref, Ref], ref: Ref) -> Ref:
    while ref in to:
        ref = to[ref]
    return ref


def known(made: Sequence[Decision], pairs: Iterable[Pair]) -> tuple[list[Decision], list[str]]:
    """The decisions on things that documents name, and a remark on each other one, which decides nothing."""
    named = {ref for _, fact in (pairs if made else ()) for ref in _refs(fact)}
    apply, remarks = [], []
    for decision in made:
        if strangers := [ref for ref in (decision.one, decision.other) if ref not in named]:
            names = " and ".join(f"{ref.kind}/{ref.slug}" for ref in strangers)
            remarks.append(f"{decision.where}: no document names {names}, so this decides nothing")
        else:
            apply.append(decision)
    return apply, remarks


def merged(pairs: Sequence[Pair], made: Iterable[Decision]) -> list[Pair]:
    """The facts with one name for what was decided to be the same."""
    kept = _kept(made)
    return [(part, _renamed(fact, kept)) for part, fact in pairs] if kept else list(pairs)


def _renamed(fact: Fact, kept: dict[Ref, Ref]) -> Fact:
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(fact):
        value = getattr(fact, field.name)
        if isinstance(value, Ref) and value in kept:
            changes[field.name] = kept[value]
        elif isinstance(value, tuple) and any(isinstance(one, Ref) and one in kept for one in value):
            changes[field.name] = tuple(dict.fromkeys(kept.get(one, one) if isinstance(one, Ref) else one for one in value))
    return dataclasses.replace(fact, **changes) if changes else fact


def quads(pairs: Iterable[Pair], made: Sequence[Decision], name: triples.Name) -> Iterator[Quad]:
    """The decisions as statements of a graph of their own, each with a passage of both sides. ``pairs`` as they were read."""
    wanted = {ref for decision in made for ref in (decision.one, decision.other)}
    seen: dict[Ref, Fact] = {}
    for _, fact in pairs if wanted else ():
        for ref in _refs(fact):
            if ref in wanted:
                seen.setdefault(ref, fact)
    for decision in made:
        yield from _said(decision, [citing.main(seen[decision.one]), citing.main(seen[decision.other])], name)


def _refs(fact: Fact) -> Iterator[Ref]:
    for field in dataclasses.fields(fact):
        value = getattr(fact, field.name)
        yield from (one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Ref))


def _said(decision: Decision, passages: Sequence[Span], name: triples.Name) -> Iterator[Quad]:
    subject = triples.iri(Ref("match", f"{decision.one.slug}/{decision.other.slug}"))
    one, other = name(decision.one), name(decision.other)
    link = {"same": "is", "not same": "is not", "unsure": "may be"}[decision.verdict]
    said: list[tuple[Iri, Term]] = [
        (RDF.type, LOS.Match),
        (RDFS.label, text(f"{one} {link} {other}", "en")),
        (LOS.subject, triples.iri(decision.one)),
        (LOS.object, triples.iri(decision.other)),
        (LOS.status, triples.code(Concept("status", decision.verdict.replace(" ", "-")))),
        (LOS.confidence, typed(VERDICTS[decision.verdict], "decimal")),
        (LOS.text, text(decision.reason)),
        (LOS.method, triples.code(Concept("method", "curated"))),
        *((term, triples.passage(span)) for span in passages for term in (LOS.evidence, LOS.mainEvidence)),
    ]
    yield from (Quad(subject, predicate, value, _GRAPH) for predicate, value in said)
    if decision.verdict == "same":
        former = triples.iri(decision.one)
        yield Quad(former, RDF.type, LOS.FormerName, _GRAPH)
        yield Quad(former, RDFS.label, text(one, "en"), _GRAPH)
        yield Quad(former, LOS.keptAs, triples.iri(decision.other), _GRAPH)

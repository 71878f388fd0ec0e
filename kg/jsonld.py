"""The graph as JSON-LD 1.1: compacted with a context that is made from the vocabulary, one object per thing.

Of the whole graph every named graph is an object of its own with its things in it, sorted. The description of one thing is in the
default graph, where every tool looks: which document says what is told by the passages, and by TriG and N-Quads. A passage stands
inside the first fact that rests on it, so that a fact is read together with its words; elsewhere it is named. Reading the file gives
the same statements.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.rdf import XSD, Iri, Literal, Quad, Term
from kg.terms import TERMS
from kg.vocab import PREFIXES, RDF, RDFS

_TYPE, _RANGE = str(RDF.type), str(RDFS.range)
_IN_PLACE = PREFIXES["los"] + "Passage"
_CITES = PREFIXES["los"] + "evidence"
_LANGUAGE = "en"
_SCHEMA = {
    "rdfs": {"annotation": "comment label", "object": "domain isDefinedBy range seeAlso subClassOf subPropertyOf"},
    "owl": {"class": "AnnotationProperty Class DatatypeProperty ObjectProperty Ontology", "object": "imports inverseOf versionIRI"},
}

Node = dict[str, Any]


class Context:
    """The context: how IRIs and values are shortened, and the object that says so."""

    def __init__(self, ranges: Mapping[str, str]) -> None:
        """``ranges`` gives the declared range of a property, by IRI."""
        self.prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if prefix not in ("los", "shape", "sh", "vann")}
        self._names: dict[str, str] = {}
        self._types: dict[str, str] = {}
        self.used: set[str] = set()
        taken = set(self.prefixes)
        terms = {**TERMS, **_SCHEMA}
        for prefix in sorted(terms, key=lambda one: (one != "los", one)):
            for kind, names in terms[prefix].items():
                for name in names.split():
                    iri = PREFIXES[prefix] + name
                    self._names[iri] = name if name not in taken else f"{prefix}:{name}"
                    taken.add(name)
                    if kind != "class":
                        self._types[iri] = self._type(kind, ranges.get(iri, ""))

    @staticmethod
    def _type(kind: str, declared: str) -> str:
        """How values are written without saying more: "@id", "@en" (English), a datatype, or "" for a plain string."""
        if kind == "object":
            return "@id"
        if kind == "annotation":
            return f"@{_LANGUAGE}"
        return declared if declared.startswith(XSD) and declared != XSD + "string" else ""

    def document(self, *, used: bool = False) -> Node:
        """The context as a JSON object; only of what was ``used`` so far, for a short one."""
        made: Node = {"@version": 1.1}
        made |= sorted(pair for pair in self.prefixes.items() if not used or pair[0] in self.used)
        for iri, name in sorted(self._names.items(), key=lambda pair: pair[1]):
            if used and name not in self.used:
                continue
            kind = self._types.get(iri)
            if kind is None:
                made[name] = iri
            elif kind == f"@{_LANGUAGE}":
                made[name] = {"@id": iri, "@language": _LANGUAGE}
            else:
                made[name] = {"@id": iri, "@type": kind} if kind else iri
        return {"@context": made}

    def name(self, iri: str) -> str:
        """The short name of a term; the IRI where the vocabulary has none."""
        name = self._names.get(iri)
        if name is None:
            return self.iri(iri)
        self.used.add(name)
        return name

    def iri(self, iri: str) -> str:
        """An IRI, shortened by a prefix where one fits."""
        for prefix, start in self.prefixes.items():
            if iri.startswith(start) and iri != start and not iri[len(start) :].startswith("/"):
                self.used.add(prefix)
                return f"{prefix}:{iri[len(start) :]}"
        return iri

    def value(self, predicate: str, term: Term) -> Any:
        """A value under the name of ``predicate``, as short as the context allows."""
        kind = self._types.get(predicate)
        if isinstance(term, Iri):
            return self.iri(term) if kind == "@id" else {"@id": self.iri(term)}
        if kind not in (None, "@id"):
            expected = ("", kind[1:]) if kind.startswith("@") else (kind, "")
            if kind in ("", term.datatype) and (native := _native(term)) is not None:
                return native
            if (term.datatype, term.language) == expected:
                return term.lexical
        if term.language:
            return {"@value": term.lexical, "@language": term.language}
        return {"@value": term.lexical, "@type": self.iri(term.datatype)} if term.datatype else {"@value": term.lexical}


def _native(term: Literal) -> int | bool | None:
    """A truth value or a whole number (not one that a reader with floats would change), where it is spelled canonically."""
    if term.datatype == XSD + "boolean" and term.lexical in ("true", "false"):
        return term.lexical == "true"
    if term.datatype == XSD + "integer" and re.fullmatch(r"0|-?[1-9][0-9]{0,14}", term.lexical):
        return int(term.lexical)
    return None


def context(quads: Iterable[Quad]) -> Context:
    """The context for a graph: from the vocabulary, and the ranges that the ontology in the graph declares."""
    return Context({str(quad.subject): str(quad.object) for quad in quads if quad.predicate == _RANGE})


def document(quads: list[Quad]) -> str:
    """The statements as one JSON-LD document, with its context in it."""
    made = context(quads)
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs[quad.graph].append(quad)
    inside = [{"@id": made.iri(graph), "@graph": list(_nodes(graphs[graph], made))} for graph in sorted(graphs)]
    return _written(inside, made, used=False)


def described(quads: list[Quad], ranges: Mapping[str, str]) -> str:
    """What a few statements say together, in whichever graphs: one JSON-LD document in the default graph.

    Its context has only what they use; ``ranges`` as for :class:`Context`.
    """
    made = Context(ranges)
    together = {quad[:3]: quad for quad in quads}
    return _written(list(_nodes(together.values(), made)), made, used=True)


def _written(inside: list[Node], made: Context, *, used: bool) -> str:
    return json.dumps({**made.document(used=used), "@graph": inside}, ensure_ascii=False, indent=1) + "\n"


def _nodes(quads: Iterable[Quad], made: Context) -> Iterator[Node]:
    things: dict[str, list[Quad]] = defaultdict(list)
    for quad in sorted(quads, key=lambda one: (one.subject, one.predicate, one.object.n3())):
        things[quad.subject].append(quad)
    passages = {iri for iri, said in things.items() if any(q.predicate == _TYPE and q.object == _IN_PLACE for q in said)}
    cited = {str(quad.object) for said in things.values() for quad in said if quad.predicate == _CITES} & passages
    placed: set[str] = set()

    def node(iri: str) -> Node:
        said = things[iri]
        types = [made.name(str(quad.object)) for quad in said if quad.predicate == _TYPE]
        written: Node = {"@id": made.iri(iri), **({"@type": types if len(types) > 1 else types[0]} if types else {})}
        values: dict[str, list[Any]] = defaultdict(list)
        for quad in said:
            if quad.predicate == _TYPE:
                continue
            value = made.value(quad.predicate, quad.object)
            if quad.predicate == _CITES and quad.object in cited and quad.object not in placed:
                placed.add(str(quad.object))
                value = node(str(quad.object))
            values[made.name(quad.predicate)].append(value)
        return written | {name: found if len(found) > 1 else found[0] for name, found in sorted(values.items())}

    for iri in things:
        if iri not in cited:
            yield node(iri)

"""One stored query: a ``.rq`` file that runs verbatim in any SPARQL 1.1 engine, with a header and slots.

A **slot** is a line of the query that a value can be put into; what stands in the file is the documented example, or UNDEF for
a parameter that may be left out::

    #+ summary: Who attended a meeting? One row per person and capacity.
    #+ tags:
    #+   - meetings
    #+ parameters:
    #+   meeting:
    #+     type: meeting
    #+     description: the meeting
    #+     example: some-panel-2021-07-27
    PREFIX los: <https://w3id.org/line-of-sight/def/>
    SELECT ?name WHERE {
      VALUES ?meeting { <https://w3id.org/line-of-sight/id/meeting/some-panel-2021-07-27> } #+ slot

The slot of a date may have its first and last day beside it: then a month or a year may be asked about as well as a day::

      VALUES (?date ?first_day ?last_day) { ("2021-07-27"^^xsd:date "2021-07-27" "2021-07-27") } #+ slot

An example is written as a user would: a day as its ISO date, a thing by what follows ``id/<kind>/`` in its IRI, a concept by
its name in the scheme; several are parted by ``, ``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.dates import When
from kg.header import Header
from kg.project import ProjectError
from kg.rdf import Iri, Literal, Term, text, typed
from kg.vocab import BASE, PREFIXES

PLAIN = ("date", "string", "integer", "iri")
THINGS = (
    "area",
    "body",
    "class",
    "document",
    "indicator",
    "inspection",
    "meeting",
    "person",
    "place",
    "programme",
    "rule",
    "scheme",
)
_SLOT = re.compile(
    r"^[ \t]*VALUES (?:\?(?P<name>\w+)|\(\?(?P<time>\w+) \?first_day \?last_day\)) \{(?P<inside>[^\n]*)\} #\+ slot[ \t]*$",
    re.MULTILINE,
)
_MARK = re.compile(r"#\+[ \t]*slot")
_PREFIX = re.compile(r"^[ \t]*PREFIX[ \t]+(?P<prefix>[\w-]*):[ \t]*<(?P<iri>[^>\n]*)>", re.MULTILINE | re.IGNORECASE)
_HEADER = {"summary", "description", "tags", "parameters", "columns"}
_OF_PARAMETER = {"type", "description", "example", "optional"}


@dataclass(frozen=True)
class Parameter:
    """What a question can be asked of. ``examples`` are the terms that stand in its slot; none for an optional one.

    ``lasts``: a date that may also be a month or a year.
    """

    name: str
    type: str
    description: str
    example: str
    optional: bool
    examples: tuple[Term, ...]
    lasts: bool = False

    @property
    def starts(self) -> tuple[str, ...]:
        """What the IRIs of its values start with; empty where a value is no named thing."""
        return starts(self.type)


@dataclass(frozen=True)
class Slot:
    """A place for the value of ``parameter``: what stands between the braces, from ``start`` to ``end`` of the file.

    ``lasts``: the first and last day of each value stand beside it.
    """

    parameter: str
    start: int
    end: int
    lasts: bool = False

    def spelled(self, term: Term) -> str:
        """The value as it stands here."""
        if not self.lasts or not isinstance(term, Literal):
            return spelled(term)
        when = When(term.lexical, term.lexical)
        return f'({spelled(term)} "{when.earliest}" "{when.latest}")'


@dataclass(frozen=True)
class QueryFile:
    """A stored query, read: what it says of itself, and where values go."""

    path: Path
    text: str = field(repr=False)
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    columns: Mapping[str, str]
    slots: tuple[Slot, ...]

    @property
    def name(self) -> str:
        """The name of the query: that of its file, without the ending."""
        return self.path.stem

    def filled(self, values: Mapping[str, tuple[Term, ...]]) -> str:
        """The query with ``values`` in its slots; a parameter without a value keeps what stands there."""
        pieces, at = [], 0
        for slot in self.slots:
            if slot.parameter in values:
                pieces += [self.text[at : slot.start], f" {' '.join(slot.spelled(term) for term in values[slot.parameter])} "]
                at = slot.end
        return "".join([*pieces, self.text[at:]])


def starts(kind: str) -> tuple[str, ...]:
    """What the IRIs of the values of a type of parameter start with; empty for plain ones. Raises KeyError for no type."""
    if kind in PLAIN:
        return ()
    if found := re.fullmatch(r"concept ([a-z]+(?:-[a-z]+)*)", kind):
        return (f"{BASE}code/{found[1]}/",)
    if kind not in THINGS:
        raise KeyError(kind)
    special = {
        "area": ("id/place/", "id/body/"),
        "class": ("def/",),
        "document": ("doc/",),
        "indicator": ("code/indicator/", "id/indicator/"),
        "rule": ("graph/",),
        "scheme": ("code/",),
    }
    return tuple(BASE + start for start in special.get(kind, (f"id/{kind}/",)))


def example(kind: str, words: str) -> Term:
    """The term that an example stands for (see the module)."""
    if kind in ("date", "integer"):
        return typed(words, kind)
    if kind == "string":
        return text(words)
    return Iri(words) if kind == "iri" else Iri(starts(kind)[0] + words)


def spelled(term: Term) -> str:
    """The term as a query spells it.

    A backslash is never followed by a bare "u": SPARQL lets engines read such an escape before they see where a string ends.
    """
    written = term.n3()
    return written.replace("\\\\u", "\\\\\\u0075").replace("\\\\U", "\\\\\\u0055") if isinstance(term, Literal) else written


def read(path: Path) -> QueryFile:
    """The stored query in the file ``path``.

    Raises ProjectError with file and line where there is no header or it is malformed, where header and slots do not agree,
    or where a prefix is not in the table of :mod:`kg.vocab`.
    """
    try:
        whole = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path}: cannot be read as text ({error})") from error
    head = Header(path, whole)
    head.only(_HEADER)
    if not head.string("summary"):
        head.fail("the header has no summary")
    _check_prefixes(path, whole)
    slots = _slots(path, whole)
    for slot in slots:
        if slot.parameter not in head.mapping("parameters"):
            line = whole.count("\n", 0, slot.start) + 1
            raise ProjectError(f"{path}: line {line}: a slot for ?{slot.parameter}, which is no parameter of the header")
    inside: dict[str, set[tuple[str, Slot]]] = {}
    for slot in slots:
        inside.setdefault(slot.parameter, set()).add(
            (" ".join(whole[slot.start : slot.end].split()), replace(slot, start=0, end=0))
        )
    return QueryFile(
        path=path,
        text=whole,
        summary=head.string("summary"),
        description=head.string("description"),
        tags=head.strings("tags"),
        parameters={name: _parameter(head, name, inside.get(name, set())) for name in head.mapping("parameters")},
        columns={name: head.string("columns", name) for name in head.mapping("columns")},
        slots=slots,
    )


def _check_prefixes(path: Path, whole: str) -> None:
    for found in _PREFIX.finditer(whole):
        prefix, where = found["prefix"], f"{path}: line {whole.count(chr(10), 0, found.start('prefix')) + 1}"
        if prefix not in PREFIXES:
            raise ProjectError(f"{where}: the prefix {prefix}: is not in the table of prefixes")
        if PREFIXES[prefix] != found["iri"]:
            raise ProjectError(f"{where}: {prefix}: is <{PREFIXES[prefix]}> everywhere else, not <{found['iri']}>")


def _slots(path: Path, whole: str) -> tuple[Slot, ...]:
    slots = tuple(
        Slot(found["name"] or found["time"], found.start("inside"), found.end("inside"), bool(found["time"]))
        for found in _SLOT.finditer(whole)
    )
    lines = {whole.count("\n", 0, slot.start) + 1 for slot in slots}
    for found in _MARK.finditer(whole):
        if (line := whole.count("\n", 0, found.start()) + 1) not in lines:
            raise ProjectError(f"{path}: line {line}: a slot is a line of its own: VALUES ?name {{ term }} #+ slot")
    return slots


def _parameter(head: Header, name: str, inside: set[tuple[str, Slot]]) -> Parameter:
    at = ("parameters", name)
    head.only(_OF_PARAMETER, *at)
    kind, description, words = (head.string(*at, key) for key in ("type", "description", "example"))
    if not (kind and description and words):
        head.fail(f"the parameter {name} needs type, description and example", *at)
    if not inside:
        head.fail(f"the parameter {name} has no slot in the query", *at)
    optional = {"": False, "false": False, "true": True}.get(head.string(*at, "optional"))
    if optional is None:
        head.fail("optional is true or false", *at, "optional")
    try:
        examples = tuple(example(kind, one) for one in ([words] if kind in ("string", "iri") else words.split(", ")))
    except KeyError:
        head.fail(f"no type {kind!r}; it is {', '.join((*PLAIN, *THINGS))} or 'concept <scheme>'", *at, "type")
    for one, slot in inside:
        if slot.lasts and kind != "date":
            head.fail(f"the slot of {name} has days beside it, and {name} is no date", *at, "type")
        nothing = "(UNDEF UNDEF UNDEF)" if slot.lasts else "UNDEF"
        expected = nothing if optional else " ".join(_short(slot.spelled(term)) for term in examples)
        if one != expected:
            head.fail(f"the slot of {name} holds {one}, where the header says {expected}", *at, "example")
    lasts = all(slot.lasts for _, slot in inside)
    return Parameter(name, kind, description, words, optional, () if optional else examples, lasts)


def _short(written: str) -> str:
    """The spelling wanted in a file: datatypes by their prefix."""
    return re.sub(r"\^\^<http://www\.w3\.org/2001/XMLSchema#(\w+)>", r"^^xsd:\1", written)

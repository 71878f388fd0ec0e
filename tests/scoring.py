"""Holds what the mappings read of a document against what a careful reader wrote down of it by hand (``tests/truth``).

A truth is a TOML file for one document: what its header says, and lists of short values (names, grades, dates, first words). A
kind of fact that ``complete`` names is listed whole, so that whatever else is read of it is a false find; of the others only
what is missed counts. Grades of other inspections than the document's own are listed apart (``earlier``), and so are the items
below an item of a list of recommendations (``part``), which count neither as missed nor as false. A person without a capacity
is named in a role and took no part.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.dates import When
from kg.facts import (
    Body,
    Decision,
    Fact,
    Inspection,
    Judgement,
    Meeting,
    Membership,
    Observation,
    Participation,
    Person,
    Recommendation,
    Ref,
    Relationship,
)
from kg.lexicon import Lexicon
from kg.reading.part import Part
from kg.reading.refs import authority_ref

TRUTH = Path(__file__).resolve().parent / "truth"
HEADER = ("family", "authority", "body", "framework", "date", "from", "until", "issued")
LISTS = ("judgement", "earlier", "person", "recommendation", "part", "decision", "figure", "partner")


@dataclass(frozen=True, eq=False)
class Truth:
    """What a reader wrote down of a document: ``document`` is its path below the corpus or below ``tests/truth``."""

    path: Path
    document: str
    said: dict[str, Any]

    @property
    def family(self) -> str:
        """The family that the document is of."""
        return str(self.said["family"])


@dataclass
class Tally:
    """For one kind of fact: how many are true, how many of these were read, and how many read ones are not true."""

    true: int = 0
    right: int = 0
    false: int = 0
    judged: bool = False  # whether any list was complete, so that false finds could be counted

    def add(self, other: Tally) -> None:
        """Count those of another tally too."""
        self.true, self.right, self.false = self.true + other.true, self.right + other.right, self.false + other.false
        self.judged |= other.judged

    @property
    def recall(self) -> float | None:
        """The share of what is true that was read; None where nothing is."""
        return self.right / self.true if self.true else None

    @property
    def precision(self) -> float | None:
        """The share of what was read that is true; None where no list was complete or nothing was read."""
        return self.right / (self.right + self.false) if self.judged and self.right + self.false else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where one of them is unknown."""
        if self.recall is None or self.precision is None:
            return None
        return 2 * self.recall * self.precision / (self.recall + self.precision) if self.recall + self.precision else 0.0


@dataclass
class Score:
    """What came of one document: the tallies by kind of fact, and every miss and false find in words."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Read:
    """What was read of a document: its parts and all their facts."""

    parts: Sequence[Part]
    facts: Sequence[Fact]
    world: Lexicon

    def of(self, *kinds: type[Fact]) -> Iterator[Any]:
        """The facts of these kinds, in order."""
        return (fact for fact in self.facts if isinstance(fact, kinds))


def truths(folder: Path = TRUTH) -> list[Truth]:
    """All truths below ``folder``, by path. Raises FileNotFoundError where there is none, ValueError for a malformed one."""
    made = []
    for path in sorted(folder.rglob("*.toml")):
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        if strange := set(said) - {"document", "complete", *HEADER, *LISTS}:
            raise ValueError(f"{path}: no {', '.join(sorted(strange))} in a truth")
        made.append(Truth(path, said["document"], said))
    if not made:
        raise FileNotFoundError(f"{folder}: no truth")
    return made


def score(truth: Truth, read: Read) -> Score:
    """Hold what was read of a document against its truth."""
    made = Score()
    _header(truth, read, made)
    complete = set(truth.said.get("complete", ()))
    for kind, (wanted, found, same) in _LISTED.items():
        if kind not in truth.said and kind not in complete:
            continue
        rows = list(found(read))
        if kind == "recommendation":
            parts = [folded(row["start"]) for row in truth.said.get("part", [])]
            rows = [row for row in rows if not any(row.startswith(part) for part in parts)]
        _listed(kind, wanted(truth.said.get(kind, [])), rows, same, made, complete=kind in complete)
    _details(truth, read, made)
    return made


def folded(words: str) -> str:
    """The words for comparing: in lower case, one kind of quotes and dashes, single blanks, no marks at the ends."""
    words = re.sub(r"[‘’`´]", "'", re.sub(r"[‐-―]", "-", words)).replace("“", '"').replace("”", '"')
    words = re.sub(r"(?<=\b[A-Z])\.(?=\s?[A-Z])", "", words)  # "A. B. Example" and "A B Example" are one name
    return " ".join(words.split()).casefold().strip(" .,;:–-•\"'")


def _named(read: Read) -> dict[Ref, set[str]]:
    """What each body is called: by the reference data and by the document."""
    names: dict[Ref, set[str]] = defaultdict(set)
    for entry in read.world.bodies.entries:
        if isinstance(entry.name, Ref):
            names[entry.name] |= {folded(wording) for wording in (entry.label, *entry.wordings)}
    for body in read.of(Body):
        names[body.ref] |= {folded(name) for name in (body.name, *body.aliases)}
    return names


def _alike(wanted: str, names: Iterable[str]) -> bool:
    """Whether one of the names is the wanted one, or one of the two is part of the other."""
    return any(wanted in name or (len(name) > 2 and name in wanted) for name in names)


def _header(truth: Truth, read: Read, made: Score) -> None:
    said = truth.said
    main = next((part for part in read.parts if part.family == said["family"]), read.parts[0])
    own = _own(read)
    first = own[0] if own else None
    meetings = [meeting for meeting in _sat(read) if meeting.date is not None]
    about = main.header.about
    got = {
        "family": main.family,
        "authority": about.slug if about is not None else "",
        "body": "",
        "framework": first.framework.name if first is not None and first.framework is not None else "",
        "date": "",
        "from": _iso(first.since) if first is not None else "",
        "until": _iso(first.until or first.since) if first is not None else "",
        "issued": _iso(main.header.issued),
    }
    for key in HEADER:
        if key not in said:
            continue
        wanted = str(said[key])
        if key == "authority":
            day = said.get("from") or said.get("date") or said.get("issued") or ""
            when = When.of(day, *map(int, day.split("-"))) if day else None
            right = not wanted or got[key] == authority_ref(wanted, read.world, when).slug
        elif key == "date":
            right = any(_iso(meeting.date) == wanted for meeting in meetings)
            got[key] = ", ".join(sorted({_iso(meeting.date) for meeting in meetings}))
        elif key == "body":
            names = _named(read)
            held = [meeting.held_by for meeting in meetings if meeting.held_by is not None]
            got[key] = ", ".join(sorted({ref.slug for ref in held}))
            right = any(_alike(folded(wanted), names[ref]) for ref in held)
        else:
            right = got[key] == wanted
        made.tallies[key].add(
            Tally(true=bool(wanted), right=right and bool(wanted), false=not right and bool(got[key]), judged=True)
        )
        if not right:
            made.missed.append(f"{key}: {wanted or 'nothing'} is true, {got[key] or 'nothing'} was read")


def _iso(when: When | None) -> str:
    return when.value if when is not None and when.value else ""


def _sat(read: Read) -> list[Meeting]:
    """The meetings that the document is of: those it says were held; of a paper that goes to one, the first that is to come."""
    if read.parts[0].family in ("agenda", "executive-report", "scrutiny-report"):
        return [meeting for meeting in read.of(Meeting) if meeting.status == "scheduled" and meeting.date is not None][:1]
    return [meeting for meeting in read.of(Meeting) if meeting.status == "held"]


def _own(read: Read) -> list[Inspection]:
    """The inspections that the document itself reports on: the first one, and those of the same days; a paper of a council, none."""
    every = list(read.of(Inspection))
    if not every or read.parts[0].family in ("minutes", "agenda", "executive-report", "scrutiny-report"):
        return []
    label = next((one for one in every if one.label == read.parts[0].header.title), every[0])
    return [label, *(one for one in every if one is not label and label.since is not None and one.since == label.since)]


def _listed(
    kind: str, wanted: list[Any], found: list[Any], same: Callable[[Any, Any], bool], made: Score, *, complete: bool
) -> None:
    left = list(found)
    tally = Tally(true=len(wanted), judged=complete)
    for one in wanted:
        match = next((other for other in left if same(one, other)), None)
        if match is None:
            made.missed.append(f"{kind}: {_worded(one)}")
            continue
        tally.right += 1
        left.remove(match)
    if complete:
        told = {_worded(one) for one in left}
        tally.false = len(left)
        made.false += [f"{kind}: {words}" for words in sorted(told)]
    made.tallies[kind].add(tally)


def _worded(one: Any) -> str:
    return " · ".join(str(part)[:80] for part in one if part) if isinstance(one, tuple) else str(one)[:80]


def _judgements(read: Read) -> Iterable[tuple[str, str]]:
    own = {inspection.ref for inspection in _own(read)}
    return dict.fromkeys(
        (one.aspect.name, one.grade.name.rsplit("/", 1)[-1]) for one in read.of(Judgement) if one.inspection in own
    )


def _earlier(read: Read) -> Iterable[tuple[str, str]]:
    own = {inspection.ref for inspection in _own(read)}
    return dict.fromkeys(
        (one.aspect.name, one.grade.name.rsplit("/", 1)[-1]) for one in read.of(Judgement) if one.inspection not in own
    )


def _people(read: Read) -> Iterable[tuple[str, str]]:
    names = {person.ref: person.name for person in read.of(Person)}
    own = {one.ref for one in _own(read)} | {one.ref for one in _sat(read)}
    return dict.fromkeys(
        (folded(names.get(one.participant, one.participant.slug)), one.capacity.name)
        for one in read.of(Participation)
        if one.event in own
    )


def _recommendations(read: Read) -> Iterable[str]:
    own = {one.ref for one in _own(read)} | {part.ref for part in read.parts} | {one.ref for one in read.of(Meeting)}
    return [folded(one.text) for one in read.of(Recommendation) if one.made_in in own]


def _figures(read: Read) -> Iterable[tuple[str, str]]:
    return [(folded(one.printed), folded(" ".join(span.words for span in one.evidence))) for one in read.of(Observation)]


def _figure(wanted: tuple[str, str], found: tuple[str, str]) -> bool:
    return _number(wanted[0]) == _number(found[0]) and wanted[1] in found[1]


def _number(printed: str) -> str:
    """The number that a printed figure begins with: "46.2" of "46.2 per 10,000", "2000" of "2,000"; else the words."""
    digits = re.match(r"£?\s?([\d,]*\d(?:\.\d+)?)", printed)
    return digits[1].replace(",", "") if digits else printed


def _partners(read: Read) -> Iterable[str]:
    names = _named(read)
    ends: Counter[Ref] = Counter(ref for one in read.of(Relationship) for ref in (one.subject, one.object))
    ends.update(one.on_behalf_of for one in read.of(Participation) if one.on_behalf_of is not None)
    inspectorates = {ref for one in read.of(Inspection) for ref in one.conducted_by}
    return [" | ".join(sorted(names[ref] or {ref.slug.replace("-", " ")})) for ref in ends if ref not in inspectorates]


def _starts(wanted: str, found: str) -> bool:
    return found.startswith(wanted)


_LISTED: dict[str, tuple[Callable[[list[dict[str, str]]], list[Any]], Callable[[Read], Iterable[Any]], Callable[[Any, Any], bool]]] = {
    "judgement": (lambda rows: [(row["aspect"], row["grade"]) for row in rows], _judgements, tuple.__eq__),
    "earlier": (lambda rows: [(row["aspect"], row["grade"]) for row in rows], _earlier, tuple.__eq__),
    "person": (lambda rows: [(folded(row["name"]), row["capacity"]) for row in rows if row["capacity"]], _people, tuple.__eq__),
    "recommendation": (lambda rows: [folded(row["start"]) for row in rows], _recommendations, _starts),
    "decision": (
        lambda rows: [folded(row["start"]) for row in rows],
        lambda read: [folded(one.text) for one in read.of(Decision)],
        lambda wanted, found: wanted in found[: len(wanted) + 60],
    ),
    "figure": (lambda rows: [(folded(row["printed"]), folded(row["about"])) for row in rows], _figures, _figure),
    "partner": (lambda rows: [folded(row["body"]) for row in rows], _partners, lambda wanted, found: _alike(wanted, found.split(" | "))),
}  # fmt: skip


def _details(truth: Truth, read: Read, made: Score) -> None:
    """Roles and bodies of people, addressees and kinds of recommendations, dates of figures: of what was found at all."""
    names = {person.ref: folded(person.name) for person in read.of(Person)}
    bodies = _named(read)
    posts: dict[str, list[tuple[set[str], set[str]]]] = defaultdict(list)
    for one in read.of(Membership):
        posts[names.get(one.person, one.person.slug)].append(({folded(one.printed)}, bodies[one.body] or {one.body.slug}))
    for one in read.of(Participation):
        posts[names.get(one.participant, one.participant.slug)].append(
            ({folded(one.printed)}, bodies[one.on_behalf_of] if one.on_behalf_of else set())
        )
    for row in truth.said.get("person", ()):
        held = posts[folded(row["name"])]
        _detail("role", row, held, 0, made)
        _detail("employer", {**row, "employer": row.get("body", "")}, held, 1, made)
    for row in truth.said.get("recommendation", ()):
        if row.get("kind") and (
            one := next((one for one in read.of(Recommendation) if folded(one.text).startswith(folded(row["start"]))), None)
        ):
            right = one.kind is not None and one.kind.name == row["kind"]
            made.tallies["kind of recommendation"].add(Tally(true=1, right=right))
            if not right:
                made.missed.append(f"kind of recommendation: {row['kind']}: {row['start']}")


def _detail(key: str, row: dict[str, str], held: list[tuple[set[str], set[str]]], at: int, made: Score) -> None:
    wanted = folded(row.get(key, ""))
    if not wanted:
        return
    right = any(_alike(wanted, one[at]) for one in held)
    made.tallies[key].add(Tally(true=1, right=right))
    if not right:
        made.missed.append(
            f"{key}: {row['name']}, {row[key]}; read: {'; '.join(sorted({min(one[at]) for one in held if one[at]})) or 'nothing'}"
        )

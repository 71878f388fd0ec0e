"""What is said across documents, held against what careful readers wrote down of packs of documents in `tests/data/packs`.

A pack is the documents of one council over some years, with a file of truth: discrepancies and controls that look like some, what
became of recommendations, promises, and who held a role on a day. A quote is a place in a file; something found is right where its
evidence overlaps the place. Quotes are compared with white space as one blank.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import stores

from kg.graph import Graph
from kg.text import Document

PACKS = Path(__file__).resolve().parent / "data" / "packs"
_PLACES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX los: <https://w3id.org/line-of-sight/def/>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?thing ?side ?status ?file ?start ?end WHERE {
  %s
  ?passage los:document ?document ; oa:start ?start ; oa:end ?end .
  ?document dcterms:isPartOf? ?whole . ?whole los:sourceFile ?file .
} ORDER BY ?thing ?side ?file ?start
"""
_DISCREPANCIES = "?thing a los:Discrepancy ; los:evidence ?passage ; los:kind ?status . BIND('' AS ?side)"
_FOLLOW_UPS = """?thing a los:FollowUp ; los:status ?status .
  { ?thing los:of/los:evidence ?passage . BIND("of" AS ?side) } UNION { ?thing los:by/los:evidence|los:evidence ?passage . BIND("by" AS ?side) }"""
_PROMISES = "?thing a los:Commitment ; los:evidence ?passage . BIND('' AS ?side) BIND('' AS ?status)"


@dataclass(frozen=True)
class At:
    """The place of some words: a file and the offsets where they start and end."""

    file: str
    start: int
    end: int

    def overlaps(self, other: At) -> bool:
        return self.file == other.file and self.start < other.end and other.start < self.end


@dataclass
class Found:
    """Something that the graph states: its status or kind, and the places that it rests on, by side."""

    status: str
    places: dict[str, list[At]] = field(default_factory=dict)

    def rests_on(self, at: At, side: str = "") -> bool:
        return any(at.overlaps(place) for place in self.places.get(side, ()))


@dataclass
class Score:
    """Of one kind of statement in a pack: what a reader expects, what of it was found, and in words what is missing or raised wrongly."""

    expected: int = 0
    right: int = 0
    controls: int = 0
    missed: list[str] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0


@dataclass(frozen=True)
class Pack:
    """A folder of documents, and what is true of them."""

    name: str
    folder: Path
    truth: dict[str, list[dict[str, Any]]]

    @property
    def files(self) -> list[Path]:
        return sorted(self.folder.glob("*.txt"))

    def at(self, file: str, quote: str) -> At:
        """The place of a quote.

        Raises ValueError where the words are not there: then the truth is wrong.
        """
        (path,) = [path for path in self.files if path.name == file]
        found = re.search(r"\s+".join(map(re.escape, quote.split())), _text(path))
        if found is None:
            raise ValueError(f"{self.name}: {quote!r} does not stand in {file}")
        return At(file, *found.span())

    def places(self, row: dict[str, Any]) -> list[At]:
        """The places of the quotes of a row."""
        files = row.get("files") or [row["file"]] * len(row["quotes"])
        return [self.at(file, quote) for file, quote in zip(files, row["quotes"], strict=True)]


@cache
def _text(path: Path) -> str:
    return Document.read(path).text


def packs() -> list[Pack]:
    """All packs; that of the seeds is of the project's own documents."""
    found = []
    for path in sorted(PACKS.glob("*.toml")):
        folder = PACKS / path.stem
        found.append(Pack(path.stem, folder if folder.is_dir() else PACKS.parents[2] / path.stem, tomllib.loads(path.read_text())))
    if not found:
        raise ValueError(f"no pack stands in {PACKS}")
    return found


def stated(graph: Graph, pattern: str) -> list[Found]:
    """The statements of a pattern with the places they rest on."""
    found: dict[str, Found] = {}
    for row in graph.sparql(_PLACES % pattern, most_rows=1_000_000):
        one = found.setdefault(row["thing"], Found(str(row["status"] or "").rsplit("/", 1)[-1]))
        one.places.setdefault(row["side"] or "", []).append(At(row["file"], int(row["start"]), int(row["end"])))
    return list(found.values())


def told(pack: Pack) -> dict[str, Score]:
    """How well the graph that is built of a pack says what a reader expects."""
    return scores(pack, Graph.open(stores.built(pack.folder).place, stores.ROOT))


def scores(pack: Pack, graph: Graph) -> dict[str, Score]:
    """How well the graph of a pack says what a reader expects, by kind of statement."""
    made = _discrepancies(pack, stated(graph, _DISCREPANCIES))
    if any(kind in pack.truth for kind in ("followup", "not_linked")):
        made["follow-ups"] = _follow_ups(pack, stated(graph, _FOLLOW_UPS))
    if "promise" in pack.truth:
        made["promises"] = _promises(pack, stated(graph, _PROMISES))
    if "silence" in pack.truth:
        made["silences"] = _silences(pack, graph)
    if "asof" in pack.truth:
        made["roles at a date"] = _as_of(pack, graph)
    return made


def _discrepancies(pack: Pack, found: list[Found]) -> dict[str, Score]:
    """Certain ones with the controls and all that is raised wrongly, and those that another reader may dispute."""
    made = {"discrepancies": Score(), "doubtful discrepancies": Score()}
    right: list[Found] = []
    for row in pack.truth.get("discrepancy", ()):
        holding = [one for one in found if any(one.rests_on(place) for place in pack.places(row))]
        right += holding
        score = made["discrepancies" if row.get("certain", True) else "doubtful discrepancies"]
        _count(score, holding, f"{row['kind']}: {row['why']} “{row['quotes'][0]}”")
    score = made["discrepancies"]
    for row in pack.truth.get("control", ()):
        score.controls += 1
        places = pack.places(row)
        raised = [one for one in found if one not in right and all(one.rests_on(place) for place in places)]
        score.raised += [f"{one.status} on “{row['quotes'][0]}”, though {row['why']}" for one in raised]
        right += raised
    score.raised += [f"{one.status}, of which the reader says nothing, on {_shown(pack, one)}" for one in found if one not in right]
    return {kind: one for kind, one in made.items() if one.expected}


def _shown(pack: Pack, one: Found) -> str:
    place = one.places[""][0]
    (path,) = [path for path in pack.files if path.name == place.file]
    return f"“{' '.join(_text(path)[place.start : place.end].split())[:160]}”"


def _follow_ups(pack: Pack, found: list[Found]) -> Score:
    score = Score()
    for row in pack.truth.get("followup", ()):
        of, by = pack.at(**row["of"]), pack.at(**row["by"])
        holding = [one for one in found if one.rests_on(of, "of") and one.rests_on(by, "by")]
        said = f", said to be {', '.join(sorted({one.status for one in holding}))}" if holding else ""
        holding = [one for one in holding if one.status == row["status"]]
        _count(score, holding, f"{row['status']}{said}: “{row['of']['quote']}” – “{row['by']['quote']}”")
    for row in pack.truth.get("not_linked", ()):
        score.controls += 1
        a, b = pack.at(**row["a"]), pack.at(**row["b"])
        score.raised += [
            f"{one.status}: “{row['a']['quote']}” – “{row['b']['quote']}”"
            for one in found
            if one.rests_on(a, "of") and one.rests_on(b, "by")
        ]
    return score


def _promises(pack: Pack, found: list[Found]) -> Score:
    score = Score()
    for row in pack.truth["promise"]:
        place = pack.at(row["file"], row["quote"])
        _count(score, [one for one in found if one.rests_on(place)], f"“{row['quote']}”")
    for row in pack.truth.get("not_promise", ()):
        score.controls += 1
        place = pack.at(row["file"], row["quote"])
        score.raised += [f"“{row['quote']}”, though {row['why']}" for one in found if one.rests_on(place)]
    return score


def _silences(pack: Pack, graph: Graph) -> Score:
    """Recommendations that nothing follows up: silence is told only where a later document covers the matter."""
    score = Score()
    told = [(" ".join(str(row["quote"]).split()), row["silence"]) for row in graph.ask("recommendations_without_follow_up")]
    for row in pack.truth["silence"]:
        wanted = "silence" if row["covered"] else "not covered"
        words = " ".join(row["of"]["quote"].split())
        said = {silence for quote, silence in told if words in quote or quote in words}
        _count(score, [one for one in said if one == wanted], f"{wanted}, answered {sorted(said)}: “{words}”")
        if not row["covered"] and "silence" in said:
            score.raised.append(f"silence on “{words}”, which no later document covers")
    return score


def _as_of(pack: Pack, graph: Graph) -> Score:
    score = Score()
    for row in pack.truth["asof"]:
        wanted = f"{row['role']}, {row['body']}, {row['date']}: {row['holder']}, {row['sure']}"
        try:
            rows = list(graph.ask("role_holders_at_date", role=row["role"], body=row["body"], date=row["date"]))
        except Exception as error:  # noqa: BLE001 - the word or body is not known, which is a miss like any other
            _count(score, [], f"{wanted}; {error}")
            continue
        said = [(str(one["holder"]), str(one["how_sure"])) for one in rows]
        _count(score, list(_held(row["holder"], said)), f"{wanted}; answered {said}")
    return score


def _held(holder: str, said: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The answers that name the holder; what is only nearby in time names nobody."""
    unnamed = {"unnamed": "not named", "vacant": "vacant", "not stated": "not stated"}
    surname = holder.rsplit(maxsplit=1)[-1].lower()
    for name, sure in said:
        if (name == unnamed[holder]) if holder in unnamed else (surname in name.lower() and sure not in ("nearby", "not stated")):
            yield name, sure


def _count(score: Score, holding: list[Any], words: str) -> None:
    score.expected += 1
    if holding:
        score.right += 1
    else:
        score.missed.append(words)

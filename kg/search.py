"""An index of words: of the names of things, and of the texts of documents, passage by passage.

It is an SQLite file beside the store (full text search, FTS5): words are found whatever their endings, case and accents, the last one
also where it is only begun. The texts are those of the widest passages, which no other holds; what a statement rests on is always in one
of them, and the kinds of the statements stand with it. What is searched for is never a query to anybody: only its words go in, quoted.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.rows import words
from kg.store import Store, parse_quads
from kg.vocab import BASE, LOS, OA, PREFIXES, RDF

FILE = "search.sqlite"
NAMES = ("body", "person", "place", "programme", "meeting", "inspection", "indicator", "document", "post", "concept", "term")
TEXTS = {
    "recommendation": LOS.Recommendation,
    "finding": LOS.Finding,
    "decision": LOS.Decision,
    "judgement": LOS.Judgement,
    "figure": LOS.Observation,
    "commitment": LOS.Commitment,
}
TEXT = "text"  # the kind of every passage
_MOST_WORDS, _MOST_LETTERS = 12, 300  # of what is searched for
_MORE_NAMES = 200  # the best by their words, which are put in order by how they begin
_OPEN, _CLOSE = "\x02", "\x03"  # around a word that was found; the texts have no such characters
_PASSAGE = re.compile(re.escape(f"{BASE}id/passage/") + r"(.+)/(\d+)-(\d+)")
_KINDS = re.compile(re.escape(BASE) + r"(?:id/([a-z-]+)/|(doc|code|def)/)")
_LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel", LOS.gssCode)
_TABLES = """
CREATE VIRTUAL TABLE names USING fts5(name, iri UNINDEXED, kind UNINDEXED, label UNINDEXED, tokenize = "porter unicode61 remove_diacritics 2", prefix = '2 3');
CREATE VIRTUAL TABLE texts USING fts5(text, tokenize = "porter unicode61 remove_diacritics 2", prefix = '2 3');
CREATE TABLE passages(number INTEGER PRIMARY KEY, iri TEXT, kinds TEXT);
"""


@dataclass(frozen=True)
class Name:
    """A thing that is called so: ``name`` is what was found, ``label`` what it is mainly called."""

    iri: str
    kind: str
    name: str
    label: str


@dataclass(frozen=True)
class Text:
    """A passage that has the words: pieces of its text, and of each whether it is one of them."""

    iri: str
    kinds: tuple[str, ...]
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Found:
    """What has the words: how many of each kind, and some of them. ``loose``: nothing has all of the words, these have one."""

    counts: dict[str, int]
    names: Sequence[Name] = ()
    texts: Sequence[Text] = ()
    loose: bool = False


def write(lines: Iterable[str], path: Path | str) -> None:
    """Write the index of a graph, given as lines of N-Quads, into a file that is not there."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        _fill(database, lines)


def _fill(database: sqlite3.Connection, lines: Iterable[str]) -> None:
    database.executescript(_TABLES)
    said = _said(lines)
    with database:
        database.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", _names(said))
        for number, (text, iri, kinds) in enumerate(_texts(said), 1):
            database.execute("INSERT INTO texts(rowid, text) VALUES (?, ?)", (number, text))
            database.execute("INSERT INTO passages VALUES (?, ?, ?)", (number, iri, kinds))
        database.execute("INSERT INTO names(names) VALUES ('optimize')")
        database.execute("INSERT INTO texts(texts) VALUES ('optimize')")


_Said = Mapping[str, Mapping[str, Sequence[str]]]  # by predicate and subject, the objects


def _said(lines: Iterable[str]) -> _Said:
    """What the lines say that counts here. They are sorted, and so are the objects."""
    wanted = {f"<{one}>" for one in (*_LABELS, OA.exact, LOS.evidence)}
    classes, is_a = tuple(f"<{one}> " for one in TEXTS.values()), f"<{RDF.type}>"
    made: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse_quads(
        line
        for line in lines
        for _, predicate, rest in [line.split(" ", 2)]
        if predicate in wanted or (predicate == is_a and rest.startswith(classes))
    ):
        made[quad.predicate][quad.subject].append(words(quad.object))
    return made


def _names(said: _Said) -> Iterator[tuple[str, str, str, str]]:
    """The names of things, each once for each thing: the name, the thing, its kind, what it is mainly called."""
    named: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for predicate in _LABELS:
        for iri, names in said.get(predicate, {}).items():
            if _kind(iri) in NAMES:
                named[iri].update(dict.fromkeys(names))
    for iri, all_ in sorted(named.items()):
        yield from ((name, iri, _kind(iri), next(iter(all_))) for name in all_)


def _kind(iri: str) -> str:
    if (found := _KINDS.match(iri)) is None:
        return ""
    return found[1] or {"doc": "document", "code": "concept", "def": "term"}[found[2]]


def _texts(said: _Said) -> Iterator[tuple[str, str, str]]:
    """The widest passages: the text, the passage, and the kinds of what rests on it or on a part of it."""
    texts = said.get(OA.exact, {})
    classes = {str(class_): kind for kind, class_ in TEXTS.items()}
    of = said.get(RDF.type, {})
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for thing, passages in said.get(LOS.evidence, {}).items():
        for passage in passages:
            kinds[passage].update(classes[one] for one in of.get(thing, ()))
    places: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for iri in texts:
        if found := _PASSAGE.fullmatch(iri):
            places[found[1]].append((int(found[2]), -int(found[3]), iri))
    for _, passages_ in sorted(places.items()):
        widest: list[tuple[str, set[str]]] = []
        reached = -1
        for _, end, iri in sorted(passages_):
            if -end > reached:
                reached = -end
                widest.append((iri, set()))
            widest[-1][1].update(kinds[iri])
        yield from ((texts[iri][0], iri, " ".join([TEXT, *(kind for kind in TEXTS if kind in own)])) for iri, own in widest)


class Index:
    """An index to search. It belongs to the process that opened it."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    @classmethod
    def open(cls, path: Path) -> Index:
        """The index in a file, which nobody writes any more."""
        return cls(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True))

    @classmethod
    def of(cls, store: Store, path: Path | None = None) -> Index:
        """The index beside the version that a store is of; where there is none, one that is made now: at ``path``, or in memory."""
        kept = store.folder / FILE if store.folder is not None else None
        if kept is not None and kept.is_file():
            return cls.open(kept)
        if path is None:
            database = sqlite3.connect(":memory:")
            _fill(database, store.lines())
            return cls(database)
        if not path.is_file():
            beside = path.with_name(f"{path.name}.new")
            beside.unlink(missing_ok=True)
            write(store.lines(), beside)
            beside.replace(path)
        return cls.open(path)

    def find(self, wanted: str, kind: str = "", first: int = 0, most: int = 20) -> Found:
        """What has all of the words, or else one of them; of one ``kind``, if it is given, from the ``first`` on."""
        for loose in (False, True):
            asked = _asked(wanted, loose=loose)
            if not asked:
                break
            if counts := self._counts(asked):
                names = self._named(asked, wanted, kind, first + most) if kind in ("", *NAMES) else []
                texts = () if kind in NAMES else self._texts(asked, kind or TEXT, first, most)
                return Found(counts, names[first:], texts, loose)
        return Found({})

    def suggest(self, wanted: str, most: int = 8) -> list[Name]:
        """The things whose names have the words, the nearest first."""
        asked = _asked(wanted)
        return self._named(asked, wanted, "", most) if asked else []

    def _named(self, asked: str, searched: str, kind: str, most: int) -> list[Name]:
        """Each thing once, by the best of its names: the very name first, then those that begin so, then the shorter ones."""
        query = "SELECT iri, kind, name, label FROM names WHERE names MATCH ? AND (? OR kind = ?) ORDER BY rank LIMIT ?"
        wanted = _bare(searched)
        made: dict[str, tuple[tuple[bool, bool, bool, bool, int], Name]] = {}
        for iri, of, name, label in self._rows(query, asked, not kind, kind, most + _MORE_NAMES):
            bare = _bare(name)
            key = (bare != wanted, not bare.startswith(wanted), name != label, NAMES.index(of) > NAMES.index("document"), len(bare))
            if iri not in made or key < made[iri][0]:
                made[iri] = (key, Name(iri, of, name, label))
        return [name for _, name in sorted(made.values(), key=lambda pair: (pair[0], pair[1].iri))][:most]

    def _counts(self, asked: str) -> dict[str, int]:
        """How many things and passages of each kind there are."""
        counted: Counter[str] = Counter()
        for kind, number in self._rows("SELECT kind, count(DISTINCT iri) FROM names WHERE names MATCH ? GROUP BY kind", asked):
            counted[kind] = int(number)
        query = "SELECT kinds, count(*) FROM texts JOIN passages ON number = texts.rowid WHERE texts MATCH ? GROUP BY kinds"
        for kinds, number in self._rows(query, asked):
            counted.update(dict.fromkeys(kinds.split(), int(number)))
        return {one: counted[one] for one in (*NAMES, TEXT, *TEXTS) if counted[one]}

    def _texts(self, asked: str, kind: str, first: int, most: int) -> list[Text]:
        query = (
            "SELECT iri, kinds, snippet(texts, 0, ?, ?, ' … ', 48) FROM texts JOIN passages ON number = texts.rowid"
            " WHERE texts MATCH ? AND (? OR ' ' || kinds || ' ' LIKE ?) ORDER BY rank LIMIT ? OFFSET ?"
        )
        rows = self._rows(query, _OPEN, _CLOSE, asked, kind == TEXT, f"% {kind} %", most, first)
        return [Text(iri, tuple(kinds.split()[1:]), tuple(_pieces(told))) for iri, kinds, told in rows]

    def _rows(self, query: str, *given: str | int) -> list[tuple[str, ...]]:
        try:
            return self._database.execute(query, given).fetchall()
        except sqlite3.OperationalError:  # what is searched for cannot be searched for: nothing has it
            return []


def _asked(wanted: str, *, loose: bool = False) -> str:
    """The words as FTS5 asks for them, each quoted: those in quotes together, the last one also where it is only begun."""
    made = []
    for phrase, word in re.findall(r'["“]([^"“”]+)["”]|([^\W_]+)', wanted[:_MOST_LETTERS])[:_MOST_WORDS]:
        parts = _parts(phrase or word)
        if parts:
            made.append(f'"{" ".join(parts)}"')
    if made and re.search(r"[^\W_]$", wanted[:_MOST_LETTERS]):
        made[-1] += " *"
    return (" OR " if loose else " AND ").join(made)


def _parts(said: str) -> list[str]:
    return re.findall(r"[^\W_]+", said)


def _bare(said: str) -> str:
    return " ".join(_parts(said.casefold()))


def _pieces(told: str) -> Iterable[tuple[str, bool]]:
    """The pieces of a text by the marks in it."""
    for number, piece in enumerate(re.split(f"[{_OPEN}{_CLOSE}]", told)):
        if piece:
            yield piece, number % 2 == 1

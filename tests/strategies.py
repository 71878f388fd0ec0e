"""The one home of the Hypothesis strategies."""

import datetime
import string

from hypothesis import strategies as st

from kg.dates import When
from kg.rdf import Iri, Literal, Quad, text, typed
from kg.text import Document
from kg.vocab import LOS, RDF

WORDS = [
    "the",
    "The",
    "Panel",
    "panel",
    "AGREED",
    "that",
    "Cllr.",
    "Smith",
    "e.g.",
    "21",
    "4.5",
    "£3,000",
    "71%",
    "•",
    "-",
    "1.",
    "a)",
    "Minutes\tItem",
    "“quoted”",
    "’s",
    "É",
    "ß",
    "😀",
    "",
]
JOINTS = [" ", "  ", "\n", "\n\n", ". ", ".\n", "\t", "\r\n", "\f", "\u00a0", ", ", ": ", "?", "! "]
PATTERNS = [
    r"\w+", r"\s+", r"[.!?]", r"(\w)(\w)?", r"(?P<first>[A-Z]\w*)\s+(?P<second>\w+)?", r"\d+", r"[^\n]*", r"", r"(?m)^.*$",
    r"(?i)the", r"[•\-]\s", r"\n",
]  # fmt: skip


_PRINTED = st.characters(exclude_categories=["Cs", "Cc", "Cf"])


@st.composite
def documents(draw):
    """Documents of words as they are printed, with all the white space that files have."""
    pieces = draw(st.lists(st.one_of(st.sampled_from(WORDS), st.text(_PRINTED, max_size=6)), min_size=1, max_size=30))
    joints = draw(st.lists(st.sampled_from(JOINTS), min_size=len(pieces), max_size=len(pieces)))
    written = "x" + "".join(piece + joint for piece, joint in zip(pieces, joints, strict=True)) + "word" * 10
    return Document.from_bytes("made.txt", written.encode("utf-8", "ignore"))


@st.composite
def steps(draw):
    """A step from a span to spans, by its name and arguments."""
    name = draw(
        st.sampled_from(
            [
                "find",
                "find_all",
                "match",
                "fullmatch",
                "search",
                "finditer",
                "split",
                "strip",
                "lines",
                "paragraphs",
                "sentences",
                "slice",
                "to",
            ]
        )
    )
    if name in ("find", "find_all"):
        return name, (draw(st.sampled_from([*WORDS, " ", "\n", "zzz"])),)
    if name in ("match", "fullmatch", "search", "finditer", "split"):
        return name, (draw(st.sampled_from(PATTERNS)),)
    if name == "strip":
        return name, (draw(st.sampled_from([None, " ", ".", "x\n", ""])),)
    if name == "slice":
        return name, (draw(st.integers(-40, 40)), draw(st.integers(-40, 40)))
    return name, ()


whens = st.one_of(
    st.builds(When.of, st.just("printed"), st.integers(1, 9999)),
    st.builds(When.of, st.just("printed"), st.integers(1, 9999), st.integers(-1, 14)),
    st.builds(When.of, st.just("printed"), st.integers(-1, 10001), st.integers(-1, 14), st.integers(-1, 33)),
)

_NAMES = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=8)
BASE = "https://w3id.org/line-of-sight/"
iris = st.builds(
    lambda start, name: Iri(BASE + start + name),
    st.sampled_from(["id/finding/", "id/passage/", "doc/", "code/theme/", "graph/"]),
    _NAMES,
)
_CHARACTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
literals = st.one_of(
    st.builds(text, _CHARACTERS),
    st.builds(text, _CHARACTERS, st.sampled_from(["en", "cy"])),
    st.builds(lambda number: typed(str(number), "integer"), st.integers(-(10**20), 10**20)),
    st.builds(lambda truth: typed(truth, "boolean"), st.sampled_from(["true", "false"])),
    st.builds(lambda day: typed(day.isoformat(), "date"), st.dates(datetime.date(1000, 1, 1))),
    st.builds(lambda year: typed(f"{year:04}", "gYear"), st.integers(1, 9999)),
    st.sampled_from([Literal("3"), typed("1.5", "decimal"), typed("-7", "decimal"), typed("2015-12", "gYearMonth")]),
)


def quads(predicates):
    """Statements with these predicates."""
    return st.builds(Quad, iris, st.sampled_from(predicates), st.one_of(iris, literals), iris)


types = st.builds(
    Quad, iris, st.just(RDF.type), st.sampled_from([LOS.Finding, LOS.Passage, Iri("http://elsewhere.example/Class")]), iris
)

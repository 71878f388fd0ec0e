"""Printed words as labels of measures: without names and dates, without dangling small words, on one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.reading.clauses import Slot, flat
from kg.text import Span

_EDGES = frozenset(
    [
        "in",
        "at",
        "on",
        "by",
        "for",
        "during",
        "as",
        "of",
        "from",
        "to",
        "and",
        "or",
        "the",
        "since",
        "with",
        "is",
        "are",
        "was",
        "were",
        "a",
        "an",
        "has",
        "have",
        "had",
        "be",
        "been",
        "being",
        "between",
        "compared",
        "than",
        "that",
        "this",
        "there",
        "end",
        "up",
        "until",
        "which",
        "whom",
        "who",
        "now",
        "approximately",
        "about",
        "around",
        "over",
        "only",
        "just",
        "still",
        "also",
        "however",
        "heard",
        "further",
        "some",
        "almost",
        "nearly",
        "total",
        "although",
        "but",
        "while",
        "it",
        "currently",
        "equated",
        "stood",
        "stands",
        "reached",
        "increased",
        "reduced",
        "decreased",
        "rising",
        "rose",
        "fell",
        "fallen",
        "risen",
        "either",
    ]
)
_MARKS = " ,.;:=–—-*•<>()\t\n"
_JOINS = re.compile(
    r"(?:\b(?:in|at|on|by|for|during|across|within|of|from|to|since|until|throughout|as|the|between|and)\s){1,3}$", re.IGNORECASE
)
_OPENING = re.compile(
    r"\s*(?:When\slooking\sat|In\sterms\sof|In\srelation\sto|With\sregards?\sto|In\srespect\sof|Regarding)\s(?P<words>[^,]{3,120}),",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"\s*(?P<words>[A-Za-z][^:.;\d]{1,60}):\s")
FOOTNOTE = re.compile(r"(?<=[a-z]{4})[1-9](?=[\s,.;)]|$)")  # the mark of one, glued to a word
_LINK = re.compile(r"\s*(in|at|by|with|for|from)\s(?!the\s(?:previous|preceding|last|same|year)\b)[a-z][a-z ]{2,40}\.?")
_COPULA = re.compile(r"\s(?:stands?|stood|is|was|are|were)(?:\sat)?$")
_CHANGE_NAMED = re.compile(
    r"\b(?:increase|rise|reduction|decrease|fall|drop|growth|decline|change|improvement|cut)\b", re.IGNORECASE
)
_CHANGE_VERB = re.compile(
    r"\b(?:(?P<up>rose|risen|rising|increas\w+|grew|grown|up)|fell|fallen|falling|reduc\w+|decreas\w+|dropp\w+|declin\w+|down)\b",
    re.IGNORECASE,
)
_LOST = re.compile(  # opens words that have lost whom they are said of
    r"(?:(?:usually|mostly|typically|generally|normally|within|showed|shows|ensures?|be|doing|having|seen|held|made|kept|back)\s"
    r"|[a-z]{3,20}ed\s(?:in|by|with|to|on|within|for|at|from|as|into|out|their|its|successfully)\s)"
)
_CUT_OPEN = re.compile(r"\b(?:within|in|after|of|the|an?|required|expected|statutory)\s+$", re.IGNORECASE)
_TIMES = ("days", "weeks", "months", "years")
_ENDS = re.compile(r"[;:]\s")
LONGEST = 140


def trimmed(words: str) -> str:
    """``words`` on one line, without small words and marks that dangle at its ends, of at most :data:`LONGEST` characters."""
    found = FOOTNOTE.sub("", re.sub(r"(?: ?,){2,}| ,", ",", " ".join(words.split()))).split(" ")
    start, end = 0, len(found)
    while start < end and (not (bare := found[start].strip(_MARKS)) or bare.lower() in _EDGES):
        start += 1
    while start < end and (not (bare := found[end - 1].strip(_MARKS)) or bare.lower() in _EDGES):
        end -= 1
    text = " ".join(found[start:end])
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0]
    return text.strip(" ,.;:=–—-*•<>") if text.count("(") == text.count(")") else text.strip(_MARKS)


def without(span: Span, blanks: Sequence[Span]) -> str:
    """The words of ``span`` outside brackets, without those of ``blanks`` (names, dates) and what joins them on."""
    text = flat(span)
    for blank in blanks:
        if blank.start < span.end and span.start < blank.end:
            low, high = max(0, blank.start - span.start), min(len(text), blank.end - span.start)
            joined = _JOINS.search(text[max(0, low - 40) : low])
            low -= len(joined.group()) if joined else 0
            owner = re.match(r"[’']s?\b", text[high:])
            high += owner.end() if owner else 0
            text = text[:low] + " " * (high - low) + text[high:]
    return text


def told(label: str, slot: Slot, sentence: str, last: str) -> str:
    """A label with what its line or sentence opens with: "Environment: staff", "highest number (hospital admissions)".

    ``last`` is the label of the figure before in the sentence, or ``""``.
    """
    if not label:
        return label
    if slot.number.unit in ("days", "weeks") and (per := re.match(r"\s(?:per|a)\s(?:week|month)\b", flat(slot.tail))):
        label = f"{slot.number.unit}{per.group()}"
        if not _PREFIX.match(sentence):
            return trimmed(f"{last}, {label}")
    if prefix := _PREFIX.match(sentence):
        words = trimmed(prefix.group("words"))
        return label if words.lower() in label.lower() else trimmed(f"{words}: {label}")
    if not last and str(slot.number.span).endswith("x") and 0 < len(words := trimmed(str(slot.lead))) < 60:
        return trimmed(f"{words}: {label}")
    if opening := _OPENING.match(sentence):
        return f"{label} ({trimmed(opening.group('words'))})"
    return label


def gone_on(label: str, tail: str) -> str:
    """The label of a figure that only names another part of what the one before it counts: "54% in reading, 46% in writing".

    ``label`` is that of the one before; ``""`` where ``tail`` says more, or only another time.
    """
    link = _LINK.fullmatch(tail)
    if link is None:
        return ""
    shared = re.sub(rf"\s{link.group(1)}\s[^,]{{2,60}}$", "", label)
    return trimmed(f"{_COPULA.sub('', shared)} {' '.join(tail.split())}")


def changed(label: str, words: str) -> str:
    """The label of the amount of a change, with the change named that ``words`` tell by a verb only: "fell by a third"."""
    verb = _CHANGE_VERB.search(words)
    if verb is None or _CHANGE_NAMED.search(label):
        return label
    return f"{'increase' if verb.group('up') else 'reduction'} in {label}"


def as_printed(label: str, slot: Slot, sentence: str) -> str:
    """``label``, or the whole words of the clause with "…" for the figure, where those of the label say nothing by themselves.

    They do not where they have lost their subject ("conducted within timescales"), or were joined over a stretch of time that
    stood among them ("usually within of the referral").
    """
    printed = f"{slot.lead}{slot.number.span}"
    at = sentence.find(printed) + len(str(slot.lead))
    cut = slot.number.unit in _TIMES and _CUT_OPEN.search(str(slot.clause)) is not None and slot.tail.search(r"[a-z]") is not None
    if slot.bracket or printed not in sentence or not (_LOST.match(f"{label} ") or (cut and _both_sides(label, slot))):
        return label
    begins = max((found.end() for found in _ENDS.finditer(sentence[:at])), default=0)
    before = sentence[begins:at].split()
    after = " ".join(str(slot.tail).split())
    while len(before) > 3 and len(" ".join(before)) + len(after) > LONGEST:
        before = before[1:]
    cut_off = "… " if len(before) < len(sentence[begins:at].split()) else ""
    subject = f"{cut_off}{' '.join(before)}"
    return f"{subject} … {after}".strip(" .,;")[:LONGEST].strip() if re.search(r"[a-z]{3}", subject) else label


def _both_sides(label: str, slot: Slot) -> bool:
    """Whether a label ends with words behind the figure and begins with some before it."""
    words, after = label.split(), trimmed(flat(slot.tail))
    return len(words) > 1 and bool(after) and label.endswith(after) and label != after

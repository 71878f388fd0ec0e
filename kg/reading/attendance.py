"""Who was at a meeting, in which capacity, and who was not: the blocks at the top of minutes, and sentences of apology.

A block begins with a label ("PRESENT:", "Officers in attendance", "Apologies for absence were submitted on behalf of …") and
goes on as long as its lines name people or say what they are. The labels are data (``mappings/lexicon/people.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.lexicon import Lexicon
from kg.reading.absences import AWAY, Listed, absences
from kg.reading.names import words_of
from kg.reading.roles import ORGANISATION, role_of
from kg.reading.rolls import entries
from kg.text import Match, Span

_ITEM = re.compile(
    r"[#*_\s]*(?:\d{1,3}[A-Za-z]?[.):]?|[A-Z]{1,6}[./ -]?\d{1,4}(?:[/.-]\d{1,4}){0,2}|\d{1,4}/\d{1,4})[.:]?\s+\**(?=[A-Z“‘])"
)
_LONE = re.compile(r"(?:\d{1,3}[A-Za-z]?|\d{1,4}/\d{1,4})\.?|(?i:minutes|items|agenda)\W*")
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|that|would|will|asked|agreed|declared|noted|welcomed|reported|advised|considered|received|submitted|resolved|to)\b"
)
_NONE = re.compile(r"\W*(?:none|nil|no\sapologies|there\swere\sno|n/a|not\sapplicable)\b", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Labels:
    """The labels of a lexicon: their capacities, which of them are strong, and their pattern."""

    capacity: dict[str, str]
    strong: frozenset[str]
    cells: dict[str, str]
    pattern: re.Pattern[str]


@lru_cache(maxsize=8)
def labels(world: Lexicon) -> Labels:
    """The labels of a lexicon. Raises KeyError where ``people.toml`` is not in it."""
    table = world.tables["people"]
    capacity: dict[str, str] = {}
    strong: set[str] = set()
    for one in cast("list[dict[str, list[str]]]", table["attendance"]):
        for word in [*one.get("strong", []), *one.get("weak", [])]:
            capacity.setdefault(word, str(one["capacity"]))
        strong |= set(one.get("strong", []))
    both = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(capacity, key=len, reverse=True))
    titles = "|".join(re.escape(one) for one in ("Councillor", "Cllr", "Mr", "Mrs", "Ms", "Miss", "Dr"))
    return Labels(
        capacity,
        frozenset(strong),
        cast("dict[str, str]", table["attendance_cells"]),
        re.compile(
            rf"[#*_>•\s]*(?P<label>(?=[A-Z])(?i:{both}))(?P<more>\s?\((?!The\b)[^()\n]{{0,40}}\)|\s(?:in\saccordance\swith|under|pursuant\sto|by\sinvitation|at\sthe\sinvitation|with\sthe\spermission)[^:\n]{{0,60}})?[*_]{{0,3}}"
            rf"(?:\s?(?::-?|[-–—])[*_]{{0,3}}(?=\s|$|[A-Z])|\t|\s*$|\s{{2,}}|(?=\s(?:{titles})s?\b)|\s(?P<said>(?:were|was|had\sbeen|have\sbeen|received)\b))\s*"
        ),
    )


def label_of(line: Span, world: Lexicon) -> Match | None:
    """The label that a line begins with; "Councillors Mrs Lee, …" is no label but a title."""
    found = line.match(labels(world).pattern)
    if found is None or not re.search(r"(?i:councillors)$", str(found.group("label"))) or not found.after:
        return found
    gap = str(found.span)[found.group("label").end - found.span.start :]
    if not gap.strip() and "\t" not in gap and len(gap) < 2:
        return None
    return found


def listed(span: Span, world: Lexicon) -> list[Listed]:
    """Everybody in the blocks and sentences of attendance of ``span``, in order; a person may be in two of them."""
    found = list(_blocks(span, world))
    if not any(one.capacity in ("member", "chair") for one in found):
        found = [*unlabelled(span, world), *found]
    taken = [one.label.to(one.entry.span) for one in found]
    return found + [one for one in absences(span, world) if not any(one.entry.name.span in place for place in taken)]


def unlabelled(span: Span, world: Lexicon) -> Iterator[Listed]:
    """The members present where no label says so: lines of titled names between the title page and the first item."""
    lines = span[:3000].lines()
    for at, line in enumerate(lines):
        bare = line.strip()
        if (bare.match(_ITEM) and not entries(bare, world)) or bare.fullmatch(_LONE):
            return
        titled = bare.match(words_of(world).opening)
        if (
            titled is None
            or not titled.has("title")
            or not words_of(world).is_elected(titled.group("title").words.split()[0])
            or bare.search(_VERB)
            or bare.search(r"\b(?:substitut|apolog|attended|absent)")
        ):
            continue
        block, _ = people_block(lines, at, bare, world, elected=False, surnames=False)
        if block is not None:
            yield from (Listed(entry, "member", bare) for entry in entries(block, world))
        return


def _blocks(span: Span, world: Lexicon) -> Iterator[Listed]:
    known = labels(world)
    lines = span.lines()
    at, capacity, outer, seated = 0, "", "", False
    near = 0  # lines since the last label or name: weak labels count only near others
    while at < len(lines):
        line = lines[at]
        label = label_of(line, world)
        words = label.group("label").words.casefold() if label is not None else ""
        weak = words not in known.strong
        if label is None or (weak and (not outer or near > 4)) or label.has("said"):
            near += bool(line.strip())
            if rows := _row(line, known, world) if near < 40 else []:
                yield from rows
                near = 0
            at += 1
            continue
        own = known.capacity[words]
        if own == "member" and label.has("more") and label.group("more").search(r"accordance|under|pursuant|invitation|permission"):
            own = "attendee"
        if own == "attendee" and not seated and not re.match(r"also|other", words) and not weak:
            own = "member"  # "In attendance:" over the only list, or the first
        seated = seated or own in ("member", "chair")
        capacity = outer if weak and own == "member" and outer in (*AWAY, "substitute", "observer", "attendee") else own
        outer = own if not weak else outer
        elected, surnames = bool(re.search(r"councillor|cllr", words)), own in ("member", *AWAY) and "member" in words
        block, at = people_block(lines, at, _first(label), world, elected=elected, surnames=surnames)
        near = 0
        if block is not None and not block.match(_NONE):
            for entry in entries(block, world, elected=elected, surnames=surnames):
                yield Listed(entry, capacity, label.group("label"))


def _first(label: Match) -> Span:
    """What stands after a label on its line."""
    first = label.after.strip()
    behalf = first.match(r"[^.\n]{0,60}?\b(?:behalf\sof|from|by|for)\s") if label.has("said") else None
    return first if behalf is None else behalf.after


def people_block(
    lines: list[Span], at: int, first: Span, world: Lexicon, *, elected: bool, surnames: bool
) -> tuple[Span | None, int]:
    """The text that lists people from line ``at`` on, ``first`` being what its label leaves of that line; and the next line's number."""
    block = first or None
    at += 1
    blank = 0
    while at < len(lines):
        line = lines[at].strip()
        if not line:
            blank += 1
            at += 1
            continue
        if blank > 3 or label_of(line, world) or not _belongs(line, block, world, blank=blank, elected=elected, surnames=surnames):
            break
        block = line if block is None else block.to(line)
        blank = 0
        at += 1
    return block, at


def _belongs(line: Span, block: Span | None, world: Lexicon, *, blank: int, elected: bool, surnames: bool) -> bool:
    """Whether a line goes on with a list of people."""
    words = str(line)
    item = line.match(_ITEM)
    rest = item.after if item is not None else line
    named = entries(rest, world, elected=elected or _titled(block, world), surnames=surnames)
    if item is not None:
        return bool(named) and bool(named[0].name.title)
    if words.isupper() and not (named and (named[0].name.title or "," in words)):
        return False
    if words.rstrip().endswith(".") and len(line) > 40 and line.search(_VERB) and not line.match(r"[a-z(]"):
        return False
    if named and named[0].name.span.start - line.start < 30 and not (line.search(_VERB) and len(line) > 60 and not named[0].role):
        return True
    if block is None or (blank and not named):
        return block is not None and len(line) < 80 and role_of(line, world) is not None and not line.search(_VERB)
    cut = re.search(r"[\s,]([A-Z][a-z]+)$", str(block))
    if cut is not None and cut.group(1) in words_of(world).given and re.match(r"[A-Z][\w’'-]+(?:[.,;]|\s(?:and|\()|$)", words):
        return True  # a line that ends within a name
    if re.match(r"[a-z(&]", words) or re.search(r"(?:,|\band|&|-|–)\s*$", str(block)):
        return len(line) < 140 and not re.match(r"[#*]", words)
    return len(line) < 90 and (role_of(line, world) is not None or bool(line.search(ORGANISATION))) and not line.search(_VERB)


def _titled(block: Span | None, world: Lexicon) -> bool:
    """Whether a list begins with a title that the names on further lines can share ("Councillors Higgins, Jones")."""
    found = None if block is None else block[:40].match(words_of(world).opening)
    return found is not None and found.has("title") and words_of(world).is_elected(found.group("title").words.split()[0])


def _row(line: Span, known: Labels, world: Lexicon) -> list[Listed]:
    """A row of an attendance table: name, role, and in its last cell whether the person was there."""
    cells = [cell.strip() for cell in line.split(r"\t|\s\|\s|\|")]
    cells = [cell for cell in cells if cell]
    state = known.cells.get(cells[-1].words.casefold()) if len(cells) > 1 else None
    if state is None:
        return []
    found = entries(cells[0], world)
    if len(found) != 1:
        return []
    entry = found[0]
    if len(cells) > 2:
        entry.notes.append(cells[1])
    entry.span = line.strip()
    return [Listed(entry, state, cells[-1])]


def capacity_of(one: Listed, world: Lexicon, *, cabinet: bool = False) -> str:
    """The capacity of a person: by what is noted of them, else by the block they stand in.

    ``cabinet``: the meeting is one of a cabinet, whose "cabinet members" are its members.
    """
    note = one.entry.note
    role = "" if one.entry.role is None else one.entry.role.words.casefold()
    said = f"{note}; {role}"
    if one.capacity in AWAY:
        return one.capacity
    if re.search(r"\bsubstitut|\bdeputising\b|\bsub\b", said) and not re.search(r"substituted\sby", said):
        return "substitute"
    if re.search(
        r"\bin the chair\b|\bchairing\b|\bpresiding\b|^(?:co-|independent\s)?chair(?:man|woman|person)?\b(?!\sof)|;\s(?:co-|independent\s)?chair(?:man|woman|person)?\b(?!\sof)",
        said,
    ):
        return "chair"
    if one.capacity in ("member", "chair") and re.search(
        r"\b(?:vice[\s-]?chair|deputy\schair)(?:man|woman|person)?\b(?!\sof)", said
    ):
        return "vice-chair"
    if one.capacity == "member" and re.search(r"\bco-?opt|\b(?:parent\sgovernor|diocesan|church)\b", said):
        return "co-opted-member"
    if one.capacity != "attendee":
        return one.capacity
    words = words_of(world)
    if one.entry.name.title and words.is_elected(one.entry.name.title.split()[0]):
        return (
            "member"
            if cabinet and re.match(r"(?:cabinet|executive)\smembers?$|portfolio", one.label.words, re.IGNORECASE)
            else "visiting-member"
        )
    printed = next((piece for piece in [one.entry.role, *one.entry.notes] if piece is not None), None)
    held = role_of(printed, world) if printed is not None else None
    if held is None:
        outside = printed is not None and printed.search(ORGANISATION) and not printed.search(r"[Cc]ouncil")
        return "guest" if outside else "attendee"
    return "guest" if held.where is not None and not held.where.search(r"[Cc]ouncil") else "officer"

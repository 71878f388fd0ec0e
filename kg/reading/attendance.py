"""Who was at a meeting, in which capacity, and who was not: the blocks at the top of minutes, and sentences of apology.

A block begins with a label ("PRESENT:", "Officers in attendance", "Apologies for absence were submitted on behalf of …") and
goes on as long as its lines name people or say what they are. The labels are data (``mappings/lexicon/people.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.reading.absences import AWAY, Listed, absences, attended
from kg.reading.legends import marked
from kg.reading.names import words_of
from kg.reading.roles import ORGANISATION, role_of
from kg.reading.rollheads import Labels, label_of, labels
from kg.reading.rollrows import columns, is_header, row, state_column, table
from kg.reading.rolls import entries
from kg.reading.titles import councils
from kg.text import Match, Span

_ITEM = re.compile(
    r"[#*_\s]*(?:\d{1,3}[A-Za-z]?[.):]?|[A-Z]{1,6}[./ -]?\d{1,4}(?:[/.-]\d{1,4}){0,2}|\d{1,4}/\d{1,4})[.:]?\s+\**(?=[A-Z“‘])"
)
_NOTED = re.compile(r"\(?(?:[Ii]n|IN)\s(?:[Tt]he|THE)\s(?:[Cc]hair|CHAIR)\)?")  # under a name, of that person
_LONE = re.compile(r"(?:\d{1,3}[A-Za-z]?|\d{1,4}/\d{1,4})\.?|(?i:minutes|items|agenda)\W*")
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|that|would|will|asked|agreed|declared|noted|welcomed|reported|advised|considered|received|submitted|resolved|to)\b"
)
_PART_OF = re.compile(r"(?:for\s)?(?:the\s)?(?:whole|part)\sof\s(?:the\s)?meeting\W*", re.IGNORECASE)
_PARTIES = re.compile(  # the heads of columns of councillors
    r"(?:(?:labour(?:\s(?:and|&)\sco-?operative)?|conservatives?|liberal\sdemocrats?|lib\sdems?|independents?|greens?|green\sparty|reform(?:\suk)?|others?|group|and|&)[\s|,/]{0,40}){1,12}",
    re.IGNORECASE,
)
_ELECTED = re.compile(r"(?:Councillors|COUNCILLORS|Cllrs|Elected\sMembers):?")
_APART = ("independent members", "lay members", "statutory members", "core members")  # never a part of the list before them
_NONE = re.compile(r"\W*(?:none|nil|no\sapologies|there\swere\sno|n/a|not\sapplicable)\b", re.IGNORECASE)


def listed(span: Span, world: Lexicon) -> list[Listed]:
    """Everybody in the blocks and sentences of attendance of ``span``, in order; a person may be in two of them."""
    found = marked(list(_blocks(span, world)), span)
    if not any(one.capacity in ("member", "chair") for one in found):
        found = [*unlabelled(span, world), *found]
    taken = [one.label.to(one.entry.span) for one in found]
    names = {one.entry.name.text for one in found} | {one.entry.name.surname for one in found}
    found += [one for one in attended(span, world) if one.entry.name.text not in names]
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
            or not words_of(world).is_elected(titled.group("title").words)
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
    at, capacity, outer, seated, led = 0, "", "", False, ""
    state: int | None = None  # the column of a table that says who was there
    near = 0  # lines since the last label or name: weak labels count only near others
    while at < len(lines):
        line = lines[at]
        if (heads := columns(line)) and near < 40:
            seated, capacity, outer, near = True, "member", "member", 0
            made, at = heads.read(lines, at + 1, world)
            yield from made
            continue
        line = _numbered(lines, at, known, world) or line
        label = label_of(line, world)
        words = label.group("label").words.casefold() if label is not None else ""
        weak = not known.is_strong(words)
        first = weak and not outer and _opens_list(lines, at, label, known, world)
        if label is None or (weak and not first and (not outer or near > 4)) or label.has("said"):
            near += bool(line.strip())
            state = state_column(line) if near < 40 and state is None else state
            if rows := row(line, known, world, state) if near < 40 or state is not None else []:
                yield from rows
                near = 0
            elif state is not None and "\t" not in line.strip() and "|" not in line:
                state = None if line.strip() else state
            at += 1
            continue
        own = "attendee" if words == "attendance" and led == "in" else known.of(words)
        led = words
        if own == "member" and label.has("more") and label.group("more").search(r"accordance|under|pursuant|invitation|permission"):
            own = "attendee"
        if own == "attendee" and not seated and not re.match(r"also|other", words) and not weak:
            own = "member"  # "In attendance:" over the only list, or the first
        if own == "member" and seated and re.match(r"(?:councillors|members)\s(?:also\s)?(?:in\sattendance|attending)", words):
            own = "attendee"  # "Councillors in attendance" below the members of the committee
        seated = seated or own in ("member", "chair")
        held = outer in AWAY or (outer in ("substitute", "observer", "attendee") and words not in _APART)
        capacity = outer if weak and own == "member" and held else own
        outer = own if not weak or first else outer
        elected = bool(re.search(r"councillor|cllr", words)) or _first(label).fullmatch(_ELECTED) is not None
        surnames = own in ("member", *AWAY) and "member" in words
        if not label.after.strip() and (tabled := table(lines, at + 1, capacity, label.group("label"), world)) is not None:
            yield from tabled[0]
            at, near = tabled[1], 0
            continue
        block, at = people_block(
            lines, at, _first(label), world, elected=elected, surnames=surnames, served=own in ("officer", "attendee")
        )
        near = 0
        if block is not None and not block.match(_NONE):
            for number, entry in enumerate(entries(block, world, elected=elected, surnames=surnames)):
                below = number > 0 and capacity in ("chair", "vice-chair")  # one person chairs; others below are members
                yield Listed(entry, "member" if below else capacity, label.group("label"))


def _numbered(lines: list[Span], at: int, known: Labels, world: Lexicon) -> Span | None:
    """The words of a numbered item "Apologies for absence" with those who sent them listed right under it."""
    item = lines[at].match(_ITEM)
    label = None if item is None else label_of(item.after, world)
    if item is None or label is None or label.after.strip() or known.of(label.group("label").words.casefold()) not in AWAY:
        return None
    below = next((line.strip() for line in lines[at + 1 : at + 4] if line.strip()), None)
    listed = below is not None and words_of(world).has_title(below) and not below.search(_VERB)
    return item.after if listed else None


def _opens_list(lines: list[Span], at: int, label: Match | None, known: Labels, world: Lexicon) -> bool:
    """Whether a weak label near the top ("Board Members") stands by itself over a list of people, and so is its first label."""
    if label is None or at > 40 or known.of(label.group("label").words.casefold()) not in ("member", "chair"):
        return False
    first = label.after.strip(" |*+#")
    named = words_of(world).has_title(first) or (len(first) < 50 and len(entries(first, world)) == 1)
    if first and not (named and ":" in str(label.span)):
        return False
    block, _ = people_block(lines, at, first, world, elected=False, surnames=False)
    return block is not None and bool(entries(block, world)) and not block.match(_NONE)


def _first(label: Match) -> Span:
    """What stands after a label on its line."""
    first = label.after.strip()
    behalf = first.match(r"[^.\n]{0,60}?\b(?:behalf\sof|from|by|for)\s") if label.has("said") else None
    return first if behalf is None else behalf.after


def people_block(
    lines: list[Span], at: int, first: Span, world: Lexicon, *, elected: bool, surnames: bool, served: bool = False
) -> tuple[Span | None, int]:
    """The text that lists people from line ``at`` on, ``first`` being what its label leaves of that line; and the next line's number.

    ``served``: it lists officers, who may stand beside the numbers of the items they came for.
    """
    block = first or None
    at += 1
    blank = 0
    while at < len(lines):
        line = lines[at].strip()
        if not str(line).strip("|:- ") or (
            block is None and is_header(line)
        ):  # nothing, a rule of a table or the names of its columns
            blank += not str(line)
            at += 1
            continue
        if _heads_members(lines, at, line, world):
            block, blank, at = line if block is None else block.to(line), 0, at + 1
            continue
        noted = not blank and block is not None and line.fullmatch(_NOTED)
        if (
            blank > 3
            or (label_of(line, world) and not noted)
            or not _belongs(line, block, world, blank=blank, elected=elected, surnames=surnames, served=served)
        ):
            break
        block = line if block is None else block.to(line)
        blank = 0
        at += 1
    return block, at


def _belongs(
    line: Span, block: Span | None, world: Lexicon, *, blank: int, elected: bool, surnames: bool, served: bool = False
) -> bool:
    """Whether a line goes on with a list of people; ``served``: one of officers, who may stand beside the numbers of items."""
    words = str(line)
    if line.fullmatch(_PARTIES):
        return True
    item = line.match(_ITEM)
    rest = item.after if item is not None else line
    named = entries(rest, world, elected=elected or _titled(block, world), surnames=surnames)
    if item is not None:  # the number of an item: of a table of officers, or of the minutes that follow
        return bool(named) and (words_of(world).has_title(rest) or (served and bool(named[0].role)))
    if served and line.fullmatch(_PART_OF):
        return True
    if words.isupper() and not (named and (named[0].name.title or "," in words)):
        return False
    if words.rstrip().endswith(".") and len(line) > 40 and line.search(_VERB) and not line.match(r"[a-z(]"):
        return False
    if line.search(r"[,)]\s(?:was|were)\s(?:also\s)?(?:in|present|at)\b"):
        return False  # a sentence that says who else attended
    led = bool(named) and bool(line[: named[0].name.span.start - line.start].search(r":-?\s{0,3}$"))
    if (
        named
        and (led or named[0].name.span.start - line.start < 30)
        and not (line.search(_VERB) and len(line) > 60 and not named[0].role)
    ):
        return True
    if block is None or (blank and not named):
        return block is not None and len(line) < 80 and role_of(line, world) is not None and not line.search(_VERB)
    if block.search(r"\([^()]{3,80}$") is not None or (not blank and _wrapped(line, block)):
        return True
    cut = re.search(r"[\s,]([A-Z][a-z]+)$", str(block))
    if cut is not None and cut.group(1) in words_of(world).given and re.match(r"[A-Z][\w’'-]+(?:[.,;]|\s(?:and|\()|$)", words):
        return True  # a line that ends within a name
    if re.match(r"[a-z(&]", words) or re.search(r"(?:,|\band|&|-|–)\s*$", str(block)):
        return len(line) < 140 and not re.match(r"[#*]", words)
    return len(line) < 90 and (role_of(line, world) is not None or bool(line.search(ORGANISATION))) and not line.search(_VERB)


def _heads_members(lines: list[Span], at: int, line: Span, world: Lexicon) -> bool:
    """Whether a line names a council whose members of a joint committee stand below it."""
    named = councils(line.strip(" *_:")) if len(line) < 70 else []
    if not named or named[0].words != line.words.strip(" *_:"):
        return False
    below = next((one.strip() for one in lines[at + 1 : at + 4] if one.strip()), None)
    return below is not None and words_of(world).has_title(below) and not below.search(_VERB)


_ROLE_ENDS = re.compile(r"(?:,|\s[-–—])\s[^,()\n]{3,80}$")


def _wrapped(line: Span, block: Span) -> bool:
    """Whether a short line only holds what did not fit on the line above it: "…, Safeguarding and Social⏎Care"."""
    lines = [str(one).rstrip() for one in block.lines() if one.strip()]
    widest = max(len(one) for one in lines)
    first = str(line).split(maxsplit=1)[0]
    return (
        widest > 45
        and len(lines[-1]) + 1 + len(first) > widest
        and _ROLE_ENDS.search(lines[-1]) is not None
        and line.fullmatch(r"[A-Z][\w’'&-]{1,20}(?:\s[\w’'&-]{1,20}){0,3}[,;]?") is not None
        and not str(line).isupper()
    )


def _titled(block: Span | None, world: Lexicon) -> bool:
    """Whether a list begins with a title that the names on further lines can share ("Councillors Higson, Jones")."""
    found = None if block is None else block[:40].match(words_of(world).opening)
    return found is not None and found.has("title") and words_of(world).is_elected(found.group("title").words)

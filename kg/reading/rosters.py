"""Lists of the members of a body ("MEMBERSHIP", "The membership of the panel was as detailed below"), with its vacant seats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.dates import When
from kg.facts import Fact, Membership, Person, Post, Ref, slug
from kg.reading.attendance import people_block, unlabelled
from kg.reading.entry import Entry
from kg.reading.meetings import held_by
from kg.reading.part import Part
from kg.reading.phrases import capitalised
from kg.reading.refs import body_ref
from kg.reading.register import register
from kg.reading.roles import Role
from kg.reading.rolls import entries
from kg.reading.sittings import sitting_of
from kg.reading.titles import committees, mixed_case, own
from kg.text import Span

_HEADING = re.compile(
    r"[#*_\s\d.]{0,12}(?P<lead>(?P<coopted>(?:(?:voting|non-voting|statutory|education)\s)?co-?opt(?:ed|ee)s?(?:\svoting|\snon-voting)?(?:\s(?:members?|representatives?|(?:educational?\s)representatives?))?(?:\s\([\w -]{3,20}\))?|added\smembers|(?:church|parent\sgovernor|diocesan|faith|teacher)\srepresentatives?(?=:))|to(?=:?\s+(?:Councillor|Cllr|Mr|Mrs|Ms))|(?:(?:committee|panel|board|group)\s)?(?:membership|members)(?:\slist)?\b(?!\s(?:interests|questions|present|asked|of\sthe\s(?:public|press)))"
    r"(?:\sof\s(?:the\s)?(?P<body>[^:*\n]{3,110}?))?|to:?\s(?:all\s)?(?:the\s)?members\sof\s(?:the\s)?(?P<body2>[^:*\n]{3,110}?)|councillors(?=:))\s?(?:\(\d{1,2}\)|\(quorum[^)]{0,20}\))?[*_]{0,3}\s?(?::|$|\t)[*_\s]*(?P<rest>.*)",
    re.IGNORECASE,
)
_DETAILED = re.compile(
    r"[#*_\s\d.]{0,12}(?:the\s)?members(?:hip)?\s(?:of|on)\s(?:the\s)?(?P<body>[\w’',& ()-]{3,110}?)\s(?:was|is|were|are|comprised|comprises|consisted|consists|included|includes)\b[^.:\n]{0,60}(?::|\.|\bof\b)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
# What says who is in a group before a list of its members: the group "was made up of the following Members", "with the following membership"
_MADE_UP = re.compile(
    r"[^:\n]{0,200}?(?<![\w’'-])(?P<body>(?:[A-Z][\w’'&-]{0,30}\s(?:(?:and|of|for)\s)?){0,8}(?i:(?:(?:task|review|working|scrutiny|steering)\s(?:and\sfinish\s)?)?(?:group|panel|committee|board|commission)))\s"
    r"(?:(?:was|is|were)\s(?:made\sup|composed|comprised|constituted)\s(?:of|by|from)\b|with\b|had\b|has\b|compris(?:ed|es|ing)\b|consist(?:ed|s|ing)\sof\b)[^.:\n]{0,40}"
    r"\b(?:following(?:\s(?:[a-z-]{2,20}\s){0,3}(?i:members(?:hip)?|councillors))?|membership|[Mm]embers)\b[^.:\n]{0,30}:(?P<rest>.*)"
)
_VACANCIES = re.compile(
    r"(?P<count>\d{1,2}|one|two|three|four|a)?\s?\b(?:vacanc(?:y|ies)|(?:vacant|unfilled)\s(?:seats?|posts?|positions?|places?))\b|\bvacant\b(?!\s(?:land|propert|build|home))",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_NOUN = re.compile(
    r"\b(?:panel|committee|board|commission|cabinet|executive|partnership|group|forum|trust|council|conference|service|authority)\b",
    re.IGNORECASE,
)


_COMPRISES = re.compile(
    r"(?<![\w’'&-])(?P<body>(?:[A-Z][\w’'&-]*\s(?:(?:and|of|for|&)\s)?){0,8}(?:Board|Panel|Committee|Group|Partnership|Forum|Commission)),?\s(?:which\s)?(?:will\s|would\s)?(?:also\s)?"
    r"(?:(?:is|was|are)\s)?(?:compris(?:es?|ed|ing)(?:\sof)?|consist(?:s|ed|ing)?\sof|made\sup\sof|includes?|included)\s?:?\s(?=[A-Z])"
)


def comprised(part: Part) -> Iterator[Fact]:
    """The members that a sentence names: "the Board, which will also comprise of: Ann Lee (…), Bo Hill (…)"."""
    for found in part.span.finditer(_COMPRISES):
        rest = found.after[:900]
        stop = rest.search(r"\n\s*\n|\n\s*[-•*]|\.(?=\s|$)")
        listed = [one for one in entries(rest if stop is None else stop.before, part.world) if one.name.given]
        body = own_body(part, found.group("body"))
        if body is None or len(listed) < 2 or listed[0].name.span.start > rest.start + 15:
            continue
        for entry in listed:
            person = register(part).ref(entry.name)
            yield Person(ref=person, name=register(part).label(entry.name), evidence=(entry.name.span,))
            yield Membership(
                person=person,
                body=body,
                role=part.world.concept("role", "member"),
                attested_on=part.issued,
                evidence=(found.span, entry.span),
            )


def rosters(part: Part) -> Iterator[Fact]:
    """The members that a document lists for a body, with chair and vice-chair as noted, and the seats that are vacant."""
    yield from comprised(part)
    if part.family == "minutes":
        return  # its lists are of who was there
    lines = part.span.lines()
    at, listings = 0, 0
    while at < len(lines):
        found = lines[at].match(_DETAILED) or lines[at].match(_HEADING) or lines[at].match(_MADE_UP)
        if found is None:
            at += 1
            continue
        first, begin, elected = found.group("rest").strip(" *"), at, False
        below = next((n for n in range(at + 1, min(at + 4, len(lines))) if lines[n].strip()), None)
        if (
            not first
            and below is not None
            and lines[below].fullmatch(r"[#*_\s]*(?:Councillors|COUNCILLORS|Elected Members)[*_:\s]*")
        ):
            begin, elected = below, True
        if not first and below is not None and lines[below].fullmatch(r"\W{0,4}\(?[^()\n]{0,20}\b\d{1,2}\b[^()\n]{0,80}\)?\W{0,4}"):
            begin = below  # "(11 Members of the Council and 4 Added Members)", "Quorum: 4"
        block, after = people_block(lines, begin, first, part.world, elected=elected, surnames=False)
        listed = entries(block, part.world, elected=elected) if block is not None else []
        if len(listed) < (1 if found.within.match(r"\W*(?:[Cc]o-?opt|[Tt]o\b)") else 2) or (
            block is not None and listed[0].name.span.start - block.start > 40
        ):
            at += 1
            continue
        body = own_body(part, _body(found.span))
        if body is not None and block is not None:
            coopted = found.within.match(_HEADING)
            yield from _members(part, body, found.span.strip(), listed, coopted=coopted is not None and coopted.has("coopted"))
            yield from _vacancies(part, body, found.span.strip(), block)
            listings += 1
        at = max(after, at + 1)
    if not listings and part.family == "agenda":
        yield from _titleless(part)


def _titleless(part: Part) -> Iterator[Fact]:
    """The members that an agenda lists on its title page without a label."""
    body = own_body(part, None)
    found = list(unlabelled(own(part), part.world))
    if body is not None and len(found) > 1:
        yield from _members(part, body, found[0].label, [one.entry for one in found], coopted=False)


def _body(line: Span) -> Span | None:
    for pattern in (_DETAILED, _HEADING, _MADE_UP):
        found = line.match(pattern)
        if found is not None:
            named = found.get("body") or (found.get("body2") if pattern is _HEADING else None)
            return None if named is None else named.strip(" *.")
    return None


def _members(part: Part, body: Ref, heading: Span, listed: list[Entry], *, coopted: bool) -> Iterator[Fact]:
    known = register(part)
    for entry in listed:
        if not entry.name.given and not entry.name.title:
            continue
        person = known.ref(entry.name)
        yield Person(ref=person, name=known.label(entry.name), evidence=(entry.name.span,))
        role = seat_of(entry)
        role = "co-opted-member" if coopted and role == "member" else role
        yield Membership(
            person=person, body=body, role=part.world.concept("role", role), printed="; ".join(note.words for note in entry.notes if role != "member"),
            attested_on=listed_on(part), evidence=(entry.span, heading),
        )  # fmt: skip


def listed_on(part: Part) -> When | None:
    """The day for which a document lists who is in a body: of an agenda that of its meeting, else its own."""
    held = sitting_of(part.span).date if part.family == "agenda" else None
    if (
        held is None
        or held.when.datatype != "date"
        or (part.issued is not None and held.when.value[: len(part.issued.value)] < part.issued.value)
    ):
        return part.issued
    return held.when


def seat_of(entry: Entry) -> str:
    """The role that the notes of a list give a member."""
    note = f"{entry.note}; {entry.role.words.casefold() if entry.role is not None else ''}"
    note = re.sub(r"[^;()]{0,60}\bvacan(?:t|cy)\b", "", note)  # a post beside the last name that nobody has
    if re.search(r"\b(?:vice[\s-]?chair|deputy\schair)(?:man|woman|person)?\b(?!\sof)", note):
        return "vice-chair"
    if re.search(r"\bchair(?:man|woman|person)?\b(?!\sof)", note):
        return "independent-chair" if "independent" in note else "chair"
    if re.search(
        r"\bco-?opt|\bparent\sgovernor|\bdiocesan\b|\bchurch\srep|\bfaith\srep|\b(?:church\sof\sengland|roman\scatholic)\b", note
    ):
        return "co-opted-member"
    return "member"


def _vacancies(part: Part, body: Ref, heading: Span, block: Span) -> Iterator[Post]:
    number = 0
    for found in block.finditer(_VACANCIES):
        if found.before[-24:].search(r"(?i:\bchair\w*|\bposts?)\W{1,3}$"):
            continue  # of the chair, which is no seat of its own
        printed = str(found.get("count") or "1").casefold()
        count = _COUNTS.get(printed) or int(printed)
        for _ in range(min(count, 30)):
            number += 1
            yield Post(
                ref=Ref("post", slug(body.slug, "member vacancy", str(number), part.issued.value if part.issued else part.slug)), body=body,
                role=part.world.concept("role", "member"), status="vacant", printed=found.span.words, attested_on=listed_on(part), evidence=(found.span, heading),
            )  # fmt: skip


_HEADS = frozenset({"mayor", "deputy-mayor", "leader-of-the-council", "deputy-leader", "chief-executive"})


def own_body(part: Part, where: Span | None) -> Ref | None:
    """The body that "the panel", "the Board" or nothing at all means in a part; a full name means the body it names."""
    words = "" if where is None else re.sub(r"^(?:the|this|our|its)\s", "", where.words.strip(" ,.;:*_"), flags=re.IGNORECASE)
    if words and not re.fullmatch(
        rf"(?:scrutiny\s|overview\sand\sscrutiny\s|full\s|(?:task|review|working|task\sand\sfinish|steering)\s)?(?:sub-?)?(?:{_NOUN.pattern})",
        words,
        re.IGNORECASE,
    ):
        return body_ref(mixed_case(words), part)
    if part.family in ("minutes", "agenda"):
        sitting = sitting_of(part.span)
        of_any = where is not None and re.match(
            r"\s[Mm]embers?\b", where.document.text[where.end :][:9]
        )  # "Committee Member" of a panel
        if sitting.body is not None and (not words or of_any or words.split()[-1].casefold() in sitting.body.words.casefold()):
            return held_by(sitting, part)
    if where is None or not words:
        return None
    return _meant(part, words.casefold(), where.start)


def own_council(role: Role, part: Part) -> Ref | None:
    """The council of a part, for a role of it; none where the role names another area ("Mayor of Greater Manchester")."""
    of, about = role.object, part.header.about
    if of is not None and about is not None and role.name in _HEADS and slug(of.words) not in about.slug:
        return about if of.search(r"\b(?:council|authority|cabinet|borough|city|town|county)\b", re.IGNORECASE) else None
    return about


def _meant(part: Part, words: str, at: int) -> Ref | None:
    """The body whose name ends in ``words``: the one last named before, else the one of the title, else the only one in the text."""
    called = [(one, ref) for one, ref in bodies_named(part) if one.words.casefold().endswith(words)]
    before = [(one.start, ref) for one, ref in called if one.start < at and at - one.start < _NEAR]
    if before:
        return before[-1][1]
    title = part.header.evidence[0]
    for span in (title, part.span):
        named = {ref for one, ref in called if span.start <= one.start < span.end}
        if len(named) == 1:
            return next(iter(named))
    if re.fullmatch(r"(?:(?:task|review|working|scrutiny|task\sand\sfinish)\s)(?:group|panel)", words):
        named = {ref for one, ref in bodies_named(part) if one.search(_SET_UP)}
        return next(iter(named)) if len(named) == 1 else body_ref(mixed_case(words.title()), part)
    set_up = title.search(re.compile(r"\b(?:task\s(?:and|&)\sfinish|task|review|working)\s(?:group|panel)\b", re.IGNORECASE))
    if words in ("group", "panel") and set_up is not None:  # "Membership of the Group" under "Task and Finish Group Report"
        return body_ref(mixed_case(set_up.span.words), part)
    return None


_HEADED = re.compile(
    r"(?:\A|\n[^\S\n]*\n)[^\S\n]*(?P<line>[#*_]{0,4}\s?(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s{1,4})?[A-Z][^\n.;:,|\t]{2,90}?)[*_]{0,3}(?=[^\S\n]*\n)"
)
_OF_BOARD = re.compile(
    r"(?:[Tt]he\s)?(?P<name>[A-Z][^()\n]{4,88}?)(?:\s\([A-Z]{2,6}\)?)?$"
)  # "The Local Safeguarding Children Board (LSCB)"
_CLOSE = 250  # characters between "its" and the body that it means
_FAR = 6000  # characters below a heading


def headed_body(part: Part, at: int) -> Ref | None:
    """The body that a heading alone names, over the words at a place: of "the independent chair" in a section on a board."""
    text = Span(part.span.document, max(part.span.start, at - _FAR), at)
    last = None
    for found in text.finditer(_HEADED):
        last = found.group("line")
    if last is None:
        return None
    bare = last.strip(" #*_0123456789.)")
    titled = bare.match(_OF_BOARD)
    name = bare if titled is None else titled.group("name")
    return next(
        (ref for one, ref in bodies_named(part) if one.start >= last.start and one.end <= last.end and one.words == name.words),
        None,
    )


def last_named(part: Part, at: int) -> Ref | None:
    """The body that the words before a place name last, near by: of "its chair"."""
    return next((ref for one, ref in reversed(bodies_named(part)) if one.end <= at and at - one.end < _CLOSE), None)


@lru_cache(maxsize=8)
def bodies_named(part: Part) -> list[tuple[Span, Ref]]:
    """The bodies that a part names in full, by position: the words, and which body they name."""
    return [
        (one, body_ref(mixed_case(one.words), part))
        for one in sorted({*capitalised(part.span, part.world), *committees(part.span)}, key=lambda one: (one.start, one.end))
        if _NOUN.search(one.words) and len(one.words.split()) > 1
    ]


_NEAR = 2500
_SET_UP = re.compile(r"\b(?:task|review|working|finish)\s(?:group|panel)$", re.IGNORECASE)

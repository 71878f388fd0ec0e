"""Reports of an executive member, mayor or leader to a council, and of officers to an executive, committee or board."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Fact, Finding, Header, Meeting, Participation, Ref, Unread, slug
from kg.lexicon import Lexicon
from kg.reading.approvals import approvals
from kg.reading.asked import Asked, apart
from kg.reading.blocks import Block
from kg.reading.councils import council, served
from kg.reading.dates import find_dates
from kg.reading.findings import findings, themes
from kg.reading.lost import lost
from kg.reading.names import find_names
from kg.reading.openings import begins, start_of_page
from kg.reading.part import Draft, Opening, Part
from kg.reading.recommendations import is_recommendations, leads, titled
from kg.reading.refs import body_ref, meeting_ref
from kg.reading.register import register
from kg.reading.reported import reserved
from kg.reading.reporttops import EXECUTIVE, RECEIVING, Head, heads, titled_below
from kg.reading.sections import folded, names, sections
from kg.reading.titles import ITEM, bare, date_of_strip, front, is_page_line, is_sentence, is_served, mixed_case, own, page
from kg.text import Span

FAMILY = "executive-report"

_MEMBER = r"(?:(?:deputy\s)?(?:executive|cabinet|lead|portfolio)\s(?:member|councillor|holder)|mayor|leader(?:\sof\sthe\scouncil)?)"
_TITLE = re.compile(
    rf"\b{_MEMBER}(?:[’']s|s[’'])?\s(?:(?!report|update|statement)[\w’'&,-]+\s){{0,8}}?(?:report|update|statement)\b(?!s)"
    rf"|\b(?:report|update|statement)\s(?:of|by|from)\s(?:the\s)?(?:(?:councillor|cllr)\.?\s[\w\s.’'-]{{3,40}}?,?\s(?:the\s)?)?{_MEMBER}\b(?!\s(?:and|&))",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\bto\s(?:the\s)?(?:meeting\sof\s(?:the\s)?)?(?P<body>(?:full\s|county\s|city\s|borough\s)?council|cabinet|executive|[A-Z][\w\s]{2,60}\b(?:Board|Committee|Panel))\b",
    re.IGNORECASE,
)
_COUNCIL_LINE = re.compile(
    r"(?P<body>(?:(?:full|county|city|borough|district)\s)?council|cabinet|executive)(?:\smeeting)?(?:\s?[–—:,-].{0,60})?",
    re.IGNORECASE,
)
_COUNCIL = re.compile(r"(?:full\s|county\s|city\s|borough\s|district\s)?council", re.IGNORECASE)
_SIGNED = re.compile(rf"(?:councillor|cllr)\b[^\n]{{2,60}}\n?\s{{0,20}}{_MEMBER}[^\n]{{0,100}}$", re.IGNORECASE)
_LIST = re.compile(r"<ul\b[^>]{0,120}>|<li>|</li>|</ul>|<br\s?/?>", re.IGNORECASE)
_MOST_CELL = 4000
_NEAR = 1500
_BELOW, _LINES_BELOW = 400, 7
_FEW = 5  # so many lines above the head of a report are no title
_BY_OFFICER = re.compile(
    r"^[ \t*_#]{0,12}(?:joint\s|covering\s)?reports?\s(?:of|by|from)\s(?:the\s)?(?:[\w’',&/()-]{1,30}\s){0,9}?(?:director|chief\s(?:executive|officer)|head\sof|assistant\sdirector|officer)\b[^.\n]{0,90}$",
    re.IGNORECASE | re.MULTILINE,
)
_SITS = re.compile(
    r"(?:the\s)?(?:(?:full|county|city|borough|district)\s)?(?:council|cabinet|executive)(?:\smeeting)?(?:\s?[–—:,-].{0,60})?",
    re.IGNORECASE,
)
_COMMITTEE = re.compile(  # with its day on the same line: an agenda has the two apart, and its items below
    r"(?i:(?:report|paper)\sto\s|meeting\sof\s)?(?i:the\s)?(?P<body>(?:[A-Z][\w’'-]{0,40},?\s(?:(?:and|of|for|&)\s){0,2}){1,9}?(?i:committee|panel|board|commission|forum|partnership))"
    r"(?:\smeeting)?\s?[–—:,-].{3,60}"
)


def openings(text: Span, world: Lexicon) -> Iterator[Opening]:  # noqa: ARG001
    """Where such reports begin: at a title that names the member, with the day or the body it is put to on its page."""
    known: list[int] = []
    for start, title in begins(text, _TITLE):
        near = text[start.start - text.start :][: title.end - start.start + 600]
        if find_dates(near) or near.search(_TO) or title.search(_TO):
            known.append(start.start)
            yield Opening(start, 0.9, f"the title of a member's report: {bare(title).words}")
    for _, title in begins(text, _BY_OFFICER):
        lines = _above(text, title)
        dated = any(find_dates(line) for line in lines)
        below = text[title.end - text.start :][:_BELOW].lines()[:_LINES_BELOW]
        told = title.search(_TO) is not None and any(find_dates(line) for line in below if not is_sentence(line))
        if told and not any(abs(title.start - other) < _NEAR for other in known):
            known.append(title.start)
            yield Opening(start_of_page(text, title), 0.8, f"an officer's report to a body: {bare(title).words}")
        elif (
            dated
            and any(bare(line).fullmatch(_SITS) or _is_sitting(line) for line in lines)
            and not any(abs(title.start - other) < _NEAR for other in known)
        ):
            known.append(title.start)
            yield Opening(lines[0], 0.8, f"an officer's report to an executive or committee: {bare(title).words}")
    for top in heads(text):
        if not any(abs(top.lines[0].start - other) < _NEAR for other in known):
            known.append(top.lines[0].start)
            yield Opening(start_of_page(text, top.lines[0]), 0.8, f"the head of a report: to {top.values['to'].words}")


def _is_sitting(line: Span) -> bool:
    """Whether a line of a title page names a committee and the day on which it meets."""
    return bare(line).fullmatch(_COMMITTEE) is not None and bool(find_dates(line))


def _above(text: Span, title: Span) -> list[Span]:
    """The lines of the title page down to the one that says whose report it is: short ones, without a wide gap or a sentence."""
    made, blank = [title], 0
    for line in reversed([one.strip() for one in text[max(0, title.start - text.start - 600) : title.start - text.start].lines()]):
        if not line:
            blank += 1
        elif blank > 3 or len(line) > 90 or len(made) > 8 or is_sentence(line) or _is_item(line):
            break
        else:
            made, blank = [line, *made], 0
    while len(made) > 1 and not is_page_line(made[0]):
        made = made[1:]
    return made


def _is_item(line: Span) -> bool:
    """Whether a line is one of an agenda: what stands under it is no title page."""
    dates = find_dates(line)
    numbered = ITEM.match(str(line)) is not None and not (dates and dates[0].span.start == line.start)
    return numbered or line.fullmatch(r"(?i:agenda|minutes|items?|business)\b.{0,40}") is not None


def header(part: Draft) -> Header:
    """Title (without its date), date, council: as head or title page have them, else as the text names the council."""
    lines, top = page(own(part), _TITLE), _head(part)
    line = bare(next((line for line in lines if line.search(_TITLE)), lines[0]))
    dated = next((found for one in lines for found in find_dates(one) if found.is_point and found.when.value), None)
    if top is None and not line.search(_TITLE):
        line = _subject(lines) or line
    if top is not None:
        dated = top.date
        subject = top.values.get("subject")
        line = (
            line
            if line.search(_TITLE) and top.values.get("by") is None
            else subject or _titled_above(part, top) or titled_below(top, part.span) or line
        )
        lines = [*lines, *top.lines, *(one.strip() for one in own(part)[:1500].lines()[:20] if one.strip())]
    dated = dated or date_of_strip(part.span)
    cut = dated is not None and dated.span in line
    title = (
        line[: dated.span.start - line.start].strip(" -–—,:")
        if cut and dated is not None and dated.span.start > line.start
        else line
    )
    named = council(part, lines) or served(part)
    about, place = (named[0], named[1]) if named else (None, None)
    evidence = [title, *([dated.span] if dated else []), *([named[2]] if named else [])]
    return Header(
        title=title.words, issued=dated.when if dated else None, publisher=about, place=place, about=about, evidence=tuple(evidence)
    )


def _titled_above(part: Draft, top: Head) -> Span | None:
    """The few short lines above the head of a report, which name it where no label does."""
    above = [line.strip() for line in Span(part.span.document, part.span.start, top.lines[0].start).lines() if line.strip()]
    if (
        not top.lines[0].match(r"(?i:\W*(?:report\s)?to\b)")
        or not 0 < len(above) < _FEW
        or any(is_sentence(line) for line in above)
    ):
        return None
    return above[0].to(above[-1])


def _subject(lines: list[Span]) -> Span | None:
    """What an officer's report is about: the line of its title page that names neither body, day nor author."""
    return next((bare(line) for line in lines if not is_page_line(line) and not is_served(line) and len(line) > 3), None)


def _head(part: Draft) -> Head | None:
    """The labels and values at the top of a report, where it has a head."""
    return next(heads(own(part)[:4000]), None)


def read(part: Part) -> Iterator[Fact]:
    """The meeting that the report is put to, what it says section by section, its decisions, and its grids of plans."""
    signed = part.span.strip().search(_SIGNED)
    for meeting in _meeting(part):
        yield meeting
        yield from _signatory(part, meeting, None if signed is None else signed.span)
    asked = Asked(part)
    asking = False
    plain: list[Block] = []
    found = folded(sections(own(part)), leads, front(part, _TITLE))
    for name, section in zip(names(found), found, strict=True):
        if (item := titled(section)) is not None:
            yield from asked.titled(item)
            continue
        asking = is_recommendations(section) or (asking and asked.goes_on(section))
        if asking:
            yield from asked.under(section)
            continue
        blocks, lists = apart([block for block in section.blocks if signed is None or not block.span.overlaps(signed.span)])
        for listed in lists:
            yield from asked.listed(listed, None)
        plain += blocks
        yield from reserved(
            findings(part, [block for block in blocks if block.kind != "row"], part.ref, name), part.world, section.title
        )
        yield from approvals(part, (block.text for block in blocks if block.kind != "row"))
        yield from lost(blocks, part.world)
        yield from _grid(part, [block for block in blocks if block.kind == "row"], name)
    yield from asked.stated(plain)


def _meeting(part: Part) -> Iterator[Meeting]:
    """The meeting of the council (or cabinet) to which the report is put, where its head or title page says so and gives its day."""
    if part.issued is None or part.header.about is None:
        return
    put = _put_to(part)
    if put is None:
        return
    body, line = put
    words = re.sub(r"^(?:meeting\sof\s)?(?:the\s)?", "", mixed_case(body.words), flags=re.IGNORECASE)
    held_by = part.header.about if _COUNCIL.fullmatch(words) is not None else body_ref(words, part)
    yield Meeting(
        ref=meeting_ref(held_by, part.issued),
        label=f"{words}, {part.issued.printed}",
        held_by=held_by,
        date=part.issued,
        status="scheduled",
        evidence=(line, *part.header.evidence[1:2]),
    )


def _put_to(part: Part) -> tuple[Span, Span] | None:
    """The body that the report is put to, and the line that says so."""
    top = _head(part)
    if top is not None and (board := top.values["to"].match(RECEIVING)) is not None:
        return board.group("body"), next(line for line in top.lines if top.values["to"] in line)
    if top is not None and (named := top.values["to"].match(EXECUTIVE)) is not None:
        if named.span.search(r"member|holder|councillor|leader|mayor", re.IGNORECASE):
            return None  # a decision of one member is taken at no meeting
        return named.span, next(line for line in top.lines if top.values["to"] in line)
    for line in page(own(part), _TITLE):
        to = (
            line.search(_TO)
            or bare(line).fullmatch(_COUNCIL_LINE)
            or (bare(line).fullmatch(_COMMITTEE) if find_dates(line) else None)
        )
        if to is not None:
            return to.group("body"), line
    return None


def _signatory(part: Part, meeting: Meeting, signed: Span | None) -> Iterator[Fact]:
    """Who signed the report at its end, as the signatory of what is put to the meeting."""
    name = None if signed is None else next(iter(find_names(signed, part.world)), None)
    if signed is None or name is None or not name.given:
        return
    person = register(part).person(name)
    yield person
    yield Participation(
        event=meeting.ref,
        participant=person.ref,
        capacity=part.world.concept("capacity", "signatory"),
        printed=Span(signed.document, name.span.end, signed.end).strip(" ,\n").words,
        evidence=(signed,),
    )


def _grid(part: Part, rows: list[Block], name: str) -> Iterator[Fact]:
    """The cells of a grid of plans, whose lists are in HTML: a neutral finding each.

    A cell that repeats another is unread, and so are the headings of columns that are displaced in the rows below them.
    """
    planned = [row for row in rows if row.span.search(_LIST)]
    if not planned:
        return
    kind = part.world.concept("unit-kind", "table-row")
    if len({len(row.cells) for row in planned}) > 1:
        for row in rows[: rows.index(planned[0])]:
            yield Unread(
                kind=kind,
                reason="its columns are displaced in the rows below, so which plan is for when is not read",
                evidence=(row.span,),
            )
    seen: set[str] = set()
    count = 0
    for cell in (cell for row in planned for cell in row.cells):
        for plan in _plans(cell):
            if plan.words in seen:
                yield Unread(kind=kind, reason="the cell repeats the words of an earlier one", evidence=(plan,))
                continue
            seen.add(plan.words)
            count += 1
            yield Finding(
                ref=Ref("finding", f"{part.slug}/{slug(name)}-grid-{count}"),
                made_in=part.ref,
                text=plan.words,
                polarity=part.world.concept("polarity", "neutral"),
                themes=themes(plan, part.world),
                evidence=(plan,),
            )


def _plans(cell: Span) -> list[Span]:
    """The plans in a cell: the items of its list, or its words; a list without marks between its items is one piece."""
    return [piece for found in cell[:_MOST_CELL].split(_LIST) if len(piece := found.strip()) > 12]

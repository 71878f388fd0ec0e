"""Reports of a council's scrutiny or overview panel, committee or task group, interim or final."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts import AgendaItem, Body, Fact, Finding, Header, Meeting, Ref, Unread
from kg.lexicon import Lexicon
from kg.reading.advice import Relayed, Study, adviser, comments, is_advice, studies
from kg.reading.asked import Asked, apart
from kg.reading.councils import council
from kg.reading.dates import DateMention, find_dates
from kg.reading.findings import findings
from kg.reading.lost import lost
from kg.reading.meetings import kind_of
from kg.reading.naming import naming
from kg.reading.openings import begins
from kg.reading.panels import members, panel, review
from kg.reading.papers import meetings
from kg.reading.part import Draft, Opening, Part
from kg.reading.recommendations import addressed, is_recommendations, leads, said, titled
from kg.reading.refs import body_ref, meeting_ref
from kg.reading.reported import reserved
from kg.reading.responses import is_told, responses
from kg.reading.sections import Section, folded, names, sections
from kg.reading.titles import bare, front, is_page_line, mixed_case, own, page, whole_title
from kg.reading.witnesses import heard
from kg.text import Span

FAMILY = "scrutiny-report"

_OFFICER = r"(?:director|officer|chief|head\sof|manager|executive\smember|cabinet\smember|portfolio)"
_GROUP = r"(?:task\s(?:and|&)\sfinish|(?:task|working|review|inquiry|enquiry|challenge|select)\s(?:group|panel|party))"
_PANEL = rf"(?:scrutiny|overview|select\scommittee|{_GROUP})"
_SURE = re.compile(
    rf"\b(?:(?:interim|final|draft|progress|joint|full|annual)\s){{0,2}}report\s(?:of|by|from)\s(?:the\s|a\s)?(?!(?:[\w&’',-]+\s){{0,6}}?{_OFFICER})[^.:\n]{{0,110}}?{_PANEL}"
    rf"|\b(?:final|interim|draft)\sreport\s?[–—:-]\s[^.:\n]{{0,80}}{_GROUP}"
    rf"|\b{_PANEL}\b[^.:\n]{{0,80}}\b(?:report\b|(?:inquiry|review|investigation)\s?(?:into|of|–|-|:))"
    rf"|\b(?:review|inquiry|investigation)\b[^.\n]{{0,80}}\b(?:scrutiny|task\s(?:and|&)\sfinish)\s[^.\n]{{0,30}}report"
    r"|\bscrutiny\s(?:review|inquiry|enquiry|investigation|challenge)\b",
    re.IGNORECASE,
)
_PLAIN = r"^(?:interim|final|draft)\sreport(?:\s?[–—:-]\s?[^.:\n]{3,90})?$"  # under a line that names the panel
_TITLE = re.compile(
    rf"{_SURE.pattern}|{_PLAIN}|\b{_GROUP}(?:\s(?:group|panel))?\s?(?:on|into|[–—:-])\s[^.:\n]{{3,90}}$",
    re.IGNORECASE | re.MULTILINE,
)
_PANELS = re.compile(rf"\b{_PANEL}\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:report|findings\sand\srecommendations)\b", re.IGNORECASE)
_OURSELVES = re.compile(r"\b(?:[Ww]e|panel|committee|group|board|commission|inquiry)\b", re.IGNORECASE)
_ITEM = re.compile(r"\bagenda\sitem(?:\sno\.?|\snumber)?\W{0,4}(?P<number>\d{1,3}[a-z]?)\b", re.IGNORECASE)
_RECEIVING = re.compile(r"\b(?:board|committee|panel|cabinet|executive|council|commission)\b", re.IGNORECASE)
_TO = re.compile(r"^\W*(?:report\s)?to\W+(?:the\s)?", re.IGNORECASE)
_KIND = {
    "membership": re.compile(r"\b(?:membership|members\sof\sthe|panel\smembers|task\sgroup\smembers)\b", re.IGNORECASE),
    "acronyms": re.compile(r"\b(?:acronyms|abbreviations|glossary)\b", re.IGNORECASE),
    "thanks": re.compile(r"\b(?:acknowledge?ments?|thanks|witnesses|contributors)\b", re.IGNORECASE),
    "papers": re.compile(r"\b(?:background\s(?:papers|documents|reading)|sources|bibliography|references)\b", re.IGNORECASE),
    "foot": re.compile(r"\b(?:contact|report\sauthor|chair\sof)\b|\bappendi(?:x|ces)\b$", re.IGNORECASE),
}


def openings(text: Span, world: Lexicon) -> Iterator[Opening]:  # noqa: ARG001
    """Where scrutiny reports begin: at the title page that names the panel whose report it is."""
    for start, title in begins(text, _TITLE):
        near = text[start.start - text.start :][: title.end - start.start + 400]
        plain = bare(title).match(_PLAIN, re.IGNORECASE) is not None
        if title.search(_SURE) is None and near.search(_PANELS if plain else _REPORT) is None:
            continue  # the name of a group alone is no title of a report, and a report alone is not a panel's
        yield Opening(start, 0.9, f"the title of a scrutiny report: {bare(title).words}")


def header(part: Draft) -> Header:
    """Title, date and council, from the title page; the date else from the foot of the report."""
    lines = page(own(part), _TITLE)
    title = whole_title(lines, _TITLE)
    labelled = bare(title).match(r"(?i:title|subject|report\stitle)\s?[:\t]\s*(?=\S)")
    title = title if labelled is None else labelled.after
    dated = _date(lines) or _date([line for line in part.span[-400:].lines() if is_page_line(line.strip())])
    named = council(part, lines)
    about, place, where = named or (None, None, title)
    evidence = [bare(title), *([dated.span] if dated else []), *([where] if named else [])]
    return Header(
        title=bare(title).words,
        issued=dated.when if dated else None,
        publisher=about,
        place=place,
        about=about,
        evidence=tuple(evidence),
    )


def _date(lines: list[Span]) -> DateMention | None:
    return next((found for line in lines for found in find_dates(line) if found.is_point and found.when.value), None)


def read(part: Part) -> Iterator[Fact]:
    """Meeting, findings, recommendations of the panel and of others, background papers; what has no content is unread."""
    yield from _meeting(part)
    yield from _review(part)
    found = folded(sections(own(part)), leads, front(part, _TITLE))
    advised = studies(part, found)
    for study, body in advised:
        yield from (study.inspection, body)
    relayed: Relayed | None = None
    asking = False  # whether the section before was of recommendations
    asked = Asked(part, panel(part))
    for name, section in zip(names(found), found, strict=True):
        kind = next((name for name, pattern in _KIND.items() if pattern.search(section.title)), "")
        by = adviser(part, section, [study for study, _ in advised])
        told = is_told(section.blocks)
        if told:
            yield from responses(part, section, part.ref, name)
        yield from lost(section.blocks, part.world)
        if by is not None:
            relayed = _relayed(part, relayed, by)
            said_here = comments(part, section, name)
            yield from said_here
            yield from relayed.bullets(section.blocks[1:], said_here)
        elif relayed is not None and is_advice(section, part) and section.heading is not None:
            said_here = comments(part, section, name)
            yield from said_here
            yield from relayed.under(section.heading, section.blocks, said_here)
        elif (item := titled(section)) is not None:
            yield from asked.titled(item)
        elif (is_recommendations(section) or (asking and asked.goes_on(section))) and not told:
            relayed, asking = None, True
            yield from asked.under(section)
            continue
        elif kind == "papers":
            yield from meetings(part, section.blocks)
        elif kind == "acronyms":
            yield from _acronyms(part, section)
        elif not kind:
            relayed = None
            rest, lists = apart(section.blocks)
            yield from _findings(part, replace(section, blocks=tuple(rest)), name, [study for study, _ in advised], asked)
            for listed in lists:
                yield from asked.listed(listed, None)
        asking = False


def _review(part: Part) -> Iterator[Fact]:
    """The review, who sat on the group that carried it out, and whom it heard; nothing where the report names nobody."""
    held, group = review(part), panel(part)
    if held is None or not (took_part := [*members(part), *heard(part, held.ref)]):
        return
    yield held
    if group is not None:
        yield group
    yield from took_part


def _relayed(part: Part, before: Relayed | None, by: tuple[Ref, Span, Ref]) -> Relayed:
    maker, lead, made_in = by
    count = before.count if before is not None and before.maker == maker else 0
    return Relayed(part, maker, made_in, lead, count)


def _meeting(part: Part) -> Iterator[Fact]:
    """The meeting that the report goes to, where the title page names a body and a day, and its item on the agenda."""
    lines = page(own(part), _TITLE)
    date = _date(lines)
    body = next((line for line in lines if _is_body(line) and not line.search(_TITLE)), None)
    if body is None or date is None or date.when.datatype != "date":
        return  # "March 2017" is when the report was written
    name = bare(body)
    cut = name.match(_TO)
    name = cut.after.strip() if cut is not None else name
    held_by, words = body_ref(name.words, part), mixed_case(name.words)
    meeting = meeting_ref(held_by, date.when)
    yield Body(ref=held_by, name=words, kind=kind_of(words, part), evidence=(name,))
    yield Meeting(
        ref=meeting,
        label=f"{words}, {date.when.printed}",
        held_by=held_by,
        date=date.when,
        status="scheduled",
        evidence=(name, date.span),
    )
    for line in lines:
        if (item := line.search(_ITEM)) is not None:
            number = str(item.group("number"))
            yield AgendaItem(
                ref=Ref("agenda-item", f"{meeting.slug}/{number}"),
                meeting=meeting,
                label=part.header.title,
                number=number,
                evidence=(item.span, *part.header.evidence[:1]),
            )


def _is_body(line: Span) -> bool:
    words = bare(line).words
    return (
        is_page_line(line)
        and bool(_RECEIVING.search(words))
        and not re.search(r"\bcouncil$", words, re.IGNORECASE)
        and not find_dates(line)
    )


def _findings(part: Part, section: Section, name: str, known: list[Study], asked: Asked) -> Iterator[Fact]:
    """The findings of a section; those that the text attributes to a study are made in it."""
    for found in reserved(findings(part, section.blocks, part.ref, name), part.world, section.title):
        yield _attributed(found, known)
    for one in (one for block in section.blocks for one in said(block.text)):
        if one.who is not None and one.who.search(_OURSELVES):
            name = one.number or f"said-{one.sentence.start - part.span.start}"
            to = addressed(part, one.to, one.content)
            yield from asked.one(name, one.sentence, (one.sentence,), one.number, to)


def _attributed(found: Finding, known: list[Study]) -> Finding:
    for study in known:
        if re.search(
            rf"\b{re.escape(study.name)}\s(?:also\s)?(?:found|noted|identified|highlighted|suggested|estimates?|explained|concluded)\b",
            found.text,
        ):
            return Finding(**{**vars(found), "made_in": study.inspection.ref})
    return found


def _acronyms(part: Part, section: Section) -> Iterator[Fact]:
    """The acronyms of bodies in an A–Z; those of other things are listed as unread, since they name nothing of this graph."""
    for block in section.blocks:
        entry = block.text.fullmatch(r"(?P<short>[A-Z][A-Za-z&/-]{1,9})\s{0,3}[-–—:\t ]\s{0,3}(?P<long>[A-Z].{3,100})")
        if block.kind not in ("bullet", "row", "prose") or entry is None:
            continue
        long = entry.group("long").strip(" .")
        kind = naming(part.world).kind_of(long.words)
        ref = body_ref(long.words, part)
        if part.world.bodies.get(ref) is not None or kind in (
            "Board",
            "Committee",
            "Partnership",
            "Inspectorate",
            "GovernmentDepartment",
            "HealthBody",
        ):
            yield Body(ref=ref, name=long.words, kind=kind, aliases=(entry.group("short").words,), evidence=(block.text,))
        else:
            yield Unread(
                kind=part.world.concept("unit-kind", "bullet"),
                reason="an abbreviation of something that is no body",
                evidence=(block.text,),
            )

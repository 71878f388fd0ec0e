"""Grades of earlier inspections that a document tells of: "At the last inspection in May 2019 the council was judged inadequate"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.facts import Concept, Fact, Inspection, Judgement, Ref
from kg.reading.claims import Claim, claims
from kg.reading.dates import DateMention, find_dates
from kg.reading.inspections import inspections, named, reports
from kg.reading.kinds import framework_on, kinds
from kg.reading.letter import LETTERS, letter
from kg.reading.paragraphs import paragraphs
from kg.reading.part import Part
from kg.reading.refs import context, inspection_ref
from kg.reading.visits import Mention, mentions
from kg.text import Span

_EARLIER = re.compile(
    r"\b(?P<label>(?:previous|last|earlier|original|prior|preceding|former)\s+(?:(?!year|month|week|meeting|report\s+to)[\w’'-]+\s+){0,5}?(?:re-?inspection|inspection|judge?ment|grade|rating|ILACS|SIF))s?\b"
    r"|\b(?:previously|last|formerly|originally|earlier)\s+(?:been\s+)?(?:judged|rated|graded|inspected|assessed|found)\b"
    r"|\b(?:judged|rated|graded|inspected)\b[^.;]{0,60}\b(?:previously|last\s+time)\b"
    r"|\b(?:since|after|following)\b[^.;,]{0,70}\b(?:was|were|had)\s+(?:been\s+)?(?:first\s+)?(?:judged|rated|graded|found)\b"
    r"|\bhad\s+(?:been\s+)?(?:judged|rated|graded|found)\b|\bhaving\s+been\s+(?:judged|rated|graded|found)\b"
    r"|\b(?:since|after|following)\s+(?:the\s|an?\s|its\s|our\s|their\s|Ofsted[’']s\s)?(?:\w+\s+)?[‘“'\"]?(?:inadequate|requires\s+improvement|good|outstanding|adequate)[’”'\"]?\s+(?:Ofsted\s+)?(?:judge?ment|rating|grade)",
    re.IGNORECASE,
)
_HEADED = re.compile(r"\b(?:previous|earlier|last)\b[^.;]{0,40}\binspections?\b|\binspection\s+history\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\W*(?:The\s+(?:local\s+authority|council|authority|inspection|inspectors|report|overall|judge?ments?|grades?|borough|county|service)|It|They|This|These|Its|Overall|At\s+th(?:is|at)|Services|Children[’']s\s+services|Ofsted|Inspectors|Then|Adoption|Leadership)\b",
)
_OWN = re.compile(r"\b(?:this|the\s+current|the\s+present)\s+(?:inspection|re-inspection|report|judge?ment)\b", re.IGNORECASE)
_DATED = re.compile(
    r"\b(?:inspect\w*|judge\w*|rat(?:ed|ing)|grade[sd]?|given|received|report\w*|issued|published|outstanding|good|adequate|inadequate|improvement|found|ILACS|SIF|Ofsted)\b"
    r"(?P<rest>(?:(?!\b(?:since|until|joined|appointed|started|visit|when|because|established|now|has|have)\b)[^.;:]){0,70}?)"
    r"(?:\b(?:in|on|of|during|from|between|dated|at|by|and|since)|[,(–|\t-])\s*(?:the\s+|late\s+|early\s+|mid-?\s?|autumn\s+|spring\s+|summer\s+|winter\s+|the\s+end\s+of\s+)?\(?$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\W*(?:(?:Back\s+)?[Ii]n|On|During|Since|After|By)\s+(?:the\s+|early\s+|late\s+)?$")
_BEFORE_NOUN = re.compile(
    r"\W{0,3}(?:(?:single|full|Ofsted|ILACS|SIF|previous|last|standard|short|graded|unannounced|children[’']s\s+services|safeguarding)\s+){0,4}(?:re-?inspection|inspection|judge?ment|report|rating|grade)",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:focused\s+visit|monitoring\s+visit|visit|appointed|joined|established|meeting|action\s+plan)\b", re.IGNORECASE
)
_WHOLE = re.compile(r"\b(?:authority|council|services|overall|borough|county|city)\b", re.IGNORECASE)
_FRONT = re.compile(r"\binspection\s+dates?\s?:|\breport\s+published\s?:", re.IGNORECASE)
_LONGEST = 2000
_TOP = 3000
_CLOSE = 14


@dataclass(frozen=True)
class _Told:
    """A sentence that gives grades of an earlier inspection: its date, or the words that name it; ``lead`` stands before it."""

    sentence: Span
    claims: tuple[Claim, ...]
    date: DateMention | None
    label: str
    lead: Span | None


def former(part: Part) -> Iterator[Fact]:
    """The earlier inspections whose grades the part tells, and these grades; where no date is printed, by the words that name them."""
    already = {(span, _name(one)) for one in inspections(part) if isinstance(one, Judgement) for span in one.evidence}
    told = [
        replace(one, claims=left)
        for one in _told(part)
        if (left := tuple(claim for claim in one.claims if (one.sentence, claim.name) not in already))
    ]
    dated = [one for one in told if one.date is not None]
    known = {claim.name for one in dated for claim in one.claims} | {name for _, name in already}
    exact = _exact(part)
    for one in dated:
        yield from _facts(part, one, exact)
    for one in told:
        left = tuple(claim for claim in one.claims if claim.name not in known or claim.aspect != "overall")
        if one.date is None and left:
            yield from _facts(part, replace(one, claims=left), exact)


def _name(one: Judgement) -> str:
    return one.grade.name.rsplit("/", 1)[-1]


def _told(part: Part) -> Iterator[_Told]:
    sent = letter(part.span) if part.family in LETTERS else None
    own = _own_month(part)
    heading: Span | None = None
    for block in paragraphs(sent.text if sent is not None else part.span, part.span):
        if block.kind == "heading":
            heading = block.text if block.text.search(_HEADED) is not None else None
            if claims(block.text, part.world) == [] or block.text.search(_EARLIER) is None:
                continue
        before: _Told | None = None
        last: Span | None = None
        for sentence in block.text.sentences() if len(block.text) < 20 * _LONGEST else []:
            before = _of_sentence(sentence, last, before, heading, own, part) if len(sentence) <= _LONGEST else None
            last = sentence
            if before is not None and before.claims:
                yield from _by_date(before, own)


def _of_sentence(
    sentence: Span, last: Span | None, before: _Told | None, heading: Span | None, own: str, part: Part
) -> _Told | None:
    """What a sentence tells of an earlier inspection: grades, or only that there was one, which the next sentence goes on from."""
    given = claims(sentence, part.world)
    named_here = sentence.search(_EARLIER)
    other = any(_is_other(mention, part) for mention in mentions(sentence, part))
    if other or sentence.search(_FRONT) is not None:
        return None
    dates = find_dates(sentence)
    if given:
        kept = tuple(claim for claim in given if not claim.left) or tuple(given)
        date = _date_of(kept, sentence, dates)
        if (date is not None and not _is_before(date, own)) or (
            date is None and named_here is None and sentence.search(_OWN) is not None
        ):
            return None
        if all(claim.left for claim in kept) and named_here is None and date is None:
            return _Told(sentence, kept, None, "previous inspection", None)
        goes_on = before is not None and sentence.match(_GOES_ON) is not None and date is None and named_here is None
        if goes_on and before is not None:
            return _Told(sentence, kept, before.date, before.label, last)
        if (
            date is None
            and before is not None
            and named_here is not None
            and sentence.search(r"\b(?:then|that|this)\b") is not None
        ):
            return _Told(sentence, kept, before.date, before.label, last)
        if date is not None or named_here is not None or kept[0].label:
            return _Told(sentence, kept, date, _label(sentence), None)
        whole = sentence.search(_WHOLE) is not None or kept[0].aspect != "overall"
        return _Told(sentence, kept, None, "previous inspection", heading) if heading is not None and whole else None
    if named_here is None and heading is None and sentence.search(r"\binspect(?:ed|ion)\b") is None:
        return None
    near = [date for date in dates if _is_before(date, own) and _links(sentence, date)]
    if named_here is not None or near:
        return _Told(sentence, (), near[0] if near else None, _label(sentence), None)
    return None


def _by_date(told: _Told, own: str) -> Iterator[_Told]:
    """The grades of a sentence, those that a date follows apart: "good in 2012 and inadequate in 2016"."""
    dates = find_dates(told.sentence)
    groups: dict[DateMention | None, list[Claim]] = {}
    for claim in told.claims:
        near = [one for one in dates if 0 <= one.span.start - claim.at.end <= _CLOSE and _is_before(one, own)]
        after = near[0] if near and _links(told.sentence, near[0]) else None
        groups.setdefault(after or told.date, []).append(claim)
    for date, given in groups.items():
        yield replace(told, claims=tuple(given), date=date)


def _label(sentence: Span) -> str:
    found = sentence.search(_EARLIER)
    label = found.get("label") if found is not None else None
    return label.words if label is not None else "previous inspection"


def _is_other(mention: Mention, part: Part) -> bool:
    """Whether a mention is of something else than children's services as a whole: a home, a school, a peer review."""
    if mention.kind.name != "FullInspection":
        return mention.kind.name in ("PeerReview", "JointInspection", "ThematicInspection", "ServiceReview", "Audit")
    return mention.of is not None and kinds(part.world).other.search(mention.of.words) is not None


def _date_of(given: tuple[Claim, ...], sentence: Span, dates: list[DateMention]) -> DateMention | None:
    """The date of the inspection that gave the grades: the nearest one to them that words link with an inspection."""
    at = given[0].at.start
    left = [claim.whole for claim in given if claim.left]
    linked = [date for date in dates if date.since.value and _links(sentence, date)]
    if left:
        linked = [date for date in linked if 0 <= date.span.start - left[0].end <= 12]
    return min(linked, key=lambda date: abs(date.span.start - at), default=None)


def _links(sentence: Span, date: DateMention) -> bool:
    before = sentence[: date.span.start - sentence.start]
    after = Span(sentence.document, date.span.end, sentence.end)
    if after.match(_BEFORE_NOUN) is not None:
        return True
    if before.fullmatch(_OPENS) is not None:
        return after[:90].search(_ANOTHER) is None
    return before[-140:].search(_DATED) is not None


def _is_before(date: DateMention, own: str) -> bool:
    value = date.since.value
    return bool(value) and (not own or value[:7] < own[: len(value[:7])])


def _own_month(part: Part) -> str:
    """The month of the document, or the latest that its head prints; ``""`` for none."""
    if part.issued is not None and part.issued.value:
        return part.issued.value[:7]
    values = [date.since.value for date in find_dates(part.span[:_TOP]) if date.since.datatype == "date" and date.since.value]
    return max((value[:7] for value in values), default="")


def _exact(part: Part) -> dict[str, DateMention]:
    """The inspection of each year that the part tells the month of, where it is one only."""
    found: dict[str, dict[str, DateMention]] = {}
    for block in paragraphs(part.span, part.span):
        for sentence in block.text.sentences():
            for mention in mentions(sentence, part):
                if mention.kind.name == "FullInspection" and mention.date is not None and len(mention.month) == 7:
                    found.setdefault(mention.month[:4], {})[mention.month] = mention.date
    return {year: next(iter(dates.values())) for year, dates in found.items() if len(dates) == 1}


def _facts(part: Part, one: _Told, exact: dict[str, DateMention]) -> Iterator[Fact]:
    council, world = part.header.about, part.world
    looked_at = council or Ref("body", context(part))
    date = one.date
    if date is not None and len(date.since.value) == 4:
        date = exact.get(date.since.value, date)
    when = date.since if date is not None else None
    framework = framework_on(when, world) if when is not None else None
    evidence = (one.lead, one.sentence) if one.lead is not None else (one.sentence,)
    kind = kinds(world).named("FullInspection")
    verb = one.sentence.search(r"\binspect", re.IGNORECASE) is None and (
        one.lead is None or one.lead.search(r"\binspect", re.IGNORECASE) is None
    )
    if date is not None:
        label = f"{one.label if one.label != 'previous inspection' else 'inspection'}, {date.span.words}"
        ref = named(Mention(kind, one.sentence, one.sentence, date, verb, label), looked_at, reports(part), other=False)
    else:
        label = one.label
        ref = inspection_ref(looked_at, None, f"{one.label} {part.slug}")  # one of another document is another one
    by = world.bodies.named(kind.by)
    yield Inspection(
        ref=ref,
        label=label,
        kind="FullInspection",
        inspects=council,
        conducted_by=(by.ref,) if by is not None else (),
        framework=world.concept("framework", framework) if framework is not None else None,
        since=None if verb else when,
        until=date.until if date is not None and not verb else None,
        issued=when if verb else None,
        evidence=evidence,
    )
    for claim in one.claims:
        grade = world.scheme("grade").get(Concept("grade", f"{framework or 'unstated'}/{claim.name}"))
        aspect = {"ilacs": claim.ilacs, "safeguarding-2009": claim.before}.get(framework or "", claim.aspect)
        if grade is not None:
            yield Judgement(
                inspection=ref,
                aspect=world.concept("aspect", aspect),
                grade=grade.concept,
                printed=claim.at.words,
                evidence=evidence,
            )

"""What a document tells of an inspection that another document reports: when it was, how it was judged, what it asked for.

A telling is what a sentence says of a past inspection or visit, with the date that belongs to it. Whether it is of an inspection
that the graph knows is for those to decide who see all documents (:mod:`kg.checks.toldapart`). What is planned, hoped for, of
other services (homes, schools, the police) or of the document's own visit is no telling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.lexicon import Lexicon
from kg.reading.blocks import Block, blocks
from kg.reading.claims import Claim, aspect_named, claims
from kg.reading.dates import DateMention, find_dates
from kg.reading.kinds import kinds
from kg.reading.part import Part
from kg.reading.toldwords import asked, length, manner, ordinal
from kg.text import Match, Span

Dated = Literal["visit", "report", "either", ""]

_MENTION = re.compile(
    r"(?<![\w-])(?:(?P<revisit>SEND\srevisit|revisit)|(?P<send>(?:local\s)?area\s(?:SEND\s)?inspection|SEND\sinspection|inspection\sof\s(?:SEND|special\seducational\sneeds)\b)"
    r"|(?P<jtai>joint\stargeted\sarea\sinspection|JTAI|joint\sinspection)|(?P<monitoring>monitoring\svisit)|(?P<focused>focus{1,2}ed\svisit|assurance\svisit)"
    r"|(?P<full>(?:re-?)?inspection(?:\sreport)?)|(?P<went>(?:Ofsted|[Ii]nspectors|HMI)(?:\s(?:had|have|has|last|also|previously|first|then)){0,3}\s(?:inspected|visited|been\sin|been\sto|came\sto|come\sto|were\sin))"
    r"|(?P<was>(?:was|were|been)\s(?:last\s|previously\s|first\s)?(?:re-?)?inspected)|(?P<judged>(?:was|were|been)\s(?:last\s|previously\s|then\s|also\s|both\s|all\s)?(?:judged|rated|graded)))(?![\w-])",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?![^\0]{0,90}\b(?:since|until|compared|when|while|whilst|but|where|because|although|will|would|than|target|by\sthe\send|to\sbe|after|before|following|months|figures?)\b)"
    r"(?![^\0]{0,90}\b(?:left|joined|rose|fell|grew|became|began\sto|met|told|said|saw|had\s(?!been\s(?:published|held|carried|conducted|in\b))|(?:was|were|been)\s(?!published|carried|conducted|undertaken|held|issued|released|made|in\b|on\b|dated|completed))\b)"
    r"[^.;:]{0,90}?(?:\b(?:in|on|of|during|from|between|dated)\s(?:the\s)?(?:early\s|late\s|mid[-\s])?(?:week\s(?:commencing|beginning|of)\s)?|[,(–-]\s?|^\s)$",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r",\s(?:and\s)?(?:it|they|he|she|we|the\s\w+)\s|\band\s(?:had|has|have|that|it|they|a|an|the\s\w+\s(?:was|were|had))\b",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\b(?:publish\w*|report|letter|issued|dated|released)\b", re.IGNORECASE)
_VISIT = re.compile(
    r"\b(?:took\splace|taken\splace|carried\sout|conducted|undertaken|held|on[-\s]site|visited|began|started|ended)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:next|future|forthcoming|upcoming|expect\w*|planned|due|will|would|shall|anticipat\w*|prepar\w+|readiness|mock|peer|possible|likely|any|each|every|if|should|could|may\sbe|pending|await\w*|annual|no)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:this|our|your)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_PLANNED_BEFORE = re.compile(rf"(?:{_PLANNED.pattern})\s(?:[\w’'-]+\s){{0,2}}$", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|no\slonger|without|yet\sto)\b", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:is|are|has|have)\s+(?:now\s+|currently\s+)?$")
_BY_INSPECTORS = re.compile(r"\b(?:Ofsted|inspection|inspectors?|inspectorate|HMI|ILACS|SIF|report)\b")
_SERVICES = re.compile(
    r"\b(?:services|authority|council|department|effectiveness|overall|borough|county|city|Ofsted|it|they|them|we)\b", re.IGNORECASE
)
_SOME = re.compile(
    r"(?:(?<![\d,])\d{1,3}|\b(?:one|two|three|four|five|six|seven|eight|nine|most|some|many|few|half|both|others?))\s(?:\w+\s){0,2}(?:was|were|been|is|are)?\s?$",
    re.IGNORECASE,
)
_KIND_OF = re.compile(
    r"\b(?:thematic|themed|peer|mock|regulatory|internal|external|independent|desktop|self|previous\s(?:two|three))\s$",
    re.IGNORECASE,
)
_THE_VISIT = re.compile(r"\b(?:[Tt]he|[Tt]heir)\s(?:visit|inspection)\s(?:was|had\sbeen|took|lasted|had\staken)\b")
_SUPPOSED = re.compile(r"\b(?:if|should|could|would|might|unless|whether)\b[^.;,]{0,50}$", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:homes?|schools?|nurser\w+|agenc\w+|hospitals?|provi\w+|settings?|academ\w+|colleges?|trusts?|prisons?|police|registered)\b",
    re.IGNORECASE,
)
_LONGEST = 1500


@dataclass(frozen=True)
class Telling:
    """What one sentence says of one inspection.

    ``dated`` says what ``date`` is of: the visit, the report, or either. ``ordinal`` numbers a visit among those of its kind,
    ``asked`` counts what the inspection asked for, ``lasted`` is (number, "day" or "week"), ``remote`` is None where nothing is said.
    ``kind`` is "visit" or "inspection" where the sentence goes on to speak of one; ``named`` tells whether the sentence itself names the inspection, and is not only about one named before it.
    """

    sentence: Span
    block: Block
    kind: str
    at: Span
    date: DateMention | None = None
    dated: Dated = ""
    grades: tuple[Claim, ...] = ()
    ordinal: int | None = None
    asked: int | None = None
    what: str = ""
    lasted: tuple[int, str] | None = None
    remote: bool | None = None
    named: bool = True


def tellings(part: Part) -> list[Telling]:
    """The tellings of ``part`` in reading order."""
    found: list[Telling] = []
    heading = ""
    for block in blocks(part.span):
        if block.kind == "heading":
            heading = block.text.words
        elif block.kind != "row":
            for sentence in block.text.sentences():
                if len(sentence) <= _LONGEST:
                    found += _of_sentence(sentence, block, heading, part.world)
    return found


def _of_sentence(sentence: Span, block: Block, heading: str, world: Lexicon) -> Iterator[Telling]:
    every = list(sentence.finditer(_MENTION))
    mentions = [match for match in every if _tells(match, world)]
    words = str(sentence)
    if not every and sentence.search(_THE_VISIT) and (length(sentence) or manner(words, words) is not None):
        kind = "visit" if re.search(r"\b[Tt]he\w*\svisit\b", words) else "inspection"
        yield Telling(sentence, block, kind, sentence, lasted=length(sentence), remote=manner(words, words), named=False)
        return
    counted = asked(sentence)
    judged = [claim for claim in _apart(claims(sentence, world), world) if _of_services(claim)]
    if not mentions and not judged and counted is None:
        return
    dates = find_dates(sentence)
    dated = [(match, *_date(match, dates)) for match in mentions]
    told = [one for one in dated if one[1] is not None]
    if len({one[1].span for one in told if one[1] is not None}) > 1 or len({_kind(match, heading) for match in mentions}) > 1:
        judged, counted = [], None  # of which of them is not said
    if any(claim.left for claim in judged) or (len(judged) > 1 and len({claim.aspect for claim in judged}) < len(judged)):
        judged = []  # a change from one inspection to another
    number, what = counted[:2] if counted is not None else (None, "")
    seen: set[Span] = set()
    numbered = [one for one in dated if one[1] is None and ordinal(one[0]) is not None]
    for match, date, of in [*told, *numbered, *(one for one in dated[:1] if not told and not numbered)]:
        if date is not None and date.span in seen:
            continue
        if date is not None:
            seen.add(date.span)
        yield Telling(
            sentence,
            block,
            _kind(match, heading),
            match.span,
            date,
            of,
            tuple(judged),
            ordinal(match),
            number,
            what,
            length(sentence),
            manner(f"{match.before[-20:]} {match.after[:90]}", words),
        )
        judged, number, what = [], None, ""
    if not every and not _PLANNED.search(words) and (judged or (counted is not None and sentence.search(_BY_INSPECTORS))):
        at = judged[0].at if judged else counted[2] if counted is not None else sentence
        yield Telling(sentence, block, _of_heading(heading), at, grades=tuple(judged), asked=number, what=what, named=False)


def _tells(match: Match, world: Lexicon) -> bool:
    """Whether a mention is of a past inspection of children's services."""
    before, after = match.before[-60:], match.after[:60]
    if match.has("judged"):
        return not (before.search(_DENIED) or before.search(_PRESENT) or before.search(_SUPPOSED))
    if match.has("went") and _OF_OTHERS.search(str(match.after[:70])):
        return False
    if (
        (before.search(_OWN) and not match.has("was"))
        or before.search(_PLANNED_BEFORE)
        or re.match(
            r"\s(?:\w+\s)?(?:is|was)\s(?:due|expected|planned)|\s(?:will|would)\b|\steam\b|\sframework\b|\shandbook\b|s\b",
            str(after),
        )
    ):
        return False
    if (match.has("was") and not before.search(_SERVICES)) or before.search(_KIND_OF):
        return False
    other = kinds(world).other
    of = re.match(r"\sof\s[^.;,]{0,50}", str(after))
    return not other.search(str(before[-25:])) and not (of is not None and other.search(of.group()))


def _of_services(claim: Claim) -> bool:
    """Whether a grade of the whole is said of services or an authority, and not of "15 audits" or "one"."""
    if claim.aspect != "overall":
        return True
    room = Span(claim.at.document, max(0, claim.whole.start - 110), claim.at.end)
    return bool(_SERVICES.search(str(room))) and not _SOME.search(str(room[: claim.whole.start - room.start]))


def _apart(found: list[Claim], world: Lexicon) -> Iterator[Claim]:
    """The claims, where one whose own words name services as a whole is not of the aspect that the one before it named."""
    for claim, before in zip(found, [None, *found], strict=False):
        if before is not None and claim.aspect == before.aspect != "overall":
            room = Span(claim.at.document, before.at.end, max(before.at.end, claim.at.start))
            if not aspect_named(room, world) and _SERVICES.search(str(room)):
                yield replace(claim, aspect="overall", ilacs="overall", before="overall")
                continue
        yield claim


def _kind(match: Match, heading: str) -> str:
    for kind in ("revisit", "send", "jtai", "monitoring", "focused"):
        if match.has(kind):
            return kind
    return _of_heading(heading)


def _of_heading(heading: str) -> str:
    """What an inspection that is named without its kind is of, by the heading over it."""
    if re.search(r"\bSEND\b|special\seducational", heading, re.IGNORECASE):
        return "send"
    if re.search(r"\bJTAI\b|joint\stargeted", heading, re.IGNORECASE):
        return "jtai"
    return "full"


def _date(match: Match, dates: list[DateMention]) -> tuple[DateMention | None, Dated]:
    """The date that belongs to a mention, and what it is of."""
    for date in dates:
        if date.span.end <= match.span.start:
            between = str(Span(match.span.document, date.span.end, match.span.start))
            if re.fullmatch(r"\s(?:Ofsted\s|ILACS\s|full\s|remote\s|JTAI\s|SEND\s)?", between):
                return date, "either"
            continue
        words = str(Span(match.span.document, match.span.end, date.span.start))
        if len(words) > 90 or not _LINK.fullmatch(words) or _CLAUSES.search(words):
            return None, ""
        if match.has("went") or match.has("was"):
            return date, "visit"
        if match.has("judged"):
            return date, "either"
        report = _REPORT.search(words) or match.span.words.lower().endswith("report")
        return date, "report" if report else "visit" if _VISIT.search(words) else "either"
    return None, ""

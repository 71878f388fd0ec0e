"""Commitments: what somebody says, in the document's own present, will be done ("would provide the figures in due course").

A sentence counts where a person or body is to do something ("The Director will report back"), or a report, figures or a plan are to
be provided, presented, reviewed or the like; "would" counts where the sentence reports what was said, or in minutes. What is only possible, negated,
asked, quoted, or was promised on an earlier day is no commitment. The words stand in ``mappings/lexicon/commitments.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.dates import When
from kg.facts import Commitment, Ref
from kg.lexicon import Lexicon, pattern_of
from kg.reading.dates import find_dates
from kg.reading.mentions import body_mentions
from kg.reading.part import Part
from kg.reading.structure import blocks_of
from kg.reading.themes import themes
from kg.text import Span

_LONGEST = 900
_REPORTING = ("minutes", "scrutiny-report")
_KINDS = ("prose", "bullet", "numbered")
_LEAD = re.compile(r"(?:Again|However|Also|Finally|In\sresponse|In\saddition|Additionally|Furthermore)\W{1,3}")
_DATED = re.compile(
    r"\b(?:in|on|by|before|during|until|late|early|mid|end\sof|from|w/c|commencing|than|of)[\s-](?:the\s)?$", re.IGNORECASE
)
_BOUND = re.compile(r"(?:\bthat\b|[;:,–—]|\b(?:and|but|which|who|where|when|while|as)\b|\s-\s)\s*")
_VERB = re.compile(r"\s(?:did|do|does|was|were|is|are|had|has|have|would|will)\b")
_PRONOUN = re.compile(r"(?:s?he|they|we|I|it|this|these|that|those|which|who|there)\b", re.IGNORECASE)
_MOVES = re.compile(r"\b(?:come\sto|go\sto|open)$", re.IGNORECASE)
_THIS = re.compile(r"(?:it|this|these|they|that)\b", re.IGNORECASE)
_AGREED = re.compile(r"[\W\d]{0,12}(?:AGREED|RESOLVED|ORDERED|ACTIONS?|Agreed|Resolved)\b|[\W\d]{0,6}[a-z)]?\W{0,3}That\b")
_TIME = re.compile(
    r"\b(?:within|in|over\sthe\snext)\s(?:the\snext\s|a\s)?(?:\d{1,2}|one|two|three|four|five|six|nine|twelve|eighteen)[\s-](?:working\s)?(?:days?|weeks?|months?|years?)(?:[’']?\s?(?:time|period))?"
    r"|\bat\s(?:her|his|its|their|the|our|a)\s(?:next|following|future|\w{3,9}|forthcoming)\s(?:[\w’'-]{1,20}\s){0,5}meeting\b"
    r"|\bonce\s[^.,;]{4,60}|\bby\sthe\send\sof\s[^.,;]{3,30}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Words:
    done: re.Pattern[str]
    does: re.Pattern[str]
    asked: re.Pattern[str]
    acts: re.Pattern[str]
    thing: re.Pattern[str]
    who: re.Pattern[str]
    reported: re.Pattern[str]
    no: re.Pattern[str]
    due: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(world: Lexicon) -> _Words:
    table = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["commitments"])

    def any_of(name: str, key: str) -> str:
        return "(?:" + "|".join(pattern_of(word) for word in sorted(table[name][key], key=len, reverse=True)) + r")\b"

    modal = r"\b(?P<modal>will|would|shall|is\sto|are\sto|undertook\sto|agreed\sto|to)\s(?:(?:also|then|now|therefore|all|each|[a-z]{3,14}ly)\s){0,2}"
    done, does, who = any_of("passive", "verbs"), any_of("active", "verbs"), any_of("active", "who")
    return _Words(
        done=re.compile(modal + rf"(?:be\s(?:\w{{3,12}}ly\s)?{done}|continue\b)"),
        does=re.compile(rf"{modal}(?i:{does})"),
        asked=re.compile(rf"\bbe\s{done}"),
        acts=re.compile(rf"(?<=[a-z]\s){does}"),
        thing=re.compile(r"\b" + any_of("passive", "things"), re.IGNORECASE),
        who=re.compile(rf"\b{who}(?:\s(?:for|of|and)\s[\w’',&\s-]{{3,80}})?\W*$", re.IGNORECASE),
        reported=re.compile(r"\b" + any_of("reported", "verbs")),
        no=re.compile(r"\b" + any_of("no", "words"), re.IGNORECASE),
        due=re.compile(r"\b" + any_of("due", "words"), re.IGNORECASE),
    )


def commitments(part: Part) -> Iterator[Commitment]:
    """The commitments of a part, in order: who promises where printed, what, and by when where printed."""
    bodies = {mention.span.words.lower(): mention.ref for mention in body_mentions(part)}
    for block in blocks_of(part):
        if block.kind not in _KINDS:
            continue
        for sentence in block.text.sentences():
            at = _promise(sentence, part) if len(sentence) <= _LONGEST else None
            if at is None:
                continue
            who = _who(at, sentence, part.world)
            due, until = _due(sentence[at.end - sentence.start :], part)
            yield Commitment(
                ref=Ref("commitment", f"{part.slug}/at-{sentence.start}"),
                made_in=part.ref,
                text=sentence.words,
                made_by=bodies.get(re.sub(r"^the\s", "", who.words.lower())) or bodies.get(who.words.lower()) if who else None,
                responsible_printed=who.words if who else "",
                printed=due.words if due else "",
                until=until,
                themes=themes(sentence, part.world),
                evidence=(sentence,),
            )


def _promise(sentence: Span, part: Part) -> Span | None:
    """The words with which a sentence commits somebody ("would provide"), or None."""
    words = _words(part.world)
    if str(sentence).rstrip().endswith("?"):
        return None
    minuted = part.family == "minutes"
    for pattern, passive in ((words.done, True), (words.does, False)):
        for match in sentence.finditer(pattern):
            before, modal = match.before, str(match.group("modal"))
            if _clause(before).search(words.no) or _quoted(before) or match.after[:20].match(r"\s(?:if|unless|not)\b"):
                continue
            if modal == "would" and not (minuted or before.search(words.reported)):
                continue
            subject = _subject(before)
            if modal == "to" and not (passive and subject.search(words.thing) and _due(match.after, part)[0]):
                continue
            if not passive and _MOVES.search(str(match.span)) and subject.search(words.thing):
                return match.span
            if passive and (_clause(before).search(words.thing) or (subject.match(_THIS) and _due(match.after, part)[0])):
                return match.span
            if not passive and subject.search(words.who):
                return match.span
    agreed = sentence.match(_AGREED) if minuted or part.family == "agenda" else None
    found = agreed.after.search(words.asked) if agreed is not None else None
    if found is not None and agreed is not None and not re.search(r"\b(?:received|made|taken|discussed)$", str(found.span)):
        return found.span if agreed.after.search(words.thing) else None
    acts = agreed.after.search(words.acts) if agreed is not None else None
    if acts is not None and acts.before.search(words.who):
        return acts.span
    return None


def _clause(before: Span) -> Span:
    """What stands before the verb, from the last "but" on."""
    said = str(before)
    return before[max(said.rfind(" but "), said.rfind("; "), 0) :]


def _quoted(before: Span) -> bool:
    said = str(before)
    return said.count("“") > said.count("”") or said.count('"') % 2 == 1


def _subject(before: Span) -> Span:
    """What stands between the last boundary of a clause and the verb."""
    start = 0
    for bound in before.finditer(_BOUND):
        start = bound.span.end - before.start
    clause = before[start:].strip()
    if not clause and (verb := before.search(_VERB)) is not None:  # "the Director did not have it but would send it"
        return _subject(verb.before)
    lead = clause.match(_LEAD)
    return lead.after if lead is not None else clause


def _who(at: Span, sentence: Span, world: Lexicon) -> Span | None:
    """Who is to do it, as printed; for a pronoun of reported words who spoke; None where the sentence does not say."""
    before = sentence[: at.start - sentence.start]
    subject = _subject(before)
    if subject and not subject.match(_PRONOUN) and subject.search(_words(world).who):
        return subject
    if subject and re.match(r"(?:we|I)\b", str(subject)):
        return None
    said = before.search(_words(world).reported) if subject.match(_PRONOUN) and not subject.match(_THIS) else None
    speaker = _subject(said.before) if said is not None else None
    return speaker if speaker and not speaker.match(_PRONOUN) and len(speaker) < 100 else None


def _due(after: Span, part: Part) -> tuple[Span | None, When | None]:
    """When it is due, as printed after the verb, and the day, month or year where one is printed."""
    known = _words(part.world)
    dated = next((one for one in find_dates(after) if after[: one.span.start - after.start].search(_DATED)), None)
    if dated is not None:
        return dated.span, dated.until
    said = after.search(known.due) or after.search(_TIME)
    return (said.span, None) if said is not None else (None, None)

"""Commitments: what somebody says, in the document's own present, will be done ("would provide the figures in due course").

A sentence counts where a person or body is to do something ("The Director will report back"), or a report, figures or a plan are to
be provided, presented, reviewed or the like; "would" counts where the sentence reports what was said, or in minutes. A plan ("intends to") and a duty
("should send") count where a time is printed, and in a report of inspectors, who tell what is usual with "will" too, all do. What is only
possible, negated, asked, quoted, described, or was promised on an earlier day is no commitment; nor is standard text. The words
stand in ``mappings/lexicon/commitments.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from kg.facts import Commitment, Ref
from kg.lexicon import Lexicon, pattern_of
from kg.reading.duedates import Due, due, due_first
from kg.reading.part import Part
from kg.reading.promisers import Promiser, can_promise, in_relative_clause, promiser, reported, subject
from kg.reading.structure import blocks_of
from kg.reading.themes import themes
from kg.reading.timetables import actions, lines
from kg.text import Match, Span

_LONGEST = 900
_KINDS = ("prose", "bullet", "numbered")
_OWN = ("minutes", "agenda", "scrutiny-report", "executive-report", "business-case", "commissioner-review", "performance-screen")
_TIMETABLES = (*_OWN, "unknown")
_TABLES = ("minutes", "agenda", "scrutiny-report", "executive-report", "commissioner-review", "unknown")
_RECORDS = ("minutes", "agenda", "scrutiny-report")
_MEETINGS = ("minutes", "agenda")
_COMES = re.compile(r"\b(?:come\sto|go\sto|come\sbefore|go\sbefore|come\sback\sto|(?:re-?)?open)$", re.IGNORECASE)
_STARTS = re.compile(
    r"\b(?:follow|go\slive|begin|start|resume|take\s(?:effect|place)|come\sinto\s(?:effect|force))$", re.IGNORECASE
)
_ASKED_THAT = re.compile(
    r"\b(?:Panel|Committee|Board|Cabinet|Executive|Council|Chair|Members)\s(?:also\s)?(?:requested|asked|agreed|resolved|directed)\sthat\b"
)
_THIS = re.compile(r"(?:it|this|these|they|that)\b", re.IGNORECASE)
_AGREED = re.compile(
    r"[\W\d]{0,12}(?:AGREED|RESOLVED|ORDERED|ACTIONS?|Actions?(?=\s?[:–-])|Agreed|Resolved)\b|[\W\d]{0,6}[a-z)]?\W{0,3}[Tt]hat\b"
)
_PAST = re.compile(
    r"\b(?:received|made|taken|discussed|considered|approved|noted|agreed|adopted|signed|available|place|accepted|endorsed|referred)$"
)
_MEETING = re.compile(r"\bmeetings?\b[^,;]{0,60}$", re.IGNORECASE)
_TO = re.compile(r"\sto\s*$")
_WITHIN = re.compile(r"within\b", re.IGNORECASE)
_THERE_ARE = re.compile(r"\b(?:there\sare|(?:have|has)(?:\s\w{2,12}){0,2})$", re.IGNORECASE)
_CONDITION = re.compile(r"\s(?:if|unless|provided\sthat|subject\sto)\b")
_NEEDED = re.compile(
    r"\b(?:ought|has|have|had|is|are|was|were|seems?|appears?|continues?|likely|yet|fail\w*)(?:\s\w{3,14}ly)?\s{0,40}$"
    r"|\b(?:needs?|needed|ask\w*|requir\w+|request\w*|wish\w*|wants?|wanted|hop\w+|urge\w*|recommend\w*|expect\w*|allow\w*|enabl\w+|call\w*\sfor)\b",
    re.IGNORECASE,
)  # what makes "to be done by March" no promise
_ANDED = re.compile(r"(?:,|\band)\s{1,40}$")
_ASKING = re.compile(r"\b(?:check|consider|explore|ask|clarify|confirm|investigate|look\sinto)$")


class Promise(NamedTuple):
    """Where a sentence promises: its verb, the words of what is promised, who promises it, and when it is due."""

    verb: Span
    content: Span
    who: Promiser
    due: Due | None


@dataclass(frozen=True)
class _Words:
    done: re.Pattern[str]
    does: re.Pattern[str]
    dated: re.Pattern[str]
    asked: re.Pattern[str]
    acts: re.Pattern[str]
    thing: re.Pattern[str]
    delivers: re.Pattern[str]
    others: re.Pattern[str]
    no: re.Pattern[str]
    standard: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(world: Lexicon) -> _Words:
    table = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["commitments"])

    def any_of(name: str, key: str) -> str:
        return "(?:" + "|".join(pattern_of(word) for word in sorted(table[name][key], key=len, reverse=True)) + r")\b"

    said, plans, duty = (any_of("modal", key) for key in ("said", "plans", "duty"))
    modal = rf"\b(?:(?P<plan>{plans})|(?P<duty>{duty})|(?P<modal>{said}|[Tt]o))\s{{1,40}}(?:(?:also|then|now|therefore|all|each|[a-z]{{3,14}}ly)\s{{1,40}}){{0,2}}"
    tied = r"(?!(?:be|been|being)\b|" + any_of("active", "not") + ")"
    done, does, things = any_of("passive", "verbs"), any_of("active", "verbs"), any_of("passive", "things")
    gerunds = (
        "(?:"
        + "|".join(sorted({_gerund(verb) for verb in table["active"]["verbs"] if verb.isalpha()}, key=len, reverse=True))
        + r")\b"
    )
    return _Words(
        done=re.compile(modal + rf"(?:be\s{{1,40}}(?:\w{{3,12}}ly\s)?{done}|continue\b)"),
        does=re.compile(
            rf"{modal}(?:(?i:{does})|be\s{gerunds})|\b(?P<pledge>(?:ha(?:s|ve|d)\s)?(?:committed|commits|commit|pledged|agreed)\sto)\s{gerunds}"
        ),
        dated=re.compile(rf"{modal}{tied}[a-z]{{2,16}}\b"),
        asked=re.compile(rf"\bbe\s{{1,40}}{done}"),
        acts=re.compile(rf"(?<=[a-z]\s){does}"),
        thing=re.compile(r"\b" + things, re.IGNORECASE),
        delivers=re.compile(any_of("duty", "verbs") + r"$", re.IGNORECASE),
        others=re.compile(r"(?:the\s)?(?:\w+\s){0,2}?" + any_of("others", "words"), re.IGNORECASE),
        no=re.compile(r"\b" + any_of("no", "words"), re.IGNORECASE),
        standard=re.compile(any_of("standard", "words"), re.IGNORECASE),
    )


def _gerund(verb: str) -> str:
    return f"{verb.removesuffix('e')}ing"


def commitments(part: Part) -> Iterator[Commitment]:
    """The commitments of a part, in order: who promises where printed, what, and by when where printed."""
    if part.family in _TABLES:
        yield from actions(part)
    for block in blocks_of(part):
        if part.family in _TIMETABLES and block.kind in (*_KINDS, "row"):
            yield from lines(block.text, part)
        if block.kind not in _KINDS:
            continue
        for sentence in block.text.sentences():
            promise = _promise(sentence, part) if len(sentence) <= _LONGEST else None
            if promise is None:
                continue
            who, when = promise.who, promise.due
            yield Commitment(
                ref=Ref("commitment", f"{part.slug}/at-{sentence.start}"),
                made_in=part.ref,
                text=sentence.words,
                made_by=who.made_by,
                responsible_printed=who.printed,
                printed=when.span.words if when is not None else "",
                until=when.when if when is not None else None,
                themes=themes(promise.content, part.world),
                evidence=(sentence,) if who.elsewhere is None else (sentence, who.elsewhere),
            )


def promised(sentence: Span, part: Part) -> Span:
    """The words of what a sentence promises, without who promises it; all of it where it is no sentence of a promise."""
    promise = _promise(sentence, part)
    return promise.content if promise is not None else sentence


def _promise(sentence: Span, part: Part) -> Promise | None:
    """What a sentence commits somebody to, or None."""
    words = _words(part.world)
    if str(sentence).rstrip().endswith("?") or sentence.search(words.standard):
        return None
    for pattern, passive in ((words.done, True), (words.does, False), (words.dated, False)):
        for match in sentence.finditer(pattern):
            promise = _at(match, sentence, part, passive=passive, dated=pattern is words.dated)
            if promise is not None:
                return promise
    return _agreed(sentence, part)


def _at(match: Match, sentence: Span, part: Part, *, passive: bool, dated: bool) -> Promise | None:
    """What is promised with a verb, where it is a promise; ``dated`` where it is one only with a time."""
    words = _words(part.world)
    before, after, modal = match.before, match.after, str(match.group("modal")).lower() if match.has("modal") else ""
    clause = _clause(before)
    if (
        any(str(found.span) != "May" for found in clause.finditer(words.no))
        or _quoted(before)
        or in_relative_clause(before)
        or _conditional(match)
    ):
        return None
    starts = bool(_STARTS.search(str(match.span)))
    named, when = subject(before), due(after, part) or due_first(before, part)
    exact = when is not None and when.when is not None
    if (
        named.match(words.others)
        or (dated and not (exact and modal != "to"))
        or (modal == "would" and part.family not in _MEETINGS and not before.search(reported(part.world)))
        or (modal == "to" and not (passive and when is not None and _to_come(before, named, words, exact=exact)))
        or (match.has("plan") and not exact)
        or (
            match.has("duty")
            and not ((exact or (when is not None and when.span.match(_WITHIN))) and match.span.search(words.delivers))
        )
        or (starts and when is None)
        or (part.family not in _OWN and when is None)
        or (
            str(match.span).endswith(("held", "hold", "scheduled", "take place"))
            and (named.search(_MEETING) or after[:40].search(r"\bmeeting\b"))
        )
    ):
        return None
    moves = (
        not passive
        and (starts or bool(_COMES.search(str(match.span))))
        and (named.search(words.thing) is not None or (exact and not can_promise(named, part.world)))
    )
    if moves or (passive and (exact or clause.search(words.thing) or (named.match(_THIS) and when is not None) or modal == "to")):
        start = named.start if named else match.span.start
        content = sentence[start - sentence.start :]
    elif not passive and not starts and (can_promise(named, part.world) or (match.has("plan") and named.search(_THERE_ARE))):
        content = sentence[match.span.start - sentence.start :]
    else:
        return None
    return Promise(match.span, content, promiser(match.span, sentence, part, passive=passive or moves), when)


def _to_come(before: Span, named: Span, words: _Words, *, exact: bool) -> bool:
    """Whether "to be done" tells of something that comes ("a structure to be introduced in March"), and not of what is needed."""
    if named.search(words.thing) or not before.strip(" -–•"):
        return True
    return exact and not before.search(_NEEDED)


def _agreed(sentence: Span, part: Part) -> Promise | None:
    """What a body agreed that somebody do: "RESOLVED that officers be asked to report back", "That the Director report in May 2023"."""
    words = _words(part.world)
    agreed = (
        (sentence.match(_AGREED) or (sentence.search(_ASKED_THAT) if part.family in _MEETINGS else None))
        if part.family in _RECORDS
        else None
    )
    if agreed is None:
        return None
    asked, acts = agreed.after.search(words.asked), agreed.after.search(words.acts)
    if asked is not None and not _PAST.search(str(asked.span)) and part.family != "scrutiny-report":
        if not agreed.after.search(words.thing):
            return None
        who = subject(asked.before) if str(asked.span).split()[1] in ("asked", "requested", "invited") else asked.before[:0]
        return Promise(
            asked.span,
            agreed.after[asked.span.end - agreed.after.start :] if who else agreed.after,
            _named(who, part),
            due(asked.after, part),
        )
    who = acts.before if acts is not None else sentence[:0]
    if (to := who.search(_TO)) is not None:  # "ACTION: Head of Service to circulate the figures"
        who = to.before
    if acts is not None and can_promise(subject(who), part.world):
        when = due(acts.after, part)
        if part.family != "scrutiny-report" or (when is not None and acts.span.search(words.delivers)):
            return Promise(acts.span, sentence[acts.span.start - sentence.start :], _named(subject(who), part), when)
    return None


def _named(who: Span, part: Part) -> Promiser:
    return Promiser(printed=who.words) if who and len(who) < 100 and can_promise(who, part.world) else Promiser()


def _clause(before: Span) -> Span:
    """What stands before the verb, from the last "but", "and that" or semicolon on; nothing after "… and undertook to"."""
    said = str(before)
    if before.search(_ANDED):
        return before[len(before) :]
    return before[max(said.rfind(" but "), said.rfind("; "), said.rfind(" and that "), 0) :]


def _conditional(match: Match) -> bool:
    """Whether what is promised depends on something, or is not done."""
    after = match.after
    if after[:20].match(r"\s(?:if|unless|not)\b"):
        return True
    return after.search(_CONDITION) is not None and not _ASKING.search(str(match.span))


def _quoted(before: Span) -> bool:
    said = str(before)
    return said.count("“") > said.count("”") or said.count('"') % 2 == 1

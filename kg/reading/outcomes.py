"""The outcome of an area SEND inspection: one of three sentences that stand for a grade, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.facts import Concept, Fact, Finding, Judgement, Milestone, Programme, Ref, slug
from kg.lexicon import Lexicon
from kg.reading.clean import pieces, words
from kg.reading.dates import find_dates
from kg.reading.mentions import body_mentions
from kg.reading.paragraphs import paragraphs
from kg.reading.part import Part
from kg.reading.polarity import of_sentence
from kg.reading.refs import context
from kg.reading.themes import themes
from kg.text import Document, Span

_DENIED = re.compile(
    r"\b(?:not|no|no\s+longer|never|previous(?:ly)?|last|earlier|former|before|if|would|could|may|might|should|unless|until|whether|either|can)\b[^.;]{0,120}$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"‘][^”\"’]{0,200}$")
_ALTERNATIVE = re.compile(r"[^.]{0,120}\bor\b[^.]{0,80}\b(?:lead|leads)\b", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[a-z])-[ \t]*\n[ \t]*(?=[a-z])")
_SCALE = "area-send/"
_PLAN = re.compile(r"\b(?:priority\s+action|strategic|improvement)\s+plan\b|\bwritten\s+statement\s+of\s+action\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|before|until|no\s+later\s+than)\s+(?:the\s+)?$")


@dataclass(frozen=True)
class Outcome:
    """The outcome: the concept of the scale, the words that say it, and their sentence."""

    grade: Concept
    printed: str
    sentence: Span


def outcome(sentences: Iterable[Span], world: Lexicon) -> Outcome | None:
    """The outcome that one of the ``sentences`` states of the present inspection; None where it is denied, supposed, quoted or another one's."""
    for sentence in sentences:
        whole = Document.from_text(
            _HYPHEN.sub("", str(sentence)) or " ."
        ).span  # "incon-" at the end of a line, "sistent" on the next
        for mention in world.find("grade", whole):
            before, after = whole[: mention.span.start], whole[mention.span.end :]
            if (
                mention.entry.concept.name.startswith(_SCALE)
                and mention.entry.one("notation")
                and before.search(_DENIED) is None
                and before.search(_QUOTED) is None
                and after.match(_ALTERNATIVE) is None
            ):
                return Outcome(mention.entry.concept, whole.words, sentence)
    return None


def facts(part: Part, section: Span, made_in: Ref, *, graded: bool) -> Iterator[Fact]:
    """What the section on the outcome states: the outcome as a judgement (where the inspection is ``graded``), its sentences as findings.

    A sentence that asks for a plan by a day is a dated step of that plan too.
    """
    world = part.world
    sentences = [sentence for block in paragraphs(section, part.span) for sentence in block.text.sentences()]
    said = outcome(sentences, world)
    if said is not None and graded:
        yield Judgement(
            inspection=made_in,
            aspect=world.concept("aspect", "send-arrangements"),
            grade=said.grade,
            printed=said.printed,
            evidence=pieces(said.sentence, part.span),
        )
    for number, sentence in enumerate(sentences, 1):
        polarity = "neutral" if graded else of_sentence((sentence,), world).name
        if said is not None and sentence == said.sentence:
            polarity = "strength" if said.grade.name.endswith("/positive") else "weakness"
        spans = pieces(sentence, part.span)
        about = tuple(dict.fromkeys(one.ref for one in body_mentions(part) if one.span in sentence))
        yield Finding(
            ref=Ref("finding", f"{part.slug}/outcome-{number}"),
            made_in=made_in,
            text=words(spans),
            polarity=world.concept("polarity", polarity),
            themes=themes(sentence, world),
            about=about,
            evidence=spans,
        )
        yield from _milestone(part, sentence, about)


def _milestone(part: Part, sentence: Span, about: tuple[Ref, ...]) -> Iterator[Fact]:
    """The plan that a sentence asks for, and the day by which it does."""
    plan = sentence.search(_PLAN)
    day = next((one for one in find_dates(sentence) if sentence[: one.span.start - sentence.start].search(_BY) is not None), None)
    if plan is None or day is None:
        return
    name = plan.span.words
    ref = Ref("programme", slug(context(part), name))
    kind = "plan" if name.casefold().endswith("plan") else "programme"
    yield Programme(ref=ref, name=name, kind=part.world.concept("programme", kind), evidence=(sentence,))
    yield Milestone(
        ref=Ref("milestone", f"{part.slug}/{slug(name)}"),
        programme=ref,
        label=sentence.words,
        until=day.until,
        responsible=tuple(one for one in about if part.world.bodies.get(one) is None or one == part.header.about),
        evidence=(sentence,),
    )

"""Two statements of one document that go opposite ways: one outcome to be increased and reduced, one number falling and rising."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.checks.alarms import alarm
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.text import Match, Span

_OF = r"(?P<of>(?:numbers?|rates?|proportion|percentage|%|length|amount|levels?|frequency|use|size)\s(?:of\s)?[^.;:|\t\n<>]{8,90})"
_AIM = re.compile(
    r"(?:^|(?<=[\t>|])|(?<=[.;•]\s)|(?<=[–-]\s))\s{0,3}(?:(?P<up>increas(?:e|ed|ing)|raise|raising|grow|improve|maximise|an\sincrease|higher|more)"
    r"|(?P<down>reduc(?:e|ed|ing|tion)|a\sreduction|decreas(?:e|ed|ing)|lower|minimise|fewer|cut))\s(?:in\s)?(?:the\s)?" + _OF,
    re.IGNORECASE,
)
_ALONG = r"(?:steady|continu(?:ed|ing|ous)|sustained|consistent|ongoing|year[\s-]on[\s-]year)"
_PEOPLE = r"(?:(?:children|child|young|people|and|the|our|all)\s){0,4}"
_CORE = r"in\sneed|looked\safter|in\scare|protection\splans?|(?<![-\w])referrals|(?<![-\w])contacts|care\sleavers|foster\scarers|exclusions|caseloads"
_FELL = re.compile(
    rf"\b(?:{_ALONG}\s(?:reduction|decrease|fall|decline)\sin\s(?:the\s)?(?:numbers?|rates?|level)\sof\s{_PEOPLE}(?P<of>{_CORE})"
    rf"|(?:steadily|continually|consistently)\s(?:falling|reducing|declining|decreasing)\s(?:numbers?|rates?)\sof\s{_PEOPLE}(?P<of2>{_CORE})"
    rf"|(?:falling|declining|reducing|decreasing)\s(?:numbers?|rates?)\sof\s{_PEOPLE}(?P<of3>{_CORE}))\b",
    re.IGNORECASE,
)
_ROSE = re.compile(
    rf"\b(?:(?:rising|growing|increasing)\s(?:[a-z]{{3,12}}\sand\s)?(?:(?:numbers?|rates?)\sof\s)?{_PEOPLE}(?P<of>{_CORE})"
    rf"|{_ALONG}\s(?:rise|increase|growth)\sin\s(?:the\s)?(?:numbers?|rates?|level)\sof\s{_PEOPLE}(?P<of2>{_CORE}))\b",
    re.IGNORECASE,
)
_PAST_ONLY = re.compile(
    r"\b(?:had|previous\w*|until|despite|historic\w*|then|reversed|(?<!looked\s)after|following|before|prevent\w*|stop\w*|rather\sthan)\b",
    re.IGNORECASE,
)


def opposed(found: list[Block]) -> Iterator[Discrepancy]:
    """What ``found`` says to go up in one place and down in another."""
    yield from _aims(found)
    yield from _trends(found)


def _aims(found: list[Block]) -> Iterator[Discrepancy]:
    """As in "Increase the number of audits completed." and "Reduction in the number of audits completed." among the outcomes of a plan."""
    up: dict[str, Span] = {}
    down: dict[str, Span] = {}
    for block in found:
        if block.kind not in ("row", "bullet", "numbered"):
            continue
        for match in block.text.finditer(_AIM):
            (up if match.has("up") else down).setdefault(_folded(match.group("of")), match.span.strip())
    for of in sorted(up.keys() & down.keys(), key=lambda of: up[of].start):
        yield alarm(
            "conflicting-statements",
            (up[of], down[of]),
            f"{up[of].words}; {down[of].words}",
            "",
            f"The {of} is to go up in one place and down in another: “{up[of].words}” and “{down[of].words}”.",
            "doubtful",
        )


def _folded(span: Span) -> str:
    words = re.sub(r"[^a-z0-9%&’' -]", " ", span.words.lower()).split()
    return " ".join(word.replace("numbers", "number").replace("rates", "rate") for word in words if word != "the")


def _trends(found: list[Block]) -> Iterator[Discrepancy]:
    """As in "a steady reduction in the number of children in need" and "rising child in need numbers"."""
    fell: dict[str, tuple[Span, Match]] = {}
    rose: dict[str, tuple[Span, Match]] = {}
    for block in found:
        if block.kind == "row":
            continue
        for sentence in block.text.sentences():
            if sentence.search(_PAST_ONLY):
                continue
            for pattern, known in ((_FELL, fell), (_ROSE, rose)):
                match = sentence.search(pattern)
                if match is not None:
                    known.setdefault(_thing(match), (sentence, match))
    for thing in sorted(fell.keys() & rose.keys()):
        (one, down), (two, up) = fell[thing], rose[thing]
        if one != two:
            yield alarm(
                "conflicting-statements",
                (one, two),
                f"{down.span.words}; {up.span.words}",
                "",
                f"Two trends are printed of one thing: “{down.span.words}” and “{up.span.words}”.",
                "doubtful",
            )


def _thing(match: Match) -> str:
    """What a trend is of."""
    of = str(match.group(match.last_group))
    return " ".join(of.lower().split()).rstrip("s")

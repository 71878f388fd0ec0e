"""Police officers by the rank before their names, where the force is printed after it: "Superintendent N Hill, Northshire Police"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Membership, Ref
from kg.reading.mentions import BodyMention, body_mentions
from kg.reading.register import Register
from kg.text import Span

_ROLE = "police-officer"
_OF = re.compile(r"\s{0,3}(?:,\s{0,3}(?:of\s|from\s)?|\(|[–—-]\s|\t|(?:of|from|representing)\s)\s{0,3}(?:the\s)?(?=[A-Z])")
_FORCE = re.compile(r"\b(?:Police|Constabulary)\b(?!\s(?:and\sCrime|Authority))")


def ranks(known: Register, told: set[Ref]) -> Iterator[Membership]:
    """The people whose title is a rank of the police, in the force that stands right after the name; ``told`` are those told of as such."""
    part = known.part
    starts: dict[int, BodyMention] = {one.span.start: one for one in body_mentions(part)}
    done = set(told)
    for name in known.named():
        rank = next(
            (
                one
                for one in part.world.find("role", name.span[: name.bare.start - name.span.start])
                if one.entry.concept.name == _ROLE
            ),
            None,
        )
        ref = known.ref(name)
        if rank is None or ref in done:
            continue
        after = Span(part.span.document, name.span.end, min(part.span.end, name.span.end + 40)).match(_OF)
        force = starts.get(after.span.end) if after is not None else None
        if force is None or not (force.kind == "PoliceForce" or force.span.search(_FORCE)):
            continue
        done.add(ref)
        yield Membership(
            person=ref,
            body=force.ref,
            role=rank.entry.concept,
            printed=name.title,
            attested_on=part.issued,
            evidence=(name.span.to(force.span),),
        )

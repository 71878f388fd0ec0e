"""Who holds what, by what stands beside what: a name and a role with no more than a comma, bracket, dash or verb between.

"S Baker, Executive Director of Children's Services", "Nora Smith (Assistant Director)", "the Chair of the Board (Ann Lee DCS
Northshire)", "Improvement Adviser Ann Lee", a signature with the role on the next line, two inspectors after a plural role.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.reading.names import Name, find_names, words_of
from kg.reading.roles import Role, find_roles, role_of
from kg.reading.rolewords import role_words
from kg.text import Span

_MARK = r"[*_]{0,3}"
_BE = r"(?:is|was|are|were|has\sbeen|had\sbeen|remains|became|becomes|acts\sas|acting\sas|serves\sas|as)"
_ARTICLE = r"(?:the\s|a\s|an\s|our\s|its\s|their\s|your\s|this\s[a-z]+[’']s\s)?"
# What may stand between a name and the role after it, and how far it holds them apart.
_AFTER: list[tuple[re.Pattern[str], float]] = [
    (re.compile(rf"\s?{_MARK}\({_ARTICLE}", re.IGNORECASE), 0),
    (re.compile(rf"{_MARK}\s?[–—-]\s{_ARTICLE}|\s?:\s?{_MARK}\s?(?:the\s)?|\s?\t\s?|\s?\|\s?", re.IGNORECASE), 0),
    (
        re.compile(
            rf"{_MARK},\s{_MARK}(?:who\s(?:is|was)\s(?:also\s)?|in\s(?:his|her|their)\scapacity\sas\s|as\s)?{_ARTICLE}",
            re.IGNORECASE,
        ),
        1,
    ),
    (
        re.compile(
            rf",?\s{_BE}\s(?:currently\s|also\s|now\s)?(?:(?:re-?)?appointed\s|(?:re-?)?elected\s|confirmed\s)?(?:as\s|to\sbe\s)?{_ARTICLE}"
        ),
        1,
    ),
    (re.compile(rf",?\s(?:(?:re-?)?appointed|(?:re-?)?elected)\s(?:as\s)?{_ARTICLE}"), 1),
    (re.compile(rf"\s{_MARK}"), 1),
    (re.compile(rf"{_MARK}\s{{0,2}}\n{{1,3}}\s{{0,4}}{_MARK}"), 1),
    (re.compile(r""), 0),
]
# What may stand between a role and the name after it.
_BEFORE: list[tuple[re.Pattern[str], float]] = [
    (re.compile(rf"{_MARK}\s?\({_MARK}"), 0),
    (re.compile(rf"{_MARK}\s?:{_MARK}[ \t]{{0,40}}{_MARK}\s{{0,4}}|\s?\t\s?{_MARK}|:?\n{_MARK}"), 0),
    (re.compile(rf"\s{_MARK}"), 0.5),
    (re.compile(rf"{_MARK}\s?[–—-]\s{_MARK}"), 1),
    (re.compile(rf"\s(?:(?:[a-z]+\s){{0,4}})?{_BE}\s(?:currently\s|then\s)?"), 1),
    (re.compile(rf",\s{_MARK}"), 2),
]
_FAR = 70
_LISTED = re.compile(r"\s?(?:,|,?\sand|&)\s{0,2}")


@dataclass(frozen=True, slots=True)
class Holding:
    """A person and a role of theirs; ``span`` holds both as printed."""

    name: Name
    role: Role
    span: Span


def holdings(span: Span, world: Lexicon) -> list[Holding]:
    """Every name and role of ``span`` that stand beside each other as one holding the other, in order."""
    names, roles = find_names(span, world), find_roles(span, world)
    starts, ends = [name.span.start for name in names], [name.span.end for name in names]
    made: list[Holding] = []
    first_of = 0
    for index, role in enumerate(roles):
        last, first = bisect_right(ends, role.span.start), bisect_left(starts, role.span.end)
        before = [name for name in names[max(0, last - 1) : last] if role.span.start - name.span.end < _FAR]
        after = [name for name in names[first : first + 1] if name.span.start - role.span.end < _FAR]
        options: list[tuple[float, int, Name]] = []
        if not (index and _spans_two(roles[index - 1], role)):
            first_of = index  # "Ann Lee, chief executive and director of …": the name stands before the first of the roles
        gap = _gap(before[-1].span, roles[first_of].span) if before else None
        if gap is not None and gap.start >= (roles[first_of - 1].span.end if first_of else span.start):
            cost = _cost(gap, _AFTER)
            options += [] if cost is None else [(cost, 0, before[-1])]
        if after and not (options and first_of < index and _has_own(after[0], roles[index + 1 : index + 2])):
            cost = _cost(Span(span.document, role.span.end, after[0].span.start), _BEFORE)
            options += [] if cost is None else [(cost, 1, after[0])]
        for cost, side, name in sorted(options, key=lambda option: option[:2]):
            if _fits(name, role, cost, span, world):
                made += _chained(_whole(role, name, span, world) if side == 0 else role, name, names, side=side)
                break
    return made


def _whole(role: Role, name: Name, span: Span, world: Lexicon) -> Role:
    """The role with all that its bracket holds: "(Assistant Director, Supporting Communities)"."""
    gap = Span(span.document, name.span.end, role.span.start)
    inside = Span(span.document, role.span.start, min(span.end, role.span.start + 130)).match(r"[^()\n]{3,130}(?=\))")
    if "(" not in gap or inside is None or inside.span.end <= role.span.end:
        return role
    dated = inside.span.search(r",?\s(?:until|since|from|up\sto|appointed)\s[^()]{0,24}\d{4}$")
    return role_of(inside.span if dated is None else dated.before, world) or role


def _spans_two(first: Role, second: Role) -> bool:
    """Whether two roles of one person stand side by side: "Mayor and Lead Member", "Deputy Mayor/Executive Member"."""
    end = first.span.end if first.where is None else max(first.span.end, first.where.end)
    gap = first.span.document.text[end : second.span.start]
    return bool(re.fullmatch(r"\s?(?:/|and|&|,)\s?(?:the\s)?|\s?\([A-Z]{2,6}\)\s?(?:and|,)\s", gap))


def _has_own(name: Name, following: list[Role]) -> bool:
    """Whether the next role stands right after a name."""
    return any(re.fullmatch(r",?\s\(?", str(gap)) for role in following if (gap := _gap(name.span, role.span)) is not None)


def _gap(first: Span, second: Span) -> Span | None:
    return Span(first.document, first.end, second.start) if second.start >= first.end else None


def _cost(gap: Span, patterns: list[tuple[re.Pattern[str], float]]) -> float | None:
    words = str(gap)
    fitting = [cost for pattern, cost in patterns if pattern.fullmatch(words)]
    return min(fitting) if fitting else None


def _fits(name: Name, role: Role, cost: float, span: Span, world: Lexicon) -> bool:
    words = words_of(world)
    elected = bool(name.title) and words.is_elected(name.title)
    if elected and role.name in _EMPLOYED:
        return False
    if (role.plural and cost not in (0, 1)) or re.fullmatch(r"[A-Z]{4,}S", str(role.span)):
        return False  # "OFFICERS:" is the label of a list
    if role.plural and re.match(
        r"\s?(?:also\s)?(?:present|in\sattendance|attending)?\s?:", span.document.text[role.span.end :][:30], re.IGNORECASE
    ):
        return False  # and so is "Officers present:"
    if role.span.match(r"(?i:reserve|substitute)\s"):
        return False  # who may stand in holds no seat
    if cost == 2 and (name.strength == "weak" or role.plural):
        return False
    if name.strength == "weak" and not name.initialled:
        if cost > 1 or world.bodies.match(name.bare) is not None or world.places.match(name.bare) is not None:
            return False
        first = name.given.split(maxsplit=1)[0].casefold()
        if re.search(rf"(?<![A-Za-z]){re.escape(first)}(?![a-z])", span.document.text):
            return False  # a word that stands in small letters elsewhere is no given name
    gap = span.document.text[min(name.span.end, role.span.end) : max(name.span.start, role.span.start)]
    if name.strength == "weak" and not name.initialled and name.span.end < role.span.end and re.fullmatch(r"\s[*_]*", gap):
        return False  # "Teenage Pregnancy Co-ordinator": without a comma the words are of the role
    if "\n" in gap and ":" not in gap and not _alone(role.span, span):
        return False
    return role.name in role_words(world).of_a_body or not re.fullmatch(r"[a-z]+", str(role.span))


_EMPLOYED = frozenset(
    {
        "officer", "chief-executive", "deputy-chief-executive", "director", "director-of-childrens-services", "director-of-adult-social-services",
        "director-of-public-health", "director-of-legal-and-governance", "chief-finance-officer", "deputy-director", "assistant-director", "head-of-service",
        "manager", "service-manager", "team-manager", "neighbourhood-manager", "programme-manager", "democratic-services-officer", "scrutiny-support-officer",
        "principal-social-worker", "social-worker", "inspector", "lead-inspector",
    }
)  # fmt: skip


def _alone(role: Span, span: Span) -> bool:
    """Whether a role begins a line of its own, as in a signature."""
    text = span.document.text
    start, end = text.rfind("\n", 0, role.start) + 1, text.find("\n", role.end)
    line = text[start : end if end >= 0 else len(text)].strip(" *_\t")
    return line.startswith(str(role)[:12]) and len(line) < len(role) + 60 and not line.endswith((".", ";"))


def _chained(role: Role, name: Name, names: list[Name], *, side: int) -> list[Holding]:
    """The holding, and for a plural role the names listed after the first."""
    whole = name.span.to(role.span)
    if "(" in whole and whole.document.text[whole.end : whole.end + 1] == ")":
        whole = Span(whole.document, whole.start, whole.end + 1)
    made = [Holding(name, role, whole)]
    if not role.plural or side == 0:
        return made
    last = name
    for other in names[names.index(name) + 1 :]:
        gap = Span(role.span.document, last.span.end, other.span.start) if other.span.start >= last.span.end else None
        if gap is None or gap.fullmatch(_LISTED) is None:
            break
        made.append(Holding(other, role, role.span.to(other.span)))
        last = other
    return made

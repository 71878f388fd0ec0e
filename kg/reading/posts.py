"""Posts whose holder is not named, and posts that are vacant: a seat is there also while nobody named sits on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from kg.dates import When
from kg.facts import Post, Ref, slug
from kg.reading.part import Part
from kg.reading.refs import body_ref
from kg.reading.register import register, sentence_of
from kg.reading.roles import Role, find_roles
from kg.reading.rolewords import role_words
from kg.reading.rosters import headed_body, listed_on, own_body, own_council
from kg.reading.spoken import spoken_on
from kg.reading.times import find_times
from kg.reading.vacancies import Vacancy, is_supposed, times_after, vacancies
from kg.text import Span

_BEFORE = re.compile(
    r"(?:\b(?:[Tt]he|[Hh]er|[Hh]is|[Ii]ts|[Oo]ur|[Tt]heir)\s(?:\w+[’']s?\s)?|[,;:(/]\s?|\b(?:and|or|with|by)\s|[’']s?\s|^\W*|\n\W*|[.!?]\s{1,2})$"
)
_A = re.compile(r"\b[Aa]n?\s$")
_NOT = re.compile(
    r"\b(?:no|not|never|any|every|each|all|other|another|if)\s(?:\w+\s)?$|\bno\s(?:specific\s|explicit\s)?(?:reference|mention)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_GONE = re.compile(r"\b(?:resign\w*|depart\w*|former|previous(?:ly)?|outgoing|left|retire\w*|stepped\sdown|until)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]{0,600}$")
_NEW = re.compile(r"^(?:new|newly|recently|current|appointed|interim|acting|permanent)\s", re.IGNORECASE)
_IN_POST = re.compile(
    r"(?:\s\([A-Z]{2,6}\))?,?\s(?:(?:has|had|have|was|is)\s(?:now\s)?(?:been\s)?(?:in\s(?:the\s)?(?:post|role)|appointed)|took\sup\s(?:the|his|her|their|its)\s(?:post|role))\s"
    r"(?P<how>since|from|in|on|until)\s(?:early\s|late\s|mid-?\s?)?(?=\S)"
)
_FILLED = re.compile(
    r"(?:\s\([A-Z]{2,6}\))?,?\s(?:has\s(?:now\s|recently\s)?been\sappointed|was\s(?:recently\s)?appointed|(?:is\s)?(?:now\s)?in\spost)\b"
)
_FULFILLED = re.compile(
    r"[^.;\n]{0,40}?\b(?:this|the|that|whose|which)\s(?:role|post|position|function)?\s?(?:was|is|were|has\sbeen)\s(?:currently\s|presently\s|being\s|temporarily\s)*"
    r"(?:fulfilled|held|undertaken|carried\sout|covered|performed|taken\son)\sby\s(?:the\s)?[A-Z][\w’'-]{1,30}(?:\s(?:(?:of|for|and)\s)?[A-Z][\w’'-]{1,30}){0,5}"
)
_TO_FILL = re.compile(
    r"(?:\b(?:appoint(?:ment\sof)?|elect(?:ion\sof)?|nominations?\s(?:for|and\sappoint))\s(?:an?\s|the\s)?|\b(?:vacant|unfilled)\s(?:post|position|role)\sof\s(?:the\s)?)$",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"(?:\s?[:(–-]\s?|,?\s(?:post|position|role)?\s?(?:is|was|remains|remained|currently|ha[sd]\sbeen)\s(?:currently\s|still\s|now\s|left\s)?|[^.;\n]{1,60}?\band\s(?:the|this|that)\s(?:post|position|role)\s(?:is|was|remains)\s(?:currently\s|still\s|now\s)?)(?:vacant|unfilled|vacancy)\b",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"(?:[’']s?\s(?:post|position|role)|,?\s(?:an?|the)\s(?:post|position|role)\s(?:that|which)|,?\swhose\s(?:post|position|role))\s(?:ha[sd]\s(?:now\s|also\s)?(?:been|stood|lain|remained)|is|was|remains|remained|stands|stood|became|fell)\s"
    r"(?:currently\s|still\s|now\s|left\s|also\s)?(?:vacant|unfilled|empty)\b"
)  # "the programme manager's post has been vacant", "the head of audit, a post that is vacant"
_LIES = re.compile(  # of "the post of …" only: an empty chair is one to sit on
    r"(?:\s(?:post|position|role))?\s(?:is|was|remains|remained|stands|stood|lies|lay|ha[sd]\s(?:now\s|also\s)?(?:been|stood|lain|remained))\s"
    r"(?:currently\s|still\s|now\s|then\s|left\s|also\s){0,2}(?:vacant|unfilled|empty)\b"
)
_OF_SMALL = re.compile(r"(?:\s(?:of|for)\s(?:[a-z’'-]{2,20},?\s){0,5}[a-z’'-]{2,20})?")
_POST_OF = re.compile(r"\b(?:[Tt]he|[Aa]|[Tt]his)\s(?:post|role|position)\sof\s(?:the\s)?$")
_POST_OF_SMALL = re.compile(r"\b(?:[Tt]he|[Aa]|[Tt]his)\s(?:post|role|position)\sof\s(?:the\s)?(?=[a-z])")
_FEW_WORDS = re.compile(r"(?:[\w’'-]+\s){0,4}[\w’'-]+")
_IS_HELD = re.compile(
    r"\s(?:is|was|has\sbeen)\s(?:(?:only|now|currently|still)\s)?(?:held|filled|occupied|part[\s-]time|full[\s-]time|shared|combined|permanent)\b"
)
_PART_OF = re.compile(r"(?:the\s)?(?:end|beginning|start|middle)\sof\s(?:the\s)?")


def posts(part: Part) -> Iterator[Post]:
    """One post per role and body: vacant where the text says so, else unnamed where no holder is named in the part."""
    known = register(part)
    held = [
        (one.role.name, slug(one.role.object.words) if one.role.object is not None else "")
        for one in known.held
        if one.role.standing != "former"
    ]
    spans = {one.role.span.start for one in known.held}
    told: set[Ref] = set()
    empty = {}
    for one in vacancies(part):
        empty[one.role.span.start] = one
        post = _post(part, one.role, "vacant", (one.words,), one)
        if post is not None and post.ref not in told:
            told.add(post.ref)
            yield post
    for role in [*find_roles(part.span, part.world), *_small(part)]:
        if role.span.start in spans or role.span.start in empty or role.plural or role.standing in ("former", "future"):
            continue
        post = _vacant(part, role) or _unnamed(part, role, held)
        if post is not None and post.ref not in told:
            told.add(post.ref)
            yield post


def _small(part: Part) -> Iterator[Role]:
    """The roles in lower case that are said to be posts: "the post of hub co-ordinator", "the hub co-ordinator's post is vacant"."""
    for found in part.span.finditer(_POST_OF_SMALL):
        words = sentence_of(found.span, part)
        role = next(iter(find_roles(Span(words.document, found.span.end, words.end)[:60], part.world, small=True)), None)
        if role is not None and Span(words.document, found.span.end, role.span.end).fullmatch(_FEW_WORDS):
            yield replace(role, span=Span(words.document, found.span.end, role.span.end))
    for found in part.span.finditer(_STANDS):
        before = Span(found.span.document, sentence_of(found.span, part).start, found.span.start)
        role = next(iter(reversed(find_roles(before, part.world, small=True))), None)
        said = max(
            (one for one in part.world.find("role", before) if role is not None and one.span.end == role.span.end),
            key=lambda one: len(one.span),
            default=None,
        )
        if role is not None and said is not None and said.span.start < role.span.start:
            role = replace(role, span=said.span.to(role.span), concept=said.entry.concept)
        of = Span(before.document, role.span.end, before.end) if role is not None else before
        if role is not None and str(role.span)[:1].islower() and of.fullmatch(_OF_SMALL):
            yield replace(role, span=role.span.to(of) if of else role.span, object=role.object or of.strip() or None)


def _vacant(part: Part, role: Role) -> Post | None:
    """A post that the text says is empty, or that an agenda says is to be filled."""
    before, after = _about(role, part)
    fill = before.search(_TO_FILL)
    if fill is not None and (part.family == "agenda" or fill.span.search(r"vacant|unfilled", re.IGNORECASE)):
        words = fill.span.strip().to(role.span)
        return _post(
            part, role, "vacant", (words,), Vacancy(role, words, at=listed_on(part) if part.family == "agenda" else spoken_on(part))
        )
    empty = (
        after.match(_EMPTY)
        or after.match(_STANDS)
        or (after.match(_LIES) if before.search(_POST_OF) or after.match(r"\s(?:post|position)\s") else None)
    )
    if empty is None or is_supposed(before):
        return None
    words = sentence_of(role.span, part)
    since, until = times_after(Span(after.document, empty.span.end, words.end), part)
    ended = until is not None or (empty.span.search(r"\bwas\s(?!left)") is not None and since is not None)
    return _post(part, role, "vacant", (words,), Vacancy(role, words, since, until, None if ended else spoken_on(part)))


def _unnamed(part: Part, role: Role, held: list[tuple[str, str]]) -> Post | None:
    """A post that somebody holds whom the part does not name."""
    words = role_words(part.world)
    before, after = _about(role, part)
    since = after.match(_IN_POST)
    filled = (
        after.match(_FILLED) is not None
        or after.match(_FULFILLED) is not None
        or role.span.match(r"(?i:new|newly|recently)\b") is not None
    )
    named = slug(role.object.words) if role.object is not None else ""
    if any(name == role.name and (name in words.single or of == named) for name, of in held):
        return None
    if since is None and not (
        role.name in words.single
        or (named and str(role.span)[:1].isupper())
        or (filled and (named or re.search(r"[A-Z].*\s", role.span.words)))
    ):
        return None
    filled_post = before.search(_POST_OF) is not None and after.match(_IS_HELD) is not None
    if (
        before.search(_NOT)
        or (before.search(_A) and not filled and since is None)
        or not (filled_post or before.search(_BEFORE) or before.search(_A))
    ):
        return None
    sentence = sentence_of(role.span, part)
    if since is None and (
        sentence.search(_GONE)
        or Span(sentence.document, max(sentence.start - 400, part.span.start), role.span.start).search(_QUOTED)
    ):
        return None
    by = after.match(_FULFILLED)  # "a Lead Member, and this role was currently being fulfilled by the Mayor": shown with the role
    return _post(part, role if by is None else replace(role, span=role.span.to(by.span)), "unnamed", (sentence,))


def _about(role: Role, part: Part) -> tuple[Span, Span]:
    start, end = max(part.span.start, role.span.start - 60), min(part.span.end, role.span.end + 140)
    return Span(part.span.document, start, role.span.start), Span(part.span.document, role.span.end, end)


def _post(
    part: Part, role: Role, status: Literal["vacant", "unnamed"], evidence: tuple[Span, ...], empty: Vacancy | None = None
) -> Post | None:
    body = _seat(part, role)
    if body is None:
        return None
    words = role_words(part.world)
    name = role.name if role.name in words.single | words.of_a_body else slug(_NEW.sub("", role.span.words))
    since, until = (empty.since, empty.until) if empty is not None else _dates(_about(role, part)[1], part)
    return Post(
        ref=Ref("post", slug(body.slug, name, part.issued.value if part.issued is not None else part.slug)), body=body, role=role.concept,
        status=status, printed=role.span.words, since=since, until=until, attested_on=empty.at if empty is not None else spoken_on(part), evidence=evidence,
    )  # fmt: skip


def _seat(part: Part, role: Role) -> Ref | None:
    """The body a post is in."""
    words = role_words(part.world)
    if role.name in words.of_a_body:
        return own_body(part, role.where) or (headed_body(part, role.span.start) if role.where is None else None)
    if role.where is not None:
        return body_ref(role.where.words, part)
    return own_council(role, part) if role.name in words.of_a_council else None


def _dates(after: Span, part: Part) -> tuple[When | None, When | None]:
    """The beginning or end that is printed right after a role."""
    found = after.match(_IN_POST)
    if found is None:
        return None, None
    lead = found.after.match(_PART_OF)
    start = found.span.end if lead is None else lead.span.end
    time = next(iter(find_times(Span(after.document, found.span.end, after.end)[:60], part.world)), None)
    ends = time.near(spoken_on(part), ahead=False) if time is not None and time.span.start <= start + 2 else None
    if ends is None:
        return None, None
    return (None, ends[1]) if str(found.group("how")).strip() == "until" else (ends[0], None)

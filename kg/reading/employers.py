"""The body that somebody at a meeting acts for: what a co-opted member, guest, officer or partner is printed with.

"Canon E Vaughan (Church of England Diocese)", "Hope Danvers, Chief Executive, Bright Steps", "representing Unison", a cell of
a table beside the name, the name of a council over the members whom it sent to a joint committee. The committee that met and
the council's own offices are none; of an elected person only another council counts.
"""

from __future__ import annotations

import re

from kg.lexicon import Lexicon
from kg.reading.absences import AWAY, Listed
from kg.reading.civic import CIVIC, POST
from kg.reading.names import words_of
from kg.reading.roles import ORGANISATION, role_of
from kg.reading.titles import councils
from kg.text import Span

_FOR = re.compile(
    r"(?:also\s)?(?:(?:a\s|the\s)?rep(?:resentative)?s?\s(?:of|for|from)|representing|on\sbehalf\sof|nominated\sby|appointed\sby|from|of|at)\s(?:the\s)?(?=[A-Z])",
    re.IGNORECASE,
)
_REPRESENTS = re.compile(r"(?P<body>.{2,80}?)\s(?i:rep(?:resentative)?s?|nominee|member|observer|delegate)", re.DOTALL)
_BETWEEN = re.compile(r"\s?[;|/]\s?|,\s|\t|\s[–—-]\s|:\s|[()\[\]]|\s(?:at|from|of)\s(?=the\s[A-Z]|NHS\b)")
_DEPARTMENT = re.compile(
    r"(?:[A-Z][\w’'&,-]{0,30}\s(?:and\s|&\s)?){0,5}(?:Services|Service|Team|Department|Directorate|Unit|Division|Office|Secretariat)"
)
_NEVER = re.compile(  # what is no body: how somebody took part, of which kind the seat is, of which party
    r"(?:(?:non[\s-])?voting|independent|lay|virtual(?:ly)?|remote(?:ly)?|online|via\s.*|(?:ms\s|microsoft\s)?teams|zoom|in\sperson|hybrid|parents?|governors?|teachers?|carers?|faith|church|primary|secondary|special|"
    r"labour|conservative|liberal\sdemocrats?|green|reform(?:\suk)?|ex[\s-]?officio|minutes?|minute[\s-]taker|notes?|clerk|items?\b.*|minutes?\s\d.*|for\s.*|to\s.*|until\s.*|joined.*|left.*|arrived.*|substitut.*|apologies.*|absent.*|present.*|"
    r"guests?|officers?|partners?|members?|observers?|witness(?:es)?|young\spe(?:ople|rson).*|care[\s-](?:leavers?|experienced).*|foster\scarers?|residents?|vacan\w+|tbc|n/?a|part|whole|all|by\sinvitation|representatives?|reps?|[a-z]{1,3}|.*\bward)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:NHS|[A-Z0-9][\w’'&.+-]{0,30})(?:,?\s(?:(?:and|of|for|the|in|on|to|&)\s){0,2}[A-Z0-9][\w’'&.+-]{0,30}){0,9}"
)
_NEAR = 1500
_SENT = ("guest", "observer", "co-opted-member")


def acts_for(one: Listed, world: Lexicon, capacity: str) -> Span | None:
    """The name of the body that somebody is printed with as acting for; None where none is.

    ``capacity`` is that of the person: a guest's or co-opted member's body needs no telling word ("Bright Steps").
    """
    title = one.entry.name.title
    pieces = sorted((piece for piece in (*one.entry.notes, one.entry.role) if piece is not None), key=lambda piece: piece.start)
    if title and words_of(world).is_elected(title):
        chunks = (chunk for piece in pieces for chunk in piece.split(_BETWEEN))
        return next((found for chunk in chunks for found in councils(chunk)), None) or over(one)
    for piece in pieces:
        if (found := _body(piece, world, capacity)) is not None:
            return found
    return over(one)


def over(one: Listed) -> Span | None:
    """The council whose name stands by itself on a line over somebody, below the label of the list."""
    if not 0 <= one.entry.name.span.start - one.label.end < _NEAR:
        return None
    between = Span(one.label.document, one.label.end, one.entry.name.span.start)
    for line in reversed([line.strip(" *_#:\t\r\n") for line in between.lines()]):
        found = councils(line) if line else []
        if found and found[0].words == line.words:
            return found[0]
    return None


def _body(piece: Span, world: Lexicon, capacity: str) -> Span | None:
    """The body that the words about somebody name."""
    chunks = [chunk.strip(" .*_\n\t") for chunk in piece.split(_BETWEEN)]
    chunks = [chunk for chunk in chunks if chunk]
    posts = False  # whether a post stands before
    for number, chunk in enumerate(chunks):
        lead = chunk.match(_FOR)
        name = chunk if lead is None else lead.after.strip()
        if name.fullmatch(_NEVER) or not re.match(r"[A-Z0-9]", str(name)):
            continue
        if lead is not None and name.fullmatch(_CALLED) and not name.search(POST):
            return name
        sent = name.fullmatch(_REPRESENTS)
        if sent is not None:
            name = sent.group("body")
            if _tells(name, world) or name.fullmatch(r"[A-Z]{3,7}"):
                return name
            posts = True
            continue
        role = role_of(name, world)
        if name.search(POST):
            posts = True
            continue
        if role is not None and role.where is None and not name.fullmatch(_DEPARTMENT):
            posts = True
            continue
        if role is not None and role.where is not None and role.where.start > name.start:
            return Span(name.document, role.where.start, name.end) if _tells(role.where, world) else role.where
        if _tells(name, world) or (capacity == "officer" and not posts and name.fullmatch(_DEPARTMENT)):
            return name
        sure = capacity in _SENT or (capacity in AWAY and number == 0 and _is_own(name, world))
        last = number + 1 == len(chunks)
        stands = bool(lead) or posts or number == 0
        if sure and last and stands and name.fullmatch(_CALLED) and not name.fullmatch(_DEPARTMENT):
            return name
    return None


def _is_own(name: Span, world: Lexicon) -> bool:
    """Whether words are no names of services or topics only: "Turning Tides", not "Early Help"."""
    other = words_of(world).other
    return any(word.casefold() not in other for word in re.findall(r"[A-Za-z’'-]{4,}", str(name)))


def _tells(name: Span, world: Lexicon) -> bool:
    """Whether words name an organisation by what they say, or are the name of a known one."""
    known = next((mention for mention in world.bodies.find(name) if mention.span.start == name.start), None)
    if known is not None:
        return not {"Service", "Directorate", "Team"} & set(known.entry.data.get("kind", ()))
    return bool(name.search(ORGANISATION) or name.search(CIVIC)) and name.fullmatch(_CALLED) is not None

"""The tokens of a SPARQL query, and whether the query may be asked.

Only questions to the store itself are: no SERVICE (it makes the engine send a request to any address), no update. What a
query asks for is read from its tokens, by the terminals of SPARQL 1.1 (W3C Recommendation, 21 March 2013, section 19.8).
A parser of another engine is no guard: the engine reads "SERVICE:x{…}" and "1SERVICE<…>" as a SERVICE, and ends a comment
at a carriage return, where rdflib's parser sees a prefixed name and a longer comment. So whatever could be the keyword for
some parser counts as the keyword; strings, comments, IRIs, variables and names never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urljoin

from kg.project import ProjectError

DEEPEST = 200  # the engine's parser is recursive: some hundred levels more end its process
MOST_CHARACTERS = 1_000_000

_TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r\n]+|\#[^\r\n]*)
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:[\w.-]+)
    | (?P<tag>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)
    | (?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_UNICODE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE = re.compile(r"does not parse: line (?P<line>\d+), column (?P<column>\d+)$")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "ADD", "MOVE", "COPY", "WITH")


class ForbiddenError(ProjectError):
    """The query is sound, and asks for what is not done here: a change, or a question to another server."""


class Token(NamedTuple):
    """A terminal of a query: its kind (a group of the pattern above), its text and where it starts."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of ``query``, without white space and comments."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "mark"
        if kind != "space":
            yield Token(kind, match.group(), match.start())


def check(query: str) -> str:
    """The form of a query that may be asked (``"SELECT"``, ``"ASK"``, ``"CONSTRUCT"`` or ``"DESCRIBE"``).

    Raises ProjectError, in a sentence that says where: ForbiddenError for an update or a SERVICE, else for a query too long or too deep.
    """
    if len(query) > MOST_CHARACTERS:
        raise ProjectError(f"the query has {len(query):,} characters; the most is {MOST_CHARACTERS:,}")
    found = list(tokens(query))
    for reading in {query, _decoded(query)}:
        for token in _services(found if reading is query else list(tokens(reading))):
            raise ForbiddenError(
                f"line {_line(reading, token.start)} of the query asks another server (SERVICE), which is not done here"
            )
    depth = 0
    for token in found:
        depth += (token.text in "{([") - (token.text in "})]") if token.kind == "mark" else 0
        if depth > DEEPEST:
            raise ProjectError(
                f"line {_line(query, token.start)} of the query nests more than {DEEPEST} brackets, too deep to be read"
            )
    form = _form(found)
    if form in _UPDATES:
        raise ForbiddenError(f"{form} would change the graph, which is only read here: ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
    if form not in _FORMS:
        raise ProjectError("this is no SPARQL query: no SELECT, ASK, CONSTRUCT or DESCRIBE at its beginning")
    return form


def with_prefixes(query: str, known: Mapping[str, str]) -> str:
    """``query`` with the prefixes that it uses, does not declare, and that are ``known``, declared before its first line."""
    used: set[str] = set()
    declared: set[str] = set()
    before = ""
    for token in tokens(query):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            (declared if before == "PREFIX" else used).add(prefix)
        before = token.text.upper() if token.kind == "word" else ""
    wanted = sorted((used - declared) & set(known))
    return "".join(f"PREFIX {prefix}: <{known[prefix]}> " for prefix in wanted) + query


def graphs(query: str, base: str, known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The graphs that FROM names, and those that FROM NAMED does, as IRIs, of a query that parses."""
    prefixes = dict(known)
    unnamed: list[str] = []
    named: list[str] = []
    depth, before = 0, ["", "", ""]
    for token in tokens(query):
        depth += (token.text in "{([") - (token.text in "})]") if token.kind == "mark" else 0
        words = [word.upper() for word in before]
        if token.kind == "iri" and words[2] == "BASE":
            base = urljoin(base, _decoded(token.text[1:-1]))
        elif token.kind == "iri" and words[1] == "PREFIX":
            prefixes[before[2].removesuffix(":")] = urljoin(base, _decoded(token.text[1:-1]))
        elif token.kind in {"iri", "name"} and not depth and (words[2] == "FROM" or words[1:] == ["FROM", "NAMED"]):
            iri = urljoin(base, _decoded(token.text[1:-1])) if token.kind == "iri" else _expanded(token.text, prefixes)
            (unnamed if words[2] == "FROM" else named).append(iri)
        before = [*before[1:], token.text]
    return unnamed, named


def _expanded(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)


def explained(error: str, query: str, added: int) -> str:
    """What the engine says of a query that it cannot parse, in a sentence with the place in ``query``.

    ``added`` is the number of characters that :func:`with_prefixes` put before it. Other messages stay as they are.
    """
    found = _PLACE.search(error)
    if found is None:
        return error
    line = int(found.group("line"))
    column = int(found.group("column")) - (added if line == 1 else 0)
    words = query.split("\n")[line - 1][max(column - 1, 0) :].split() if line <= query.count("\n") + 1 else []
    near = f"near {words[0][:40]!r}" if words else "at the end of the line"
    return f"the query does not parse: line {line}, column {max(column, 1)}, {near}"


def _services(found: list[Token]) -> Iterator[Token]:
    """The tokens that some parser could take for the keyword SERVICE."""
    for index, token in enumerate(found):
        if "SERVICE" not in token.text.upper():
            continue
        following = found[index + 1].text if index + 1 < len(found) else ""
        if token.kind == "word" or (
            token.kind == "name"
            and "SERVICE" in token.text.partition(":")[0].upper()
            and following == "{"
            and (index == 0 or found[index - 1].text.upper() != "GRAPH")  # of which it is the name
        ):
            yield token


def _form(found: list[Token]) -> str:
    rest = iter(found)
    for token in rest:
        word = token.text.upper()
        if word == "BASE":
            next(rest, None)
        elif word == "PREFIX":
            next(rest, None)
            next(rest, None)
        else:
            return word
    return ""


def _decoded(query: str) -> str:
    """The query with its codepoint escapes (section 19.2) decoded, for parsers that decode before they read."""
    return _UNICODE.sub(lambda match: chr(min(int(match.group(1) or match.group(2), 16), 0x10FFFF)), query)


def _line(query: str, position: int) -> int:
    return len(re.findall(r"\r\n|\r|\n", query[:position])) + 1

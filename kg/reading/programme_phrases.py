"""Phrases that have the form of a programme's name: a head noun such as "strategy" after words that tell which one."""

from __future__ import annotations

from collections.abc import Iterator

from kg.reading.phrases import tokens_of
from kg.reading.programme_names import ProgrammeWords
from kg.text import Span

_LINKS = frozenset({"and", "of", "for", "to", "&", "the"})


def capitalised_programmes(text: Span, words: ProgrammeWords) -> Iterator[tuple[Span, str]]:
    """Capitalised names before a head noun in either case: "Early Help Strategy", "Early Help strategy"."""
    tokens = tokens_of(text)
    heads, lead = words.kinds("heads"), words.words("words", "lead")
    never = {one.casefold() for one in words.words("words", "never")}
    own, bare = words.words("words", "own"), {one.casefold() for one in words.words("words", "bare")}
    for index, head in enumerate(tokens.words):
        kind = heads.get(head.casefold())
        if kind is None or (head.isupper() and len(text) > 200):
            continue
        first = at = index
        while at > 0 and index - at < 10 and tokens.joined(at):
            word = tokens.words[at - 1]
            if word[0].isupper() or (word[0] in "0123456789" and len(word) < 4):
                if word in lead:
                    break
                first = at = at - 1
            elif word in _LINKS and at > 1 and tokens.joined(at - 1) and _carries_on(tokens.words[at - 2], word, lead):
                at -= 1
            else:
                break
        name = tokens.span_of(first, index)
        said = [word for word in tokens.words[first:index] if word not in _LINKS]
        starts = first == 0 or not tokens.joined(first)
        if not said or (head.islower() and starts and len(said) < 2 and not said[0].isupper()):
            continue
        folded = name.words.casefold().replace(" ,", ",")
        if any(folded == one or folded.endswith(" " + one) for one in never) or (folded in bare and name.words not in own):
            continue
        if head.isupper() and "THE" in said:  # a heading about a plan, not its name
            continue
        if head.islower() and not all(word[0].isupper() for word in said):
            continue
        yield name, kind


def _carries_on(before: str, link: str, lead: frozenset[str]) -> bool:
    """Whether a name goes on to the left of a link: "Voice of the Child", "Health and Wellbeing"."""
    return (before[0].isupper() and before not in lead) or (before == "of" and link == "the")


def plain_programmes(text: Span, words: ProgrammeWords) -> Iterator[tuple[Span, str]]:
    """Names in lower case: a head noun after words of its sort that say more than what every child or council has."""
    tokens = tokens_of(text)
    heads, plain = words.words("words", "plain_heads"), words.words("words", "plain")
    generic = words.words("words", "generic")
    kinds = {**words.kinds("heads"), "document": "procedure"}
    for index, head in enumerate(tokens.words):
        if head not in heads:
            continue
        first = index
        while first > 0 and index - first < 8 and tokens.joined(first) and _plain_word(tokens.words[first - 1], plain):
            first -= 1
        if first == 1 and tokens.joined(1) and _plain_word(tokens.words[0].lower(), plain) and tokens.words[0][0].isupper():
            first = 0 if tokens.words[0].lower() not in _LINKS else 1  # the capital is that of the sentence
        while first < index and (tokens.words[first] in _LINKS or tokens.words[first] in ("in", "with", "against")):
            first += 1
        said = " ".join(tokens.words[first:index]).casefold() if first == 0 else " ".join(tokens.words[first:index])
        only = words.words("words", head)
        if said not in only if only else (not said or said in generic):
            continue
        if head in ("strategy", "campaign", "pledge", "charter") or only:
            yield tokens.span_of(first, index), kinds.get(head, "strategy")


def _plain_word(word: str, plain: frozenset[str]) -> bool:
    return word in plain or ("/" in word and all(piece in plain for piece in word.split("/")))

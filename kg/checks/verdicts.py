"""How many of its weaknesses an area is said to have made progress with, against the verdicts on each in the same letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.checks.alarms import alarm
from kg.facts import Discrepancy
from kg.reading.numbers import value_of
from kg.text import Span

_COUNT = r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none|all|both"
_COUNTED = re.compile(
    rf"\b(?P<not>not\s)?(?:yet\s)?made\s(?:sufficient|enough|expected|good)\sprogress\s(?:in|with|on|towards|against)\s(?:addressing\s|improving\s|tackling\s)?"
    rf"(?P<count>{_COUNT})\s(?:out\s)?of\s(?:the|its|these)\s(?P<whole>{_COUNT})\s(?:\w+\s){{0,3}}?(?:weakness(?:es)?|areas?|actions?|priorit(?:y|ies))\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(?:has|have)\s(?P<not>not\s)?(?:yet\s)?made\s(?:sufficient|enough|expected|good)\sprogress\b[^.;]{0,40}\bthis\b(?!\sreport|\sletter|\svisit)"
    r"|^\W*(?P<none>in)?sufficient\sprogress\shas\s(?P<none2>not\s)?(?:yet\s)?been\smade\b",
    re.IGNORECASE,
)
_FEWEST = 3  # verdicts


def verdicts(sentences: list[Span]) -> Iterator[Discrepancy]:
    """The sentences that count otherwise than the verdicts among them do, where those are as many as the sentence says."""
    given = [(sentence, match) for sentence in sentences if (match := sentence.search(_VERDICT)) is not None]
    if len(given) < _FEWEST:
        return
    made = sum(not any(match.has(name) for name in ("not", "none", "none2")) for _, match in given)
    for sentence in sentences:
        counted = sentence.search(_COUNTED)
        if counted is None:
            continue
        whole, count = (_value(counted.group(name).words, len(given)) for name in ("whole", "count"))
        right = len(given) - made if counted.has("not") else made
        if whole == len(given) and count != right:
            yield alarm(
                "count-of-list",
                (sentence, *(span for span, _ in given)),
                f"{counted.group('count').words} of {counted.group('whole').words}",
                f"{right} of {len(given)}",
                f"Progress is told of with {count} of {whole}; the verdicts printed on each give {right}.",
            )


def _value(words: str, every: int) -> int:
    word = words.lower()
    if word in ("all", "both", "none"):
        return {"all": every, "both": 2, "none": 0}[word]
    return int(word) if word.isdigit() else int(value_of(word))

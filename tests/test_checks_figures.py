"""Figures against the figures printed with them: alarms that must ring, and at least as many controls that must stay silent."""

import tomllib
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.arithmetic import share
from kg.checks import discrepancies
from kg.checks.listed import listed
from kg.checks.tallies import tallies
from kg.facts import Concept, Observation, Ref
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.reading.blocks import blocks
from kg.text import Document
from tests.test_checks import found, part_of, steps
from tests.timing import assert_linear

TOLD = tomllib.loads((Path(__file__).parent / "data/checks/figures.toml").read_text())
ALARMS, CONTROLS = TOLD["alarm"], TOLD["control"]


@pytest.mark.parametrize("told", ALARMS, ids=[one["text"][:60] for one in ALARMS])
def test_an_alarm_says_what_is_printed_and_what_its_figures_give(told):
    assert found(told["text"]) == [(told["kind"], told["printed"], told["computed"])]


@pytest.mark.parametrize("told", CONTROLS, ids=[one["text"][:60] for one in CONTROLS])
def test_a_control_stays_silent(told):
    assert found(told["text"]) == []


def test_there_are_no_fewer_controls_than_alarms():
    assert len(CONTROLS) >= len(ALARMS) > 50


@pytest.mark.parametrize("told", ALARMS[::3], ids=[one["text"][:60] for one in ALARMS[::3]])
def test_every_alarm_rests_on_the_words_that_print_it_and_accuses_nobody(told):
    (alarm,) = discrepancies(part_of(told["text"]), [])
    assert all(str(span) in told["text"] for span in alarm.evidence)
    assert alarm.text.startswith(("The ", "In the row ", "No whole number "))
    assert not any(word in alarm.text.lower() for word in ("wrong", "error", "mistake", "false", "incorrect"))


def test_a_sentence_that_is_wrapped_and_indented_is_read_like_one_on_a_line():
    text = "There were 42 vacancies in all at the end of the year in the two teams.  Of\n     these,\n     30 were filled, nine were out to\n     advert and six were covered."
    assert [kind for kind, _, _ in found(text)] == ["total-of-parts"]


def test_a_name_with_an_and_of_its_own_is_one_of_a_list():
    text = Document.from_text("The three councils (Aston, Barton, Carden and Dinton) met.").span
    assert [one.computed for one in listed(blocks(text))] == ["the list has 4"]
    assert not list(listed(blocks(text), ["Carden and Dinton"]))


def test_the_names_of_places_are_known_to_the_check_of_lists():
    place = Entry(Ref("place", "carden"), "Carden and Dinton", ("Carden and Dinton",))
    part = part_of("The three councils (Aston, Barton, Carden and Dinton) met.")
    object.__setattr__(part, "world", Lexicon({}, places=Vocabulary([place])))
    assert not list(discrepancies(part, []))


def figure(part, words, name, unit, value):
    span = part.span.find(words)
    return Observation(
        indicator=Concept("indicator", name),
        value=Decimal(value),
        unit=Concept("unit", unit),
        printed=words,
        place=Ref("place", "aston"),
        evidence=(span,),
    )


NEED = "There are 33,000 children under 18 in Aston. The council works with {count} children in need. It has few homes. But the rate of {rate} per 10,000 is high."


@pytest.mark.parametrize(("count", "rate", "expected"), [("746", "651", ["doubtful"]), ("746", "226", []), ("740", "240", [])])
def test_a_count_and_the_rate_of_the_same_measure_are_held_against_the_population_of_the_document(count, rate, expected):
    part = part_of(NEED.format(count=count, rate=rate))
    facts = [
        figure(part, count, "children-in-need", "count", count),
        figure(part, rate, "children-in-need-rate", "per-10000", rate),
    ]
    alarms = [one for one in discrepancies(part, facts) if one.kind.name == "rate-of-population"]
    assert [one.status for one in alarms] == expected


def test_figures_of_two_measures_are_not_held_against_each_other():
    part = part_of(NEED.format(count="746", rate="651"))
    facts = [figure(part, "746", "children-in-need", "count", "746"), figure(part, "651", "referrals-rate", "per-10000", "651")]
    assert not list(discrepancies(part, facts))


def test_parts_that_may_overlap_and_populations_of_elsewhere_are_doubtful():
    texts = (
        "Of the 31 families, 19 had waited for 12 weeks, nine for 20 weeks, and five for longer.",
        "Approximately 33,000 children under 18 live in Aston.\n\nThere were 367 children looked after (a rate of 118 per 10,000).",
    )
    assert [one.status for text in texts for one in discrepancies(part_of(text), [])] == ["doubtful", "doubtful"]


# What is right, rounded or cut off, is never reported; what is wrong always is.

WHOLES = st.integers(2, 1890)
WAYS = st.sampled_from([ROUND_FLOOR, ROUND_HALF_UP])
FORMS = [
    "In all {part} ({percent}%) of the {whole} children were seen.",
    "Of the {whole} plans reviewed, {part} were good, which is {percent}%.",
    "{percent}% of the {whole} plans ({part}) were good.",
    "There were {whole} children looked after. Of these, {part} ({percent}%) lived away.",
    "There were {whole} children with parents, of whom {percent}% lived elsewhere.",
    "Last year {percent} per cent of the {whole} children had a plan.",
]


@given(WHOLES, st.data(), st.integers(0, 1), WAYS, st.sampled_from(FORMS))
def test_a_percentage_rounded_or_cut_off_from_its_counts_never_alarms(whole, data, decimals, way, form):
    part = data.draw(st.integers(1, whole))
    percent = steps(share(Decimal(part), Decimal(whole)), decimals, way)
    assert found(form.format(part=part, whole=whole, percent=percent)) == []


@given(WHOLES, st.data(), st.integers(2, 40), st.sampled_from(FORMS[:4]))
def test_a_percentage_that_is_off_always_alarms(whole, data, off, form):
    part = data.draw(st.integers(1, whole))
    percent = steps(share(Decimal(part), Decimal(whole)), 0, ROUND_HALF_UP) + off
    assert [kind for kind, _, _ in found(form.format(part=part, whole=whole, percent=percent))] == ["percentage-of-counts"]


@given(st.integers(1, 1890), st.integers(1, 1890), WAYS)
def test_a_change_that_its_ends_give_never_alarms_and_another_always(before, after, way):
    size = steps(abs(Decimal(after) / before - 1) * 100, 0, way)
    word, noun = ("rose", "increase") if after >= before else ("fell", "reduction")
    sentence = f"The number of plans {word} from {before} to {after}, a {noun} of {{}}."
    assert found(sentence.format(f"{size}%")) == found(sentence.format(abs(after - before))) == []
    assert [kind for kind, _, _ in found(sentence.format(f"{size + 3}%"))] == ["change-of-ends"]
    assert [kind for kind, _, _ in found(sentence.format(abs(after - before) + 1))] == ["change-of-ends"]


@given(st.integers(20, 1890), st.integers(20, 1890))
def test_words_of_increase_and_reduction_are_denied_by_figures_that_go_the_other_way_alone(before, after):
    kinds = [[kind for kind, _, _ in found(f"The number of plans {word} from {before} to {after}.")] for word in ("rose", "fell")]
    assert kinds == [["comparison-of-figures"] if wrong else [] for wrong in (after < before, after > before)]


@given(st.lists(st.integers(2, 300), min_size=2, max_size=5), st.integers(1, 3))
def test_a_sentence_that_parts_a_total_never_alarms_where_it_adds_up(parts, off):
    each = [f"{part} to {name}" for part, name in zip(parts, ("Aston", "Barton", "Carden", "Dinton", "Ember"), strict=False)]
    sentence = f"There were {{}} visits: {', '.join(each[:-1])} and {each[-1]}."
    assert found(sentence.format(sum(parts))) == []
    if off * 4 < sum(parts) and not any(sum(parts[:end]) == sum(parts) - off for end in range(2, len(parts))):
        assert [kind for kind, _, _ in found(sentence.format(sum(parts) - off))] == ["total-of-parts"]


@given(st.integers(50, 1500), st.integers(20_000, 90_000), st.integers(0, 2), WAYS)
def test_a_rate_that_its_population_gives_never_alarms_and_another_always(count, population, decimals, way):
    rate = steps(Decimal(count) * 10_000 / population, decimals, way)
    text = "There were {} children (a rate of {} per 10,000).\n\nThe rate is calculated on a population of {:,}."
    if rate:
        assert found(text.format(count, rate, population)) == []
        assert [kind for kind, _, _ in found(text.format(count, rate * 2, population))] == ["rate-of-population"]


@given(st.integers(2, 9), st.integers(2, 9))
def test_a_number_of_things_alarms_exactly_where_its_list_has_another(said, listed_):
    items = "\n".join(f"- That thing {letter} be done." for letter in "abcdefghi"[:listed_])
    assert (found(f"The panel made the following {said} recommendations:\n\n{items}") == []) is (said == listed_)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), min_size=3, max_size=6), WAYS)
def test_a_table_of_shares_and_rates_that_fit_never_alarms(rows, way):
    lines = []
    for letter, (part, rest) in zip("ABCDEF", rows, strict=False):
        percent = steps(share(Decimal(part), Decimal(part + rest)), 0, way)
        lines.append(f"Team {letter}ston\t{part + rest}\t{part}\t{percent}%")
    assert found("\n".join(["Team\tPosts\tFilled\t% filled", *lines])) == []


@pytest.mark.parametrize(
    "run",
    [
        "half of a ", "two in three of the 3 ", "one in ", "rose from 1 to 2, ", "from 1 to ", "an increase of 1% ", "three wards ", "3 wards: a, ",
        "a rate of 1 per 10,000 ", "5 (1 per 10,000) ", "1, 2 and 3 ", "5: 1, 2 and 3; ", "1% higher than 2% ", "six councils reported a fall ", "Of these, 3 (4%) ",
        "Ward a\t1\t2%\n", "Ward\t1 (2%)\t3\t4.5\t-6%\n", "- 3 (4%) of a\n", "the remaining 4% ", "fell in each year 3% ",
    ],
)  # fmt: skip
def test_long_runs_take_time_in_proportion(run):
    assert_linear(lambda text: list(discrepancies(part_of(text), [])), run, "Three wards of 9 children:\n", length=4000)


@pytest.mark.parametrize(
    "run", ["opened at 6 pm ", "nine members present ", "13 were complete, ", "five in favour ", "12 were late and ", "Aa has a "]
)
def test_tallies_take_linear_time(run):
    assert_linear(lambda text: list(tallies(blocks(Document.from_text(text).span))), run, "The plan has 24 actions. ", ".", 4_000)

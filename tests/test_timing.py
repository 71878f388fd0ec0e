"""When figures are of, and of what: dates in order, before and after, rows of comparisons, shares and zeros in words."""

from decimal import Decimal

import pytest

from kg.dates import When
from kg.facts import Concept, Header, Indicator, Observation, Ref
from kg.reading.figures import figures
from kg.reading.part import Opening, Part
from kg.text import Document
from kg.world import read_lexicon

ENGLAND = "E92000001"


@pytest.fixture(scope="module")
def read(project):
    """Reads a text as a document about Leeds: each figure as (printed, value, unit, measure, place, date)."""
    world = read_lexicon(project)

    def reading(text, *, place="E08000035", area="leeds", family="scrutiny-report"):
        document = Document.from_text(text)
        issued = When("2022-11-08", "8 November 2022")
        header = Header(
            title="t",
            issued=issued,
            place=Ref("place", place),
            about=Ref("body", f"{area}-council"),
            evidence=(document.span[:9],),
        )
        opening = Opening(document.span[:0], 0.9, "a test")
        facts = list(figures(Part(span=document.span, family=family, slug="d", world=world, opening=opening, header=header)))
        labels = {fact.ref: f"~{fact.label}" for fact in facts if isinstance(fact, Indicator)}
        return [
            (
                one.printed,
                one.value,
                one.unit.name,
                one.indicator.name if isinstance(one.indicator, Concept) else labels[one.indicator],
                one.place.slug,
                dated(one),
            )
            for one in facts
            if isinstance(one, Observation)
        ]

    return reading


def dated(one):
    """The date, or the two ends of a period."""
    if one.date is not None:
        return one.date.value
    return f"{one.since.value if one.since else ''}..{one.until.value if one.until else ''}" if one.since or one.until else ""


def short(found, *columns):
    """Some of the columns of what was read."""
    return [tuple(one[column] for column in columns) for one in found]


def test_dates_in_a_row_belong_to_the_figures_in_their_order(read):
    found = read("The share of children with a dental check was 92%, 88% and 61% in 2018, 2019 and 2020 respectively.")
    assert short(found, 0, 5) == [("92%", "2018"), ("88%", "2019"), ("61%", "2020")]
    found = read("In March 2018 and March 2019, 40% and 45% of plans were late.")
    assert short(found, 0, 5) == [("40%", "2018-03"), ("45%", "2019-03")]


def test_a_date_in_the_brackets_is_that_of_their_figure(read):
    found = read("Re-referrals within 12 months stood at 18.6% in 2020-21 (2019-20: 22.4%).")
    assert short(found, 0, 5) == [("18.6%", "2020-04-01..2021-03-31"), ("22.4%", "2019-04-01..2020-03-31")]


def test_up_to_date_is_no_date(read):
    assert short(read("Only a third of plans were up to date."), 0, 1, 2, 5) == [("a third", Decimal("33.33"), "percent", "")]
    assert short(read("To date, 40 plans were written."), 0, 5) == [("40", "2022-11-08")]


def test_a_school_year_begins_in_september(read):
    found = read("Attendance of looked after pupils was 94.8% in the 2018/19 academic year.")
    assert short(found, 3, 5) == [("~Attendance of looked after pupils", "2018-09-01..2019-08-31")]


def test_a_row_of_comparisons_shares_unit_and_date(read):
    found = read(
        "The rate of children in need per 10,000 was 351 at 31 March 2018, compared to 330 for England and 341 for statistical neighbours."
    )
    assert found == [
        ("351", Decimal(351), "per-10000", "children-in-need-rate", "E08000035", "2018-03-31"),
        ("330", Decimal(330), "per-10000", "children-in-need-rate", ENGLAND, "2018-03-31"),
        ("341", Decimal(341), "per-10000", "children-in-need-rate", "leeds-statistical-neighbours", "2018-03-31"),
    ]


def test_a_count_is_not_of_the_unit_in_the_brackets_before_it(read):
    found = read(
        "The number of children in care was 402 (75 per 10,000) at 31 March 2017, compared with 388 (72 per 10,000) at 31 March 2016."
    )
    assert short(found, 0, 2, 5) == [
        ("402", "count", "2017-03-31"),
        ("75 per 10,000", "per-10000", "2017-03-31"),
        ("388", "count", "2016-03-31"),
        ("72 per 10,000", "per-10000", "2016-03-31"),
    ]


def test_averages_of_two_places_in_one_phrase(read):
    text = "The rate of 33% was an improvement from 19% for 2013, it was still below national and regional averages of 48% and 43% respectively."
    assert short(read(text), 0, 4, 5) == [
        ("33%", "E08000035", ""),
        ("19%", "E08000035", "2013"),
        ("48%", ENGLAND, ""),
        ("43%", "leeds-regional-neighbours", ""),
    ]
    found = read("In 2022, 11% of children moved three times, in line with national (10%) and regional (12%) averages.")
    assert short(found, 0, 4) == [("11%", "E08000035"), ("10%", ENGLAND), ("12%", "leeds-regional-neighbours")]


def test_a_range_is_of_the_measure_and_time_of_its_average(read):
    found = read("Caseloads averaged 17.5 in December 2018, ranging from 12 to 31.")
    assert short(found, 0, 3, 5) == [(n, "social-worker-caseload", "2018-12") for n in ("17.5", "12", "31")]


def test_a_change_since_a_month_began_then(read):
    found = read("The proportion of children placed more than 20 miles from home has reduced from 19% to 14% since March 2021.")
    assert short(found, 0, 3, 5) == [
        ("19%", "~proportion of children placed more than 20 miles from home", "2021-03"),
        ("14%", "~proportion of children placed more than 20 miles from home", "2021-03.."),
    ]


def test_none_and_no_are_zero(read):
    assert short(read("None of the 9 care leavers seen had a passport."), 0, 1) == [("None", Decimal(0)), ("9", Decimal(9))]
    found = read("There were no children's homes judged inadequate at 31 March 2022.")
    assert short(found, 0, 1, 5) == [("no", Decimal(0), "2022-03-31")]
    assert read("There were no plans.") == []


def test_shares_in_words_are_per_cent(read):
    text = "Nearly two thirds of plans are reviewed in time, compared with only a third at the visit in October 2021."
    assert short(read(text), 0, 1, 2, 5) == [
        ("two thirds", Decimal("66.67"), "percent", ""),
        ("a third", Decimal("33.33"), "percent", "2021-10"),
    ]
    assert read("This was a third visit in March 2021.") == []


def test_measures_go_on_from_the_figure_before(read):
    found = read("In 2016, 54% of pupils achieved the expected standard in reading, 46% in writing and 43% in maths.")
    assert short(found, 0, 3) == [
        ("54%", "~pupils achieved the expected standard in reading"),
        ("46%", "~pupils achieved the expected standard in writing"),
        ("43%", "~pupils achieved the expected standard in maths"),
    ]
    found = read(
        "There are 482 looked after children. This figure has remained fairly static, dropping slightly from 515 in December 2013."
    )
    assert short(found, 0, 3, 5) == [("482", "children-looked-after", ""), ("515", "children-looked-after", "2013-12")]
    found = read("The council has 12 children's homes, nine of which are rated good.")
    assert short(found, 0, 3) == [("12", "childrens-homes"), ("nine", "~children's homes, rated good")]


def test_only_the_figure_after_the_word_is_a_target(read, project):
    world = read_lexicon(project)
    document = Document.from_text("The timescale for cases is between 35 and 45 weeks against a target of 26 weeks.")
    header = Header(title="t", evidence=(document.span[:3],))
    part = Part(
        span=document.span, family="minutes", slug="d", world=world, opening=Opening(document.span[:0], 0.9, ""), header=header
    )
    found = [one for one in figures(part) if isinstance(one, Observation)]
    assert [(one.value, one.basis.name if one.basis else "") for one in found] == [(35, ""), (45, ""), (26, "target")]


def test_what_is_held_more_than_is_named(read):
    text = "Caseloads are too high, with some workers holding more than 35 cases against a local target of 18."
    assert short(read(text), 0, 3) == [("35", "social-worker-caseload"), ("18", "social-worker-caseload")]


def test_durations_in_weeks_days_and_years(read):
    text = "The average time between a child entering care and moving in with their adoptive family is 412 days, compared with 459 days nationally."
    assert short(read(text), 0, 3, 4) == [
        ("412 days", "adoption-entry-to-placement", "E08000035"),
        ("459 days", "adoption-entry-to-placement", ENGLAND),
    ]
    found = read("The average age at adoption was 3 years 4 months.")
    assert short(found, 0, 1, 2) == [("3 years 4 months", Decimal(40), "months")]


def test_a_place_that_is_in_no_list_is_the_own_one(read):
    found = read("Around 24,300 children under 18 live in North Calderby.", place="north-calderby", area="north-calderby")
    assert short(found, 1, 3, 4) == [(Decimal(24300), "population-under-18", "north-calderby")]


def test_a_footnote_mark_is_no_part_of_a_word(read):
    found = read(
        "Of the 389 children looked after at 31 March 2014:\n\n- 31 live in residential children’s homes\n- four live in residential special schools3, all of them far away"
    )
    assert short(found, 0, 3) == [
        ("389", "children-looked-after"),
        ("31", "looked-after-residential-homes"),
        ("four", "looked-after-residential-schools"),
    ]


def test_the_visit_of_a_letter_dates_what_was_so_at_that_time(read):
    text = "This letter summarises the findings of the monitoring visit to Leeds\nchildren’s services on 2 and 3 October 2018.\n\nCaseloads averaged 17 at the time of this visit."
    assert short(read(text, family="ofsted-letter"), 0, 5) == [("17", "2018-10-02..2018-10-03")]


def test_shares_of_ten_and_changes_by_a_share(read):
    found = read("Four in ten care leavers (41%) live in lodgings.")
    assert short(found, 0, 1, 2) == [("Four in ten", Decimal(40), "percent"), ("41%", Decimal(41), "percent")]
    found = read("The number of first-time entrants fell by a third to 45 in 2019-20.")
    assert short(found, 0, 2, 3) == [
        ("a third", "percent", "~reduction in number of first-time entrants"),
        ("45", "count", "~number of first-time entrants"),
    ]
    assert short(read("Contacts rose by 12% to 450."), 0, 2) == [("12%", "percent"), ("450", "count")]


def test_a_rate_of_another_place_is_a_rate(read):
    text = "The rate of children in care was 102 per 10,000, higher than the North West rate of 94 and the England rate of 64."
    assert {one[2] for one in read(text)} == {"per-10000"}


def test_ages_do_not_end_a_measure(read):
    text = "Only 52% of young people aged 17 and 18 were in touch in 2021/22, compared with 75% in the previous year."
    assert short(read(text), 0, 3, 5) == [
        ("52%", "~young people aged 17 and 18 were in touch", "2021-04-01..2022-03-31"),
        ("75%", "~young people aged 17 and 18 were in touch", ""),
    ]


def test_a_measure_is_shared_by_groups_and_sources(read):
    found = read("Persistent absence stands at 11.2% for children in need, 9.8% for pupils and 7.1% for looked after children.")
    assert [one[3] for one in found] == [
        "persistent-absence",
        "~Persistent absence for pupils",
        "~Persistent absence for looked after children",
    ]
    found = read("Half of all referrals came from the police in 2017 and a quarter from schools.")
    assert [one[3] for one in found] == ["~all referrals came from the police", "~all referrals came from schools"]


def test_a_month_after_one_with_its_year_is_told_by_the_order(read):
    assert short(read("62% of audits were good in September 2022, up from 41% in April."), 0, 5) == [
        ("62%", "2022-09"),
        ("41%", "2022-04"),
    ]
    assert short(read("62% of audits were good in March 2022, up from 41% in October."), 0, 5) == [
        ("62%", "2022-03"),
        ("41%", "2021-10"),
    ]
    assert short(read("In May, 63% of visits were late."), 0, 5) == [("63%", "")]


def test_a_part_takes_the_date_after_its_whole(read):
    found = read("A fifth of the 240 frontline posts were vacant at the end of December 2022.")
    assert short(found, 0, 1, 3, 5) == [
        ("A fifth", Decimal(20), "~frontline posts were vacant", "2022-12"),
        ("240", Decimal(240), "~frontline posts", "2022-12"),
    ]


def test_days_a_year_ranges_in_brackets_and_names_with_numbers(read):
    found = read("The sickness rate among social workers is 9.4 days per year, compared to a council average of 7.1 days.")
    assert short(found, 0, 2) == [("9.4 days", "days"), ("7.1 days", "days")]
    found = read("The average wait for a place is 14 weeks (range 2 to 41 weeks).")
    assert short(found, 1, 2) == [(Decimal(14), "weeks"), (Decimal(2), "weeks"), (Decimal(41), "weeks")]
    assert short(read("Attainment 8 for pupils was 21.4 in 2019."), 0, 3) == [("21.4", "~Attainment 8 for pupils")]


def test_double_a_figure_is_of_its_measure(read):
    found = read("In 2022, exclusions of children in need totalled 412, almost double the 2020 figure of 209.")
    assert [one[3] for one in found] == ["~exclusions of children in need totalled"] * 2
    assert [one[5] for one in found] == ["2022", "2020"]


def test_in_a_letter_the_inspection_is_an_earlier_one(read):
    text = "This letter summarises the findings of the monitoring visit to Leeds children’s services on 2 and 3 October 2018.\n\nDecisions are made in time in 91% of contacts, compared with 62% at the time of the inspection."
    assert short(read(text, family="ofsted-letter"), 0, 5) == [("91%", ""), ("62%", "")]

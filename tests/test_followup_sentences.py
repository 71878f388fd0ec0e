"""Follow-ups sentence by sentence: sources that are named, topics that carry over, how far something is, and what is no follow-up."""

import pytest

from kg import followups
from kg.dates import When
from kg.facts import Concept, Decision, Finding, Header, Meeting, Recommendation, Ref
from kg.reading.followups import context, label_of, retold, verdict
from kg.reading.part import Opening, Part
from kg.reading.references import references
from kg.reading.standing import claimed, standing
from kg.text import Document
from tests.timing import assert_linear

COUNCIL = Ref("body", "northby-council")


def a_part(world, name, words, year, family="minutes"):
    whole = Document.from_text(words, name=f"{name}.txt").span
    header = Header(title=name, issued=When.of(str(year), year), about=COUNCIL, evidence=(whole[:5],))
    return Part(span=whole, family=family, slug=name, world=world, opening=Opening(whole[:0], 1.0, "made up"), header=header)


def finding(part, polarity="neutral", words=None):
    span = part.span if words is None else part.span.find(words)
    ref = Ref("finding", f"{part.slug}/{span.start}")
    return part, Finding(ref=ref, made_in=part.ref, text=span.words, polarity=Concept("polarity", polarity), evidence=(span,))


def recommendation(part, number="", words=None):
    span = part.span if words is None else part.span.find(words)
    ref = Ref("recommendation", f"{part.slug}/{span.start}")
    return part, Recommendation(ref=ref, made_in=part.ref, text=span.words, number=number, evidence=(span,))


def linked(world, *pairs):
    said = followups.statements([*[(part, part.header) for part, _ in pairs], *pairs], world)
    return [(link.earlier.passage.words, link.later.passage.words, link.status) for link in followups.links(said, world)]


def span(words):
    return Document.from_text(words).span


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("The post has been filled.", "addressed"),
        ("A transition team was set up in April.", "addressed"),
        ("The weakness found by inspectors had been put right.", "addressed"),
        ("All teams now use it, as the panel had recommended.", "addressed"),
        ("Of 40 children, 39 were offered an interview.", None),
        ("39 of 40 children were offered an interview.", "addressed"),
        ("In the year 96% of children were offered an interview.", "addressed"),
        ("Of the plans, 72% were completed on time.", "partly"),
        ("Workers are based in nine of the twelve schools.", "partly"),
        ("Only 9% of children had been offered one.", "repeated"),
        ("A worker is based in every one of our 13 schools.", None),
        ("There is some evidence of it.", "partly"),
        ("Leaders are taking steps to do so.", "partly"),
        ("About half of the plans are good.", "partly"),
        ("It is not yet so in all cases: not yet in all teams.", "partly"),
        ("The wait is still longer than it should be.", "partly"),
        ("A pathway was being written.", "partly"),
        ("This is still so.", "repeated"),
        ("Nothing has been done.", "repeated"),
        ("Those who go are not asked for their reasons.", "repeated"),
        ("Members said that this did not agree with what they had been told.", "repeated"),
        ("The post has been vacant for a year.", "repeated"),
        ("It has been seen and has been discussed.", None),
        ("The hall is large.", None),
    ],
)
def test_how_far_words_say_that_something_is(words, status, world):
    assert claimed(span(words), world) == status


def test_praise_with_a_reserve_is_partly_and_words_of_remedy_win(world):
    assert standing(span("Plans have improved but are not yet good enough."), "mixed", None, world) == "partly"
    assert standing(span("It met the recommendation in full: met in full."), "weakness", "addressed", world) == "addressed"
    assert standing(span("Plans are now much better."), "strength", "addressed", world) == "addressed"


@pytest.mark.parametrize(
    ("words", "number", "when"),
    [
        ("This met Ofsted’s third recommendation of 2014.", "3", "2014"),
        ("The Panel's resolution of July 2020 had been met in full.", "", "2020-07"),
        ("The commissioner's review of June 2021 drew attention to delay.", "", "2021-06"),
        ("In June 2018 inspectors asked for more supervision.", "", "2018-06"),
        ("What the commissioner had asked for in the second of her recommendations was done.", "2", None),
        ("Recommendation 4. The board has published one.", "4", None),
        ("Scrutiny asked in March 2019 to see these.", "", "2019-03"),
        ("As the group had asked, all use it.", "", None),
    ],
)
def test_words_that_name_an_earlier_source(words, number, when, world):
    (found, *_) = references(span(words), world)
    assert (found.number, found.when.value if found.when else None) == (number, when)


@pytest.mark.parametrize("words", ["About 4 recommendations were read.", "In 2019, 40 children came.", "Inspectors were friendly."])
def test_words_that_name_none(words, world):
    assert references(span(words), world) == []


def test_a_source_is_the_one_of_its_family_and_time(world):
    (found, *_) = references(span("The Panel's resolution of July 2020 was met."), world)
    assert found.is_of("minutes", When.of("", 2020, 7, 21))
    assert not found.is_of("minutes", When.of("", 2019, 7, 21))
    assert not found.is_of("commissioner-review", When.of("", 2020, 7, 21))


def test_a_resolution_is_followed_up_by_what_names_it(world):
    asked = "that the Council publish a single local offer for care leavers"
    first = a_part(world, "first", asked, 2020)
    meeting = Meeting(ref=Ref("meeting", "panel-2020-07-21"), label="Panel", date=When.of("", 2020, 7, 21), evidence=(first.span,))
    decided = Decision(text=asked, meeting=meeting.ref, evidence=(first.span,))
    later = "The local offer for care leavers was published in March. In this way the Panel's resolution of July 2020 had been met in full."
    second = a_part(world, "second", later, 2022, "scrutiny-report")
    found = linked(world, (first, meeting), (first, decided), finding(second))
    assert [(of, status) for of, _, status in found] == [(asked, "addressed")]


@pytest.mark.parametrize(
    "words", ["that the report be noted", "that Councillor Ash be elected Chair", "that thanks be conveyed to all"]
)
def test_a_resolution_that_asks_for_nothing_is_not_followed_up(words, world):
    first, second = (
        a_part(world, "first", words, 2020),
        a_part(world, "second", "The report has been noted by the Chair again.", 2022),
    )
    assert linked(world, (first, Decision(text=words, evidence=(first.span,))), finding(second)) == []


def test_a_recommendation_that_an_ordinal_names(world):
    first = a_part(world, "first", "Ring a bell.\n\nBuy a clock.", 2014, "inspection-report")
    second = a_part(world, "second", "A clock was bought, and this met Ofsted's second recommendation of 2014.", 2016)
    asked = recommendation(first, "1", "Ring a bell."), recommendation(first, "2", "Buy a clock.")
    assert linked(world, *asked, finding(second)) == [("Buy a clock.", second.span.words, "addressed")]


def test_each_sentence_of_a_paragraph_speaks_of_its_own_matter(world):
    asked = "Set up a transition team for young people who move to adult services."
    first = a_part(world, "first", asked, 2018)
    second = a_part(world, "second", "Members know the borough well. A transition team was set up in April 2019. It rained.", 2020)
    assert linked(world, recommendation(first), finding(second)) == [
        (asked, "A transition team was set up in April 2019.", "addressed")
    ]


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ("Pathway plans: about half of them are good; the rest are not specific.", "partly"),
        ("Pathway plans. Our audits show that about half are good.", "partly"),
        ("Members asked about pathway plans. The manager said that all of them had been rewritten.", "addressed"),
        ("In June 2018 inspectors asked for better pathway plans. This is still not so.", "repeated"),
    ],
)
def test_what_a_paragraph_begins_with_tells_what_its_sentences_are_on(later, status, world):
    asked = "The quality of pathway plans for care leavers."
    first, second = a_part(world, "first", asked, 2018, "inspection-report"), a_part(world, "second", later, 2020)
    assert [found for _, _, found in linked(world, recommendation(first), finding(second))] == [status]


def test_a_paragraph_that_says_two_things_is_one_row_and_partly(world):
    asked = "Improve supervision of social workers."
    later = "Supervision has been introduced in every team. Supervision is not recorded."
    first, second = a_part(world, "first", asked, 2018), a_part(world, "second", later, 2020)
    assert [status for _, _, status in linked(world, recommendation(first), finding(second))] == ["partly"]


def test_a_claim_is_contradicted_by_what_a_later_source_found(world):
    claim, later = (
        "Every audit is now moderated and the audits can be relied on.",
        "Audits are over-optimistic, and moderation of audits has lapsed.",
    )
    first, second = a_part(world, "first", claim, 2021), a_part(world, "second", later, 2023)
    assert linked(world, finding(first), finding(second, "weakness")) == [(claim, later, "contradicted")]
    none, some = (
        "No child aged 16 or 17 had been placed in bed and breakfast; this has been put right.",
        "Three children aged 16 or 17 were placed in bed and breakfast.",
    )
    first, second = a_part(world, "third", none, 2020), a_part(world, "fourth", some, 2021)
    assert linked(world, finding(first), finding(second, "weakness")) == [(none, some, "contradicted")]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Management oversight is weak.", "Audits make judgements on how effective management oversight has been."),
        ("The use of family group conferences before pre-proceedings.", "Pre-proceedings are tracked well."),
        (
            "The time that children wait for treatment from CAMHS.",
            "The average wait for an assessment of autism has been cut and is now short.",
        ),
        ("Supervision of social workers is irregular.", "Supervision in CAMHS is regular."),
        ("A pathway for adoption should be adopted.", "The board adopted a neglect strategy."),
    ],
)
def test_what_is_named_in_passing_or_is_of_another_service_links_nothing(earlier, later, world):
    first, second = a_part(world, "first", earlier, 2018), a_part(world, "second", later, 2020)
    assert linked(world, finding(first, "weakness"), finding(second, "strength")) == []


def test_what_only_tells_again_or_asks_in_passing_judges_nothing(world):
    asked = "Improve pathway plans."
    first = a_part(world, "first", asked, 2018)
    for later in (
        "Ofsted told the Council that pathway plans were weak.",
        "It was queried whether pathway plans had been improved.",
        "Members wondered what they should ask of pathway plans.",
    ):
        second = a_part(world, "second", later, 2020)
        assert linked(world, recommendation(first), finding(second)) == []


def test_titles_and_contexts_of_paragraphs(world):
    assert label_of(span("Pathway plans: every care leaver has one.")).words == "Pathway plans"
    assert label_of(span("Teeth. I am sorry to say that few saw a dentist.")).words == "Teeth."
    assert label_of(span("The council has met each of them in turn. It rained.")) is None
    text = span("The initial inspection found that plans were poor.\n\nThey are now much better.")
    assert context(text.find("They are now much better."), world).words == "The initial inspection found that plans were poor."
    assert retold(span("1. The initial inspection found that plans were poor."), world)
    assert not retold(span("Plans are poor."), world)
    closed = span(
        "Plans are good.\n\nThe area has made sufficient progress.\n\n2. Another matter.\n\nThe area has not made sufficient progress."
    )
    assert verdict(closed.find("Plans are good."), world) == "addressed"


@pytest.mark.parametrize("run", ["a ", "of 4 of 4 ", "has been ", "Ofsted 2014 ", "that "])
def test_reading_how_far_something_is_takes_linear_time(run, world):
    assert_linear(lambda text: (claimed(span(text), world), references(span(text), world)), run)

"""Programmes: by the form of their names, quoted, known; their years, lead and places; what is none."""

import pytest

from kg.facts import Ref
from kg.reading.programme_names import programme_ref
from kg.reading.programmes import programmes
from tests.areas import part_about


def read(text, area="Leeds", date="2019-05-01"):
    return {fact.ref.slug: fact for fact in programmes(part_about(area, text, date))}


def kinds(text):
    return {slug: fact.kind.name for slug, fact in read(text).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Early Help Strategy was in place.", {"leeds-early-help-strategy": "strategy"}),
        ("The early help strategy is good.", {"leeds-early-help-strategy": "strategy"}),
        ("Early help and prevention strategy", {"leeds-early-help-and-prevention-strategy": "strategy"}),
        ("its Voice of the Child strategy", {"leeds-voice-of-the-child-strategy": "strategy"}),
        ("the improvement plan and the Improvement Plan", {"leeds-improvement-plan": "plan"}),
        ("the LSCB Business Plan", {"leeds-lscb-business-plan": "plan"}),
        ("Leeds's Sufficiency Strategy", {"leeds-sufficiency-strategy": "strategy"}),
        ("the new Workforce Development Framework", {"leeds-workforce-development-framework": "framework"}),
        ("the early help competency framework", {"leeds-early-help-competency-framework": "framework"}),
        ("the supervision policy", {"leeds-supervision-policy": "policy"}),
        ("the threshold document", {"leeds-threshold-document": "procedure"}),
        (
            "a strategy for tackling child sexual exploitation across the city",
            {"leeds-strategy-for-tackling-child-sexual-exploitation": "strategy"},
        ),
        ("Selective Landlord Licensing began", {"leeds-selective-landlord-licensing": "order"}),
        ("Operation Sanctuary helps", {"leeds-operation-sanctuary": "operation"}),
        ("a contract with Acme Homes ended", {"leeds-contract-with-acme-homes": "contract"}),
        ("Practice Weeks are used", {"leeds-practice-week": "events"}),
        ("the Leeds health and well-being strategy", {"leeds-health-and-wellbeing-strategy": "strategy"}),
        ("the Joint Strategic Needs Analysis (JSNA)", {"leeds-joint-strategic-needs-assessment": "assessment"}),
        ("the Troubled Families programme", {"troubled-families": "programme"}),
        ("the ‘troubled families’ programme", {"troubled-families": "programme"}),
        ("Signs of Safety is used", {"signs-of-safety": "model"}),
        ("the 'staying put' policy", {"leeds-staying-put": "policy"}),
        (
            "campaigns 'Silent eyes', 'Say it' and 'Speak up'",
            {f"leeds-{one}": "campaign" for one in ("silent-eyes", "say-it", "speak-up")},
        ),
        ("the school-based 'Step on' and 'Kick off' initiatives", {"leeds-step-on": "initiative", "leeds-kick-off": "initiative"}),
        ("an online link, 'Toot Toot', to tell", {"leeds-toot-toot": "tool"}),
        ("'Everyone's Game' drama", {"leeds-everyones-game": "campaign"}),
        ("the 'No excuses' Practice Standards", {"leeds-no-excuses": "standards"}),
        ("The 'Leeds health plan 2013–23' is broad", {"leeds-health-plan": "plan"}),
        ("- Returning children home pilot – to continue", {"leeds-returning-children-home": "pilot"}),
        ("the early help/early intervention strategy", {"leeds-early-help-early-intervention-strategy": "strategy"}),
    ],
)
def test_names_of_programmes(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "There was no neglect strategy and no Early Help Strategy.",
        "The need for a comprehensive Workforce Strategy is recognised.",
        "A strategy meeting and strategy discussions were held.",
        "Each child has a Child Protection Plan, a care plan and a Pathway Plan.",
        "The action plan and the Action Plan are late.",
        "SETTING THE WORK PROGRAMME",
        "AN OUTLINE OF THE NEW STRATEGY",
        "They have an 'open door' policy and 'line of sight'.",
        "the Kent Police initiative",
        "the Bradford programme",
        "the Transformation Programme Board",
        "The strategy is good. This Plan works.",
        "Inspection Framework",
    ],
)
def test_what_is_no_programme(text):
    assert read(text) == {}


def test_years_in_and_behind_a_name():
    fact = read("EARLY HELP STRATEGY 2018 - 2022")["leeds-early-help-strategy"]
    assert (fact.since.value, fact.until.value) == ("2018", "2022")
    fact = read("the 'Child health strategy 2013–23'")["leeds-child-health-strategy"]
    assert (fact.since.value, fact.until.value, fact.since.printed) == ("2013", "2023", "2013–23")


def test_start_lead_and_places_where_they_are_printed():
    fact = read("The Families First pilot in Harehills and Bradford was launched in April 2018 and is led by Barnardo's.")[
        "leeds-families-first"
    ]
    assert fact.since.value == "2018-04"
    assert fact.until is None
    assert fact.led_by == Ref("body", "barnardos")
    assert fact.operates_in == (Ref("place", "leeds-harehills"), Ref("place", "E08000032"))
    assert fact.evidence[0].words.startswith("The Families First pilot")


def test_nothing_is_said_that_is_not_printed():
    fact = read("The Families First pilot was considered with Barnardo's. It was led by nobody.")["leeds-families-first"]
    assert (fact.since, fact.until, fact.led_by, fact.operates_in) == (None, None, None, ())


def test_a_place_in_the_name():
    assert read("the East Leeds pilot")["leeds-east-leeds"].operates_in == (Ref("place", "east-leeds"),)


def test_another_name_in_brackets():
    fact = read("The Practice Model (Children and Relationships First) is clear. The Practice Model works.")["leeds-practice-model"]
    assert fact.name == "Practice Model"
    assert fact.aliases == ("Children and Relationships First",)


def test_spellings_of_one_name_make_one_programme():
    fact = read("The early help strategy was written. The Early Help Strategy works.")["leeds-early-help-strategy"]
    assert fact.name == "Early Help Strategy"
    assert fact.aliases == ("early help strategy",)
    assert len(fact.evidence) == 2


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("‘returning children home’", "leeds-returning-children-home"),
        ("Returning children home project", "leeds-returning-children-home"),
        ("Locality Working Pilot", "leeds-locality-working"),
        ("Daisy Project", "leeds-daisy-project"),
        ("Leeds Neglect Strategy 2019-21", "leeds-neglect-strategy"),
        ("troubled families programme", "troubled-families"),
        ("MTFP", "leeds-medium-term-financial-plan"),
    ],
)
def test_references_of_programmes(name, slug):
    assert programme_ref(name, part_about("Leeds", "x")) == Ref("programme", slug)

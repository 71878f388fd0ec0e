"""Bodies: known ones by area, forms of names, acronyms, lists; what is no body; names of references."""

from dataclasses import replace

import pytest

from kg.facts import Ref
from kg.reading.acronyms import definitions
from kg.reading.bodies import bodies
from kg.reading.cover import Cover, longest
from kg.reading.lists import proper_items
from kg.reading.naming import bare, body_slug, naming
from kg.reading.phrases import capitalised, plain, quoted
from kg.reading.refs import body_ref, context
from kg.reading.scope import bodies_here, known_body
from kg.reading.structure import structures
from kg.text import Document
from tests.areas import part_about, world


def read(area, text, **options):
    return {fact.ref.slug: fact for fact in bodies(part_about(area, text, **options))}


def span(text):
    return Document.from_text(text).span


def words(spans):
    return [one.words for one in spans]


def test_a_local_body_is_meant_only_in_a_document_about_its_place():
    text = "The Improvement Board met Ofsted."
    assert set(read("Middlesbrough", text)) == {"middlesbrough-improvement-board", "ofsted"}
    assert set(read("Leeds", text)) == {"leeds-improvement-board", "ofsted"}


def test_a_name_that_names_a_place_means_its_body_anywhere():
    assert known_body("Stockton Borough Council", part_about("Leeds", "x")).ref == Ref("body", "stockton-on-tees-council")
    assert known_body("Improvement Board", part_about("Leeds", "x")) is None


def test_without_an_area_only_national_bodies_are_known():
    here = bodies_here(part_about("", "x"))
    assert here.get(Ref("body", "ofsted")) is not None
    assert here.named("LSCB") is None


def test_aliases_are_gathered_with_their_sentences():
    found = read(
        "Leeds",
        "The Leeds Safeguarding Children Partnership (LSCP) met. It was good. Later the LSCP reported. The Safeguarding Partnership ended.",
    )
    body = found["leeds-safeguarding-children-partnership"]
    assert body.name == "Leeds Safeguarding Children Partnership"
    assert body.aliases == ("LSCP", "Safeguarding Partnership")
    assert body.kind == "Partnership"
    assert [str(one) for one in body.evidence] == [
        "The Leeds Safeguarding Children Partnership (LSCP) met.",
        "The Safeguarding Partnership ended.",
    ]


def test_no_more_than_five_passages():
    text = " ".join(f"The Audit Team {number} met." for number in range(9)) + " Audit Team. audit team."
    assert len(read("Leeds", text)["leeds-audit-team"].evidence) <= 5


@pytest.mark.parametrize(
    ("printed", "slug", "kind"),
    [
        ("LEEDS CITY COUNCIL", "leeds-council", "Council"),
        ("the London Borough of Brent Council", "brent-council", "Council"),
        ("Kent Police", "kent-police", "PoliceForce"),
        ("Leeds Community Healthcare NHS Trust", "leeds-community-healthcare-nhs-trust", "HealthBody"),
        ("Black Country ICB", "black-country-integrated-care-board", "HealthBody"),
        ("University of East Anglia", "university-of-east-anglia", "University"),
        ("Department for Transport", "department-for-transport", "GovernmentDepartment"),
        ("Youth Council", "leeds-youth-council", "Group"),
        ("Change Council", "leeds-change-council", "Group"),
        ("Otley Town Council", "leeds-otley-town-council", "Council"),
        ("Health Overview and Scrutiny Panel", "leeds-health-overview-and-scrutiny-panel", "ScrutinyPanel"),
        ("Leeds Youth Offending Service", "leeds-youth-offending-service", "Service"),
        ("Leeds and District Safeguarding Children Board", "leeds-safeguarding-children-board", "Board"),
        ("Bradford Safeguarding Adults Board", "bradford-safeguarding-adults-board", "Board"),
        ("Kent and Medway Executive Group", "kent-and-medway-executive-group", "Group"),
        ("the Council's Fostering Panel", "leeds-fostering-panel", "Panel"),
        ("the adoption sub group", "leeds-adoption-sub-group", "Group"),
        ("Stockton", "stockton-on-tees-council", "Body"),
        ("Emotional Well-being Teams", "leeds-emotional-wellbeing-team", "Team"),
    ],
)
def test_names_make_references_and_kinds(printed, slug, kind):
    assert body_ref(printed, part_about("Leeds", "x")) == Ref("body", slug)
    assert naming(world()).kind_of(bare(printed)) == kind


def test_the_council_is_the_one_that_the_document_is_about():
    assert body_ref("the local authority", part_about("Kent", "x")) == Ref("body", "kent-council")
    unknown = part_about("", "x")
    assert body_ref("the local authority", unknown) == Ref("body", f"{unknown.slug}-local-authority")


def test_local_bodies_and_people_of_two_sources_without_an_area_are_not_one():
    one, other = (replace(part_about("", "x"), slug=name) for name in ("one", "other/2-minutes"))
    assert [body_ref("Scrutiny Panel", part).slug for part in (one, other)] == ["one-scrutiny-panel", "other-scrutiny-panel"]
    assert [body_ref("Cleveland Police", part).slug for part in (one, other)] == ["cleveland-police"] * 2
    assert [context(part) for part in (one, other)] == ["one", "other"]


def test_an_acronym_means_what_the_part_says():
    part = part_about("Leeds", "The Legal Gateway Panel (LGP) and the Complex Safeguarding Team (CST) met.")
    assert body_ref("LGP", part) == Ref("body", "leeds-legal-gateway-panel")
    assert body_ref("CST", part) == Ref("body", "leeds-complex-safeguarding-team")
    assert body_ref("CST", part_about("Leeds", "x")) == Ref("body", "leeds-cst")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the multi-agency risk assessment conference (MARAC)", [("multi-agency risk assessment conference", "MARAC")]),
        ("LSCB (Local Safeguarding Children Board)", [("Local Safeguarding Children Board", "LSCB")]),
        ("the Local Safeguarding Children Board (KSCB)", [("Local Safeguarding Children Board", "KSCB")]),
        ("a health and wellbeing board (H&WB)", [("health and wellbeing board", "H&WB")]),
        ("independent reviewing officer (IRO) service", [("independent reviewing officer", "IRO")]),
        ("It ended. Nothing before (ABC) fits", []),
        ("we met on Monday (UK)", []),
        ("ABC (nothing like it here)", []),
    ],
)
def test_acronyms_are_spelled_by_the_words_before_them(text, expected):
    assert [(one.long.words, str(one.short)) for one in definitions(span(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("While the Corporate Parenting Board and the Children's Trust met.", ["Corporate Parenting Board", "Children's Trust"]),
        ("LSCB and Safeguarding Adults Board", ["Safeguarding Adults Board"]),
        ("Wigan Council and Wigan Clinical Commissioning Group", ["Wigan Council", "Wigan Clinical Commissioning Group"]),
        ("Kent and Kent Police", ["Kent Police"]),
        ("Avon and Somerset Police", ["Avon and Somerset Police"]),
        ("the Children, Young People and Families Scrutiny Panel", ["Children, Young People and Families Scrutiny Panel"]),
        ("Department of Wellbeing, Care and Learning and Peopletoo", ["Department of Wellbeing, Care and Learning"]),
        ("Demand for Children's Social Care Services rose", ["Children's Social Care Services"]),
        ("the new Futures for Families Hub", ["Futures for Families Hub"]),
        ("Support Family Casework Team to grow", ["Family Casework Team"]),
        ("an Adolescent Support Team", ["Adolescent Support Team"]),
        ("the Director of Adult Services spoke", []),
        ("Director of Legal and Governance Services", ["Legal and Governance Services"]),
        ("OUR NEW ADOPTION SERVICE PANEL WORKS WELL", []),
        ("Team inspectors: A Person", []),
        ("Restorative Practice and Family Group Conferences", []),
        ("Multi Agency Children's Hub", ["Multi Agency Children's Hub"]),
        ("Local Authority and Primary School", []),
        ("Contact\nReferral Team", ["Referral Team"]),
        ("South Yorkshire Services", []),
        ("the Council's Executive Board", ["Executive Board"]),
        ("Executive Director Children's Services", ["Children's Services"]),
        ("Education, NHS Kent Integrated Care Board", ["NHS Kent Integrated Care Board"]),
    ],
)
def test_capitalised_phrases_with_a_head_noun(text, expected):
    assert words(capitalised(span(text), world())) == expected


def test_a_name_goes_on_over_a_full_line_only():
    full = "The quality of the work has been overseen since the spring by the Corporate\nParenting Board, which met."
    assert words(capitalised(span(full), world())) == ["Corporate\nParenting Board".replace("\n", " ")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the family placement panel", ["family placement panel"]),
        ("six assessment teams", ["assessment teams"]),
        ("a multi-agency adoption team", []),
        ("the social work team", []),
        ("the local partnership", []),
        ("the Learning and Improvement subgroup", ["Learning and Improvement subgroup"]),
        ("Strategic partnership working", []),
        ("the H&WB and Leeds achievement partnership", ["Leeds achievement partnership"]),
        ("the children with disabilities team", ["children with disabilities team"]),
        ("the VAWG steering group", ["VAWG steering group"]),
        ("the Leeds team", []),
        ("work in partnership", []),
        ("Family casework team", ["Family casework team"]),
    ],
)
def test_lower_case_names_of_service_words(text, expected):
    assert words(plain(span(text), world())) == expected


def test_quoted_names_before_a_head_noun():
    assert words(quoted(span("the 'rapid response' team and the 'voice' of it"), world())) == ["'rapid response' team"]
    assert read("Leeds", "the 'rapid response' team met")["leeds-rapid-response-team"].name == "rapid response team"


@pytest.mark.parametrize(
    "text",
    [
        "Local safeguarding children boards must publish.",
        "The Director of Public Health and the Director of Children's Services spoke.",
        "The Executive Director met Partner agencies.",
        "There were police officers, schools and GPs.",
        "AN UPDATE ON THE HOMES PANEL",
        "They put children in a position of trust.",
    ],
)
def test_what_is_no_body(text):
    assert read("Leeds", text) == {}


def test_a_heading_in_capitals_names_a_committee():
    found = read("Leeds", "ADULT HEALTH SCRUTINY BOARD\n\nThe Scrutiny Board met.")
    assert list(found) == ["leeds-adult-health-scrutiny-board"]
    assert found["leeds-adult-health-scrutiny-board"].name == "Scrutiny Board"


def test_words_of_the_language_name_a_body_beside_others_or_after_a_cue():
    assert "cleveland-police" in read("Middlesbrough", "We met Thirteen Housing, Police and others.")
    assert "cleveland-police" not in read("Middlesbrough", "Police use of the car park grew.")
    assert "leeds-cabinet" in read("Leeds", "It was approved by Cabinet.")
    assert "leeds-cabinet" not in read("Leeds", "The Cabinet Member spoke.")
    assert "middlesbrough-assessment-and-care-planning-team" in read(
        "Middlesbrough", "Text.\n\nAssessment and Care Planning\n\nThey work."
    )


def test_departments_in_a_list_are_bodies_of_the_council():
    found = read("Leeds", "Staff of departments including Housing Options, Libraries, Parks and Customer Access took part.")
    assert set(found) == {"leeds-housing-options", "leeds-libraries", "leeds-parks", "leeds-customer-access"}


def test_items_that_are_many_of_a_sort_or_places_are_no_bodies():
    assert read("Leeds", "Partners such as Faith Groups, Schools, Bradford and Health took part.") == {}


def test_items_of_lists_are_capitalised_throughout():
    assert [one.name.words for one in proper_items(span("agencies such as Age Concern, Mind and other groups"))] == [
        "Age Concern",
        "Mind",
    ]
    assert proper_items(span("agencies such as Mind")) == []


def test_an_area_means_its_council_where_it_acts():
    found = read("Leeds", "We work with Bradford and Calderdale. York is a city.")
    assert set(found) == {"bradford-council", "calderdale-council"}
    assert found["bradford-council"].kind == "Council"
    assert set(read("Leeds", "the three authorities (Leeds, Bradford and York)")) == {
        "leeds-council",
        "bradford-council",
        "york-council",
    }


def test_a_list_says_what_a_body_consists_of():
    text = (
        "The following Services sat within Children's Care, headed by the Director of Children's Care:-\n\n"
        "- Early Help – work with families\n- Duty and Advice Team: first contact, where staff\n\nwork late\n"
        "- Provision of support to schools in the city\n- Adoption\n\nThe end."
    )
    part = part_about("Leeds", text)
    assert [[name.words for name, _ in one.children] for one in structures(part)] == [
        ["Early Help", "Duty and Advice Team", "Adoption"]
    ]
    found = {fact.ref.slug: fact for fact in bodies(part)}
    assert found["leeds-adoption"].parent == Ref("body", "leeds-childrens-care")
    assert found["leeds-adoption"].kind == "Service"
    assert found["leeds-duty-and-advice-team"].parent == Ref("body", "leeds-childrens-care")


def test_the_same_short_name_stands_for_the_one_long_name():
    found = read("Leeds", "The Black Country Integrated Care Board met. The Integrated Care Board (ICB) agreed. The ICB left.")
    assert list(found) == ["black-country-integrated-care-board"]


def test_names_with_the_acronym_first_and_the_area_before_them():
    found = read("Leeds", "MASH (Multi Agency Safeguarding Hub) began. Leeds’s Contact and Referral Team (CART) helps; CART works.")
    assert found["leeds-multi-agency-safeguarding-hub"].aliases == ("MASH",)
    assert found["leeds-contact-and-referral-team"].name == "Contact and Referral Team"
    assert found["leeds-contact-and-referral-team"].aliases == ("CART",)


def test_and_joins_a_known_name_to_another():
    text = (
        "It delivers with the Department for Work and Pensions and Acme Skills and Employment Ltd. Barnardo's and Kent Police came."
    )
    assert set(read("Leeds", text)) == {
        "department-for-work-and-pensions",
        "acme-skills-and-employment-ltd",
        "barnardos",
        "kent-police",
    }


def test_a_known_name_with_more_behind_it_stays_the_known_one():
    assert list(read("Leeds", "The Department for Education Innovation Fund pays.")) == ["department-for-education"]


def test_slugs_do_not_depend_on_spelling():
    assert body_slug("Health and Well-being sub group") == "health-and-wellbeing-sub-group"
    assert body_slug("duty teams") == "duty-team"


def test_covers_take_no_overlaps():
    text = span("one two three four")
    cover = Cover([text[0:3], text[4:7]])
    assert not cover.add(text[2:5])
    assert not cover.add(text[5:5])
    assert cover.holds(text[4:6])
    assert cover.within(text[0:8]) == [text[0:3], text[4:7]]
    assert cover.beside(text[3:4]) == [text[0:3], text[4:7]]
    assert [str(one) for one in longest([text[0:7], text[4:13], text[14:18]])] == ["two three", "four"]


def test_long_sentences_are_cited_by_the_line():
    long = "word " * 90 + "\n" + "the Adoption Panel met, and so on " + "\n" + "more " * 60
    assert [one.words for one in read("Leeds", long)["leeds-adoption-panel"].evidence] == ["the Adoption Panel met, and so on"]


@pytest.mark.parametrize(
    "title", ["Chief Inspector of Little Health Services", "Interim Chief Inspector of Little\nHealth Services, CQC"]
)
def test_what_an_inspector_looks_into_is_no_service(title):
    assert [slug for slug in read("Leeds", f"Dr Jo Marl\n{title}\n") if "health" in slug] == []

"""Places: known ones by date and area, wards, areas and buildings by form; what is no place."""

import pytest

from kg.dates import When
from kg.facts import Ref
from kg.reading.places import places
from kg.reading.refs import place_ref
from kg.reading.scope import home, place_of, valid_on
from tests.areas import part_about, world


def read(area, text, date="2021-09-21"):
    return {fact.ref.slug: (fact.name, fact.kind) for fact in places(part_about(area, text, date))}


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("Newport", 2021, "E05009866"),
        ("Newport", 2012, None),
        ("Newport", None, "E05009866"),
        ("Acklam", 2012, "E05001482"),
        ("Acklam", 2016, "E05009853"),
        ("Gresham", 2012, "E05001489"),
        ("Gresham", 2021, None),
        ("Nunthorpe", None, "E05015469"),
        ("Nunthorpe", 2020, "E05009868"),
        ("Northumberland", 2015, "E06000057"),
        ("Northumberland", 2012, "E06000048"),
        ("redcar & cleveland", None, "E06000003"),
        ("Atlantis", None, None),
    ],
)
def test_a_name_means_the_place_that_was_valid_on_the_date(name, year, code):
    when = When.of(str(year), year) if year else None
    assert place_of(name, world(), when) == (Ref("place", code) if code else None)


def test_a_ward_ends_on_the_day_it_is_succeeded():
    ward = world().places.get(Ref("place", "E05001482"))
    assert valid_on(ward, When.of("", 2014, 12, 31))
    assert not valid_on(ward, When.of("", 2015, 5, 7))
    assert not valid_on(ward, None)
    assert not valid_on(world().places.get(Ref("place", "E06000048")), When.of("", 2013))


def test_references_of_places():
    assert place_ref("Middlesbrough Council", world()) == Ref("place", "E06000002")
    assert place_ref("Acklam", world(), When.of("", 2013)) == Ref("place", "E05001482")
    assert place_ref("Acklam", world(), None, part_about("Leeds", "x")) == Ref("place", "acklam")
    assert home(part_about("Middlesbrough", "x")) == {"E06000002"}


def test_wards_are_of_the_area_that_the_document_is_about():
    text = "In Newport, and in the Central Ward, there is more. The Park is green. Only Central and North Ormesby have more."
    assert read("Middlesbrough", text) == {
        "E05009866": ("Newport", "Ward"),
        "E05009857": ("Central", "Ward"),
        "E05009867": ("North Ormesby", "Ward"),
    }
    assert read("Leeds", "In Newport there is more.") == {}


def test_a_ward_that_was_no_ward_on_the_date_is_a_place_by_its_name():
    assert read("Middlesbrough", "Newport and 'Gresham' were chosen.") == {
        "E05009866": ("Newport", "Ward"),
        "middlesbrough-gresham": ("Gresham", "Place"),
    }


def test_an_abbreviated_point_of_the_compass():
    assert read("Middlesbrough", "teams around communities (Newport and N Ormesby)")["E05009867"] == ("N Ormesby", "Ward")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Gipton and Harehills ward grew.", {"leeds-gipton-and-harehills": ("Gipton and Harehills", "Ward")}),
        (
            "in Armley, Beeston and Headingley wards",
            {f"leeds-{one.lower()}": (one, "Ward") for one in ("Armley", "Beeston", "Headingley")},
        ),
        ("It is a city. The Armley Ward grew.", {"leeds-armley": ("Armley", "Ward")}),
        ("the ward grew; a Ward", {}),
        ("in East Leeds", {"east-leeds": ("East Leeds", "Place")}),
        ("in North Yorkshire", {"E10000023": ("North Yorkshire", "LocalAuthorityArea")}),
        ("in N Yorkshire", {"E10000023": ("N Yorkshire", "LocalAuthorityArea")}),
        ("the LS9 area and the Seacroft estate", {"leeds-ls9": ("LS9", "Place"), "leeds-seacroft": ("Seacroft", "Place")}),
        ("the Local area and the Priority Neighbourhood area", {}),
        ("Civic Hall, Leeds", {"leeds-civic-hall": ("Civic Hall", "Place"), "E08000035": ("Leeds", "LocalAuthorityArea")}),
        ("in the City Centre", {"leeds-city-centre": ("City Centre", "Place")}),
        ("1 High Street\nOtley\nLS21 3AB", {"otley": ("Otley", "Place")}),
        (
            "Piccadilly Gate Store Street Manchester M1 2WD",
            {"piccadilly-gate": ("Piccadilly Gate", "Place"), "E08000003": ("Manchester", "LocalAuthorityArea")},
        ),
        ("pilots in Harehills and Seacroft", {"leeds-harehills": ("Harehills", "Place"), "leeds-seacroft": ("Seacroft", "Place")}),
        ("pilots in Bradford", {"E08000032": ("Bradford", "LocalAuthorityArea")}),
    ],
)
def test_places_by_form(text, expected):
    assert read("Leeds", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Councillors Kent and J Bolton, Mr York, Dr Barnet and Cllr Sutton came.",
        "Reading, writing and mathematics improved.",
        "Bury the past.",
        "Leeds City Council and the Kent Police met.",
    ],
)
def test_names_of_people_and_bodies_are_no_places(text):
    assert set(read("Cumbria", text)) == set()


def test_an_area_that_acts_is_a_place_too():
    assert read("Leeds", "We work with Bradford.") == {"E08000032": ("Bradford", "LocalAuthorityArea")}


def test_the_passages_are_the_sentences():
    (fact,) = places(part_about("Leeds", "Leeds grew. It is green. Leeds is old. Leeds is new. Leeds is big."))
    assert [str(one) for one in fact.evidence] == ["Leeds grew.", "Leeds is old.", "Leeds is new."]

"""The councils of England with children's services: every one by each form of its names, with the area and code of the day."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from areas import part_about, world
from timing import assert_linear

from kg import mapping
from kg.dates import When
from kg.facts import Header, Place, Ref
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.queryfile import Parameter
from kg.reading.areas import Areas
from kg.reading.authorities import folded, forms, register
from kg.reading.refs import authority_name, authority_ref, body_ref, on_its_day, place_ref
from kg.reading.scope import near, valid_on
from kg.text import Document
from kg.values import Thing, term

COUNCILS = register(world()).councils
AREAS = [entry for entry in world().places.entries if "LocalAuthorityArea" in entry.data.get("kind", ())]
DAYS = [date(2013, 4, 2), date(2016, 5, 1), date(2019, 3, 31), date(2019, 4, 1), date(2020, 4, 1), date(2021, 3, 31), date(2023, 3, 31), date(2023, 4, 1), date(2025, 4, 1), date(2026, 11, 21)]  # fmt: skip


def day(words):
    return When(words, words) if words else None


def meant(words, when=None):
    return authority_ref(words, world(), day(when)).slug, place_ref(words, world(), day(when)).slug


def on(words):
    """The codes that are valid on a day."""
    return [entry for entry in AREAS if valid_on(entry, day(words))]


def test_there_are_153_authorities_today_and_as_many_codes():
    assert len(on(None)) == 153
    assert sum(not entry.data.get("succeededBy") for entry in COUNCILS) == 153


@pytest.mark.parametrize(
    ("when", "count"), [("2013-04-02", 152), ("2019-03-31", 152), ("2019-04-01", 151), ("2021-04-01", 152), ("2023-04-01", 153)]
)
def test_how_many_authorities_there_were_on_a_day(when, count):
    assert len(on(when)) == count


def test_every_code_is_well_formed_and_of_one_area():
    codes = [entry.one("gssCode") for entry in AREAS]
    assert all(re.fullmatch(r"E(?:06|08|09|10)\d{6}", code) for code in codes)
    assert len(set(codes)) == len(codes) == 165
    assert [entry.ref.slug for entry in AREAS] == codes


def test_every_area_lies_in_one_region_that_has_a_code():
    regions = Counter(entry.one("within") for entry in AREAS)
    assert all(len(entry.data["within"]) == 1 for entry in AREAS)
    assert set(regions) == {f"place/E1200000{number}" for number in range(1, 10)}
    assert regions["place/E12000007"] == 33
    today = Counter(world().places.get(Ref("place", entry.one("within").removeprefix("place/"))).label for entry in on(None))
    assert today == {
        "North East": 12, "North West": 24, "Yorkshire and the Humber": 15, "East Midlands": 10, "West Midlands": 14,
        "East of England": 11, "London": 33, "South East": 19, "South West": 15,
    }  # fmt: skip


def test_what_ended_was_succeeded_on_the_next_day():
    ended = [entry for entry in AREAS if entry.one("until")]
    assert len(ended) == 12
    for entry in ended:
        for later in entry.data["succeededBy"]:
            since = world().places.get(Ref("place", later.removeprefix("place/"))).one("from")
            until = entry.one("until")
            next_day = (date.fromisoformat(until) + timedelta(1)).isoformat() if len(until) == 10 else until
            assert since == next_day


def test_every_area_has_one_council_at_a_time():
    for entry in AREAS:
        assert sum(entry.ref in register(world()).had(council.ref) for council in COUNCILS) == 1


@pytest.mark.parametrize("council", COUNCILS, ids=lambda council: council.ref.slug)
def test_every_council_is_found_by_its_names_in_any_typing(council):
    known = register(world())
    areas = known.areas(council)
    assert areas
    last = next((area for area in areas if area.one("until")), areas[0]).one("until") if council.one("succeededBy") else ""
    for words in (council.label, *council.wordings):
        for typed in (
            words,
            words.upper(),
            words.lower(),
            f"the {words}",
            words.replace(" and ", " & "),
            words.replace("-", " "),
            words.replace("-", "‑"),
            words.replace(" ", "\n", 1),
            f"{words} ",
            f"{words}.",
            f"{words}’s",
        ):
            assert authority_ref(typed, world(), day(last)) == council.ref, typed
            assert place_ref(typed, world(), day(last)) in known.had(council.ref), typed


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.ref.slug)
def test_every_area_is_found_by_its_name_with_the_code_of_the_day(area):
    when = day(area.one("until") or area.one("from") or "2016-05-01")
    if area.one("until") == "2013":
        when = day("2012-06-01")
    shared = {"Newcastle"}
    for words in {area.label, *area.wordings} - shared:
        for typed in (words, words.upper(), words.replace("-", " "), words.replace(" and ", " & "), f"{words} local authority"):
            assert place_ref(typed, world(), when) == area.ref, typed
            assert area.ref in register(world()).had(authority_ref(typed, world(), when)), typed


@pytest.mark.parametrize("when", DAYS, ids=str)
def test_no_form_means_two_authorities_on_a_day(when):
    found = {}
    for council in COUNCILS:
        areas = register(world()).areas(council)
        if any(valid_on(area, day(when.isoformat())) for area in areas):
            for words in {council.label, *council.wordings, *(name for area in areas for name in area.wordings)}:
                found.setdefault(folded(words), set()).add(council.ref.slug)
    assert {words: refs for words, refs in found.items() if len(refs) > 1} == {}


@pytest.mark.parametrize(
    ("words", "council", "code"),
    [
        ("London Borough of Richmond upon Thames", "richmond-upon-thames-council", "E09000027"),
        ("Richmond-upon-Thames", "richmond-upon-thames-council", "E09000027"),
        ("RICHMOND UPON\nTHAMES", "richmond-upon-thames-council", "E09000027"),
        ("Royal Borough of Kensington & Chelsea", "kensington-and-chelsea-council", "E09000020"),
        ("Kingston upon Hull, City of", "kingston-upon-hull-council", "E06000010"),
        ("Hull City Council", "kingston-upon-hull-council", "E06000010"),
        ("Bristol, City of", "bristol-council", "E06000023"),
        ("City of Bradford MDC", "bradford-council", "E08000032"),
        ("Metropolitan Borough of Barnsley Council", "barnsley-council", "E08000038"),
        ("St. Helens", "st-helens-council", "E08000013"),
        ("St Helens MBC", "st-helens-council", "E08000013"),
        ("County Durham", "county-durham-council", "E06000047"),
        ("Durham County Council", "county-durham-council", "E06000047"),
        ("Herefordshire, County of", "herefordshire-council", "E06000019"),
        ("County of Herefordshire District Council", "herefordshire-council", "E06000019"),
        ("Council of the Isles of Scilly", "isles-of-scilly-council", "E06000053"),
        ("Telford & Wrekin", "telford-and-wrekin-council", "E06000020"),
        ("Southend-on-Sea (City) ", "southend-on-sea-council", "E06000033"),
        ("Southend City Council", "southend-on-sea-council", "E06000033"),
        ("Medway Towns", "medway-council", "E06000035"),
        ("BCP Council", "bournemouth-christchurch-and-poole-council", "E06000058"),
        ("Bournemouth, Christchurch & Poole", "bournemouth-christchurch-and-poole-council", "E06000058"),
        ("Cheshire West & Chester Council", "cheshire-west-and-chester-council", "E06000050"),
        ("Brighton & Hove City Council", "brighton-and-hove-council", "E06000043"),
        ("Windsor and Maidenhead", "windsor-and-maidenhead-council", "E06000040"),
        ("City of London Corporation", "city-of-london-council", "E09000001"),
        ("City of London", "city-of-london-council", "E09000001"),
        ("Westminster City Council", "westminster-council", "E09000033"),
        ("Milton Keynes City Council", "milton-keynes-council", "E06000042"),
        ("The Council of the City of Wakefield", "wakefield-council", "E08000036"),
        ("Leeds’s children’s services", "leeds-council", "E08000035"),
        ("Leeds City Council children’s social care services", "leeds-council", "E08000035"),
        ("LB Brent", "brent-council", "E09000005"),
        ("Brent1", "brent-council", "E09000005"),
        ("Newcastle City Council", "newcastle-upon-tyne-council", "E08000021"),
        ("Wirral MBC", "wirral-council", "E08000015"),
        ("Sandwell Metropolitan Borough Council (SMBC)", "sandwell-council", "E08000028"),
        ("London Borough Southwark", "southwark-council", "E09000028"),
        ("Children’s services in Luton", "luton-council", "E06000032"),
        ("Saint Helens", "st-helens-council", "E08000013"),
        ("Cheshire West", "cheshire-west-and-chester-council", "E06000050"),
        ("RBKC", "kensington-and-chelsea-council", "E09000020"),
        ("B&NES", "bath-and-north-east-somerset-council", "E06000022"),
    ],
)
def test_forms_as_documents_print_them(words, council, code):
    assert meant(words) == (council, code)


@pytest.mark.parametrize(
    ("words", "when", "council", "code"),
    [
        ("Dorset", "2016-05-03", "dorset-county-council", "E10000009"),
        ("Dorset", "2019-03-31", "dorset-county-council", "E10000009"),
        ("Dorset", "2019-04-01", "dorset-council", "E06000059"),
        ("Dorset Council", "2016-05-03", "dorset-county-council", "E10000009"),
        ("Dorset County Council", "2024-05-03", "dorset-county-council", "E10000009"),
        ("Dorset County Council", None, "dorset-county-council", "E10000009"),
        ("Dorset", None, "dorset-council", "E06000059"),
        ("Northamptonshire", "2018-10", "northamptonshire-county-council", "E10000021"),
        ("North Yorkshire County Council", "2018-07-02", "north-yorkshire-council", "E10000023"),
        ("North Yorkshire Council", "2024-01-01", "north-yorkshire-council", "E06000065"),
        ("Somerset", "2022-07", "somerset-council", "E10000027"),
        ("Somerset", "2023-04-01", "somerset-council", "E06000066"),
        ("Cumbria County Council", "2017", "cumbria-county-council", "E10000006"),
        ("Buckinghamshire", "2017-11-06", "buckinghamshire-county-council", "E10000002"),
        ("Buckinghamshire", "2021-12-06", "buckinghamshire-council", "E06000060"),
        ("Bournemouth", "2014-04-29", "bournemouth-borough-council", "E06000028"),
        ("Poole", "2018-01-01", "borough-of-poole", "E06000029"),
        ("Gateshead", "2012-06-01", "gateshead-council", "E08000020"),
        ("Gateshead", "2013", "gateshead-council", "E08000037"),
        ("Sheffield City Council", "2025-03-31", "sheffield-council", "E08000019"),
        ("Sheffield City Council", "2025-04-01", "sheffield-council", "E08000039"),
    ],
)
def test_a_name_means_the_council_and_the_code_of_the_day(words, when, council, code):
    assert meant(words, when) == (council, code)


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("Newcastle", None),
        ("Richmond", None),
        ("Kingston", None),
        ("London", None),
        ("Bournemouth", "2021-05-04"),
        ("Bournemouth", None),
        ("Cumbria", "2024-01-01"),
        ("Northamptonshire", None),
        ("Dorset", "2019"),  # which half of the year, nobody says
        ("Lincoln City Council", None),
        ("Northampton Borough Council", "2016-01-01"),
        ("Newcastle-under-Lyme Borough Council", None),
        ("Doncaster Children’s Services Trust", None),
        ("Greater London Authority", None),
        ("Leeds and Bradford councils", None),
        ("Council", None),
        ("", None),
        ("x" * 5000, None),
    ],
)
def test_what_could_be_two_or_is_none_is_no_known_council(words, when):
    council = authority_ref(words, world(), day(when))
    assert world().bodies.get(council) is None
    place = world().places.get(place_ref(words, world(), day(when)))
    assert place is None or "LocalAuthorityArea" not in place.data["kind"]


def test_a_name_that_towns_of_two_regions_share_counts_in_one_of_them():
    north, south = part_about("Middlesbrough", "x"), part_about("Kent", "x")
    assert place_ref("Newcastle", world(), None, north) == Ref("place", "E08000021")
    assert authority_ref("Newcastle", world(), None, north) == Ref("body", "newcastle-upon-tyne-council")
    assert place_ref("Newcastle", world(), None, south) == Ref("place", "newcastle")
    tyne = world().places.get(Ref("place", "E08000021"))
    assert near(tyne, frozenset({"E05009853"}), world())  # a ward of Middlesbrough
    assert not near(tyne, frozenset(), world())


def test_a_document_means_its_own_council_by_the_name_of_the_area():
    then = part_about("Dorset", "x", date="2016-05-03")
    assert then.header.about == Ref("body", "dorset-council")  # as it was made without a date
    old = part_about("Dorset County", "x", date="2019-05-08")
    assert old.header.about == Ref("body", "dorset-county-council")
    assert body_ref("Dorset", old) == old.header.about
    assert body_ref("the local authority", old) == old.header.about
    assert body_ref("Dorset Council", part_about("Kent", "x", date="2016-05-03")) == old.header.about
    assert body_ref("Dorset County Council", part_about("Dorset", "x", date="2021-01-01")) == old.header.about


def test_the_header_gets_the_council_and_the_area_of_its_day():
    evidence = (Document.from_text("x").span,)

    def settled(area, issued, **more):
        about, place = authority_ref(area, world()), place_ref(area, world())
        made = Header(title="t", issued=day(issued), about=about, place=place, evidence=evidence, **more)
        header = on_its_day(made, world())
        return header.about.slug, header.place.slug, header.publisher

    assert settled("Dorset", "2016-05-03") == ("dorset-county-council", "E10000009", None)
    assert settled("Dorset", "2024-05-03", publisher=Ref("body", "dorset-council")) == (
        "dorset-council",
        "E06000059",
        Ref("body", "dorset-council"),
    )
    assert settled("Dorset", "2016-05-03", publisher=Ref("body", "dorset-council"))[2] == Ref("body", "dorset-county-council")
    assert settled("Northamptonshire", "2018-10-12") == ("northamptonshire-county-council", "E10000021", None)
    assert settled("North Yorkshire", "2018-08-06") == ("north-yorkshire-council", "E10000023", None)
    assert settled("North Yorkshire", None) == ("north-yorkshire-council", "E06000065", None)
    assert settled("Dorset County Council", "2021-01-01") == ("dorset-county-council", "E10000009", None)
    assert settled("Northtown", "2021-01-01") == ("northtown-council", "northtown", None)


@pytest.mark.parametrize(
    ("area", "dates", "council", "code"),
    [
        ("Dorset", "3 May 2016 to 26 May 2016", "dorset-county-council", "E10000009"),
        ("North Yorkshire", "20 to 31 March 2023", "north-yorkshire-council", "E10000023"),
        ("North Yorkshire", "3 July 2023 to 14 July 2023", "north-yorkshire-council", "E06000065"),
        ("Somerset County Council", "18 to 29 July 2022", "somerset-council", "E10000027"),
    ],
)
def test_an_inspection_is_of_the_council_of_its_first_day(project, area, dates, council, code):
    words = f"{area}\n\nInspection of children’s social care services\n\nInspection dates: {dates}\n\nLead inspector: Ann Oakes\n"
    (part,) = mapping.split(Document.from_text(words), mapping.load(project), world(), "x")
    assert part.family == "inspection-report"
    assert (part.header.about, part.header.place) == (Ref("body", council), Ref("place", code))


def test_places_in_a_sentence_are_of_the_day_and_whole_words():
    part = part_about("Leeds", "x", date="2018-05-01")
    text = "Rates in Dorset and Kingston-upon-Hull rose; Leeds-wide work, North\nYorkshire and Newcastle did not; Bournemouth did."
    found = [(area.span.words, area.ref.slug) for area in Areas(part).find(Document.from_text(text).span)]
    assert found == [
        ("Dorset", "E10000009"),
        ("Kingston-upon-Hull", "E06000010"),
        ("North Yorkshire", "E10000023"),
        ("Bournemouth", "E06000028"),
    ]


def test_a_place_that_is_no_authority_any_more_is_one_of_its_name():
    areas = Areas(part_about("Leeds", "x", date="2022-05-01"))
    (found,) = areas.find(Document.from_text("Rates in Bournemouth rose.").span)
    assert found.ref == Ref("place", "bournemouth")
    assert isinstance(areas.declared[found.ref], Place)


def test_the_own_place_of_a_part_is_the_area_of_its_day():
    part = part_about("North Yorkshire", "x", date="2018-05-01")
    assert Areas(replace(part, header=replace(part.header, place=None))).default == Ref("place", "E10000023")


def test_forms_are_ever_shorter():
    assert forms("The London Borough of Brent Council’s") == ("london borough of brent council", "london borough of brent", "brent")
    assert forms("Bristol, City of") == ("bristol city of", "bristol")
    assert forms("Council") == ("council",)
    assert authority_name("Herefordshire, County of") == "Herefordshire"
    assert authority_name("Southend-on-Sea (City)") == "Southend-on-Sea"


def test_a_council_without_a_known_area_is_found_by_its_name_only():
    council = Entry(
        Ref("body", "northtown-council"), "Northtown Borough Council", ("Northtown Borough Council",), {"kind": ("Council",)}
    )
    known = Lexicon({}, Vocabulary([council], cased=True))
    assert register(known).named("northtown borough council", day("2016-01-01")) is council
    assert register(known).named("Northtown") is None
    assert register(known).area(council.ref) is None
    assert register(known).area(Ref("body", "nowhere-council")) is None
    assert register(known).then(council.ref, day("2016-01-01")) == council.ref


def test_a_value_is_a_council_by_any_form_or_code():
    body = Parameter("body", "body", "the body", "ofsted", optional=True, examples=())
    base = "https://w3id.org/line-of-sight/id/body/"
    things = [
        Thing(base + "dorset-council", "dorset-council", "Dorset Council", ("Dorset", "E06000059")),
        Thing(
            base + "dorset-county-council", "dorset-county-council", "Dorset County Council", ("Dorset", "E10000009"), former=True
        ),
        Thing(base + "brent-council", "brent-council", "London Borough of Brent", ("Brent", "E09000005")),
    ]

    def value(words):
        return str(term(body, words, lambda starts: things)).removeprefix(base)

    assert [value(words) for words in ("Dorset", "dorset council", "E06000059")] == ["dorset-council"] * 3
    assert [value(words) for words in ("Dorset County Council", "e10000009")] == ["dorset-county-council"] * 2
    assert [value(words) for words in ("LB Brent", "Brent Council", "brent london borough", "BRENT")] == ["brent-council"] * 4


@pytest.mark.parametrize("run", ["of ", "the ", "City ", "council ", "city of ", " ", "-", "’s", "1", ",", "("])
def test_long_runs_take_linear_time(run):
    def resolved(text):
        return forms(text), authority_name(text), authority_ref(text, world()), place_ref(text, world())

    assert_linear(resolved, run)


def test_a_company_of_several_councils_is_one_body_in_the_documents_of_all():
    for area in ("Richmond upon Thames", "Kingston upon Thames", "Windsor and Maidenhead"):
        assert body_ref("Achieving for Children", part_about(area, "x")) == Ref("body", "achieving-for-children")
    assert body_ref("TfC", part_about("Sunderland", "x")) == Ref("body", "together-for-children")
    assert body_ref("Together for Children", part_about("Kent", "x")) != Ref("body", "together-for-children")

"""Rules fire on what they are for, and on nothing else; checks ring on a fault, and on nothing else."""

import re

import pytest
from conftest import ROOT
from trig import passage, store_of

import kg.project
from kg.project import FOLDERS, Project, ProjectError
from kg.rules import broken, derive
from kg.vocab import PREFIXES

PROJECT = kg.project.find(ROOT)
METHOD = "los:method <https://w3id.org/line-of-sight/code/method/extracted>"
RULES = {path.stem for path in PROJECT.files("queries/rules/*.rq")}
CHECKS = {path.stem for path in PROJECT.files("queries/checks/*.rq")}


def code(name):
    """A concept, spelled out."""
    return f"<https://w3id.org/line-of-sight/code/{name}>"


def a(kind, name):
    """A thing, spelled out."""
    return f"<https://w3id.org/line-of-sight/id/{kind}/{name}>"


def short(term):
    """The spelling of a term, shortened by the prefixes."""
    for prefix, start in sorted(PREFIXES.items(), key=lambda one: -len(one[1])):
        term = term.replace(f"<{start}", f"<{prefix}:")
    return term


def rests(number):
    """What a statement rests on."""
    return f"los:evidence id:passage\\/{number} ; los:mainEvidence id:passage\\/{number}"


def stated(*pieces):
    """Lines of a graph ``doc:report`` of a document with two passages, in which the pieces stand."""
    inside = " ".join([passage(1, "some words"), passage(2, "other words"), *pieces])
    return store_of(f'GRAPH doc:report {{ doc:report a los:Document ; rdfs:label "Report"@en . {inside} }}').lines()


def derived(rule, lines):
    """What a rule adds: the statements of its graph without what the graph says of itself, shortened and sorted."""
    graph = f"<https://w3id.org/line-of-sight/graph/{rule.replace('_', '-')}>"
    made, counts = derive(PROJECT, lines)
    found = [line.removesuffix(f" {graph} .\n") for line in made if line.endswith(f" {graph} .\n")]
    assert bool(found) == bool(counts[rule])
    return sorted(short(line) for line in found if not line.startswith(graph))


def said(rule, lines, *properties):
    """The values of ``properties`` in what a rule adds, sorted."""
    made = [line.split(" ", 2) for line in derived(rule, lines)]
    return sorted(f"{predicate[1:-1]} {value}" for _, predicate, value in made if predicate[1:-1] in properties)


# broader_class

CLASSES = (
    "los:Team rdfs:subClassOf los:Service . los:Service rdfs:subClassOf los:Body . los:Body rdfs:subClassOf org:Organization ."
)


def test_what_is_of_a_class_is_of_all_broader_classes_of_ours():
    lines = stated(CLASSES, f"{a('body', 'hub')} a los:Team .")
    assert derived("broader_class", lines) == ["<id:body/hub> <rdf:type> <los:Body>", "<id:body/hub> <rdf:type> <los:Service>"]


def test_what_is_of_no_narrower_class_gets_no_further_one():
    assert derived("broader_class", stated(CLASSES, f"{a('body', 'hub')} a los:Body . {a('place', 'x')} a los:Place .")) == []


# committee_of_council


def committee(family="minutes", kind="Committee", council="Council", more=""):
    return stated(
        f'{a("body", "ash-council")} a los:{council} ; rdfs:label "Ash Council"@en .',
        f'{a("body", "ash-panel")} a los:{kind} ; rdfs:label "Ash Panel"@en .',
        f"doc:report los:about {a('body', 'ash-council')} ; los:family {code('family/' + family)} .",
        f'{a("meeting", "one")} a los:Meeting ; rdfs:label "One"@en ; los:heldBy {a("body", "ash-panel")} ; {rests(1)} .',
        more,
    )


@pytest.mark.parametrize(("family", "kind"), [("minutes", "Committee"), ("agenda", "ScrutinyPanel")])
def test_a_committee_of_which_a_council_prints_minutes_is_a_part_of_the_council(family, kind):
    lines = committee(family, kind)
    assert said(
        "committee_of_council", lines, "org:subOrganizationOf", "los:subject", "los:object", "los:premise", "los:evidence"
    ) == [
        "los:evidence <id:passage/1>",
        "los:object <id:body/ash-council>",
        "los:premise <id:meeting/one>",
        "los:subject <id:body/ash-panel>",
        "org:subOrganizationOf <id:body/ash-council>",
    ]


PART_OF = f"los:kind {code('relation/part-of')} ; los:subject {a('body', 'ash-panel')} ; los:object {a('body', 'ash-council')}"


@pytest.mark.parametrize(
    "lines",
    [
        committee(family="scrutiny-report"),
        committee(kind="Board"),
        committee(council="Inspectorate"),
        committee(more=f"{a('body', 'ash-panel')} org:subOrganizationOf {a('body', 'ash-board')} ."),
        committee(more=f"{a('relationship', 'x')} {PART_OF} ; {METHOD} ."),
    ],
    ids=["a report may be of another body", "a board may be of several", "of an inspectorate", "of something else", "is stated"],
)
def test_no_other_body_becomes_a_part_of_a_council(lines):
    assert derived("committee_of_council", lines) == []


# conflicting_figures


def figure(name, value, more="", date="2016"):
    return (
        f"{a('observation', name)} a los:Observation ; los:indicator {code('indicator/children-looked-after')} ; los:place {a('place', 'ash')} ;"
        f' los:unit {code("unit/count")} ; los:value "{value}"^^xsd:decimal ; los:printed "{value}" ; los:date "{date}"^^xsd:gYear ;'
        f" {rests(1 if name == 'one' else 2)} . {more}"
    )


LABELS = (
    f'{code("indicator/children-looked-after")} rdfs:label "children looked after"@en . {a("place", "ash")} rdfs:label "Ash"@en .'
)


@pytest.mark.parametrize(
    ("one", "two"), [("367", "371"), ("3.5", "4.6"), ("12", "120"), ("397", "400"), ("400", "410"), ("399", "401"), ("9", "10")]
)
def test_two_figures_of_one_measure_and_time_that_differ_are_a_discrepancy(one, two):
    lines = stated(LABELS, figure("one", one), figure("two", two))
    assert said("conflicting_figures", lines, "los:text", "los:printed", "los:premise", "los:evidence") == [
        "los:evidence <id:passage/1>",
        "los:evidence <id:passage/2>",
        "los:premise <id:observation/one>",
        "los:premise <id:observation/two>",
        f'los:printed "{one} / {two}"',
        f'los:text "Two figures are printed for children looked after, Ash, 2016: {one} and {two}."',
    ]


def test_one_conflict_that_several_passages_print_is_raised_once_with_all_of_them():
    lines = stated(LABELS, figure("one", "367"), figure("two", "371"), figure("three", "371").replace(rests(2), rests(3)))
    assert len({line.split(" ", 1)[0] for line in derived("conflicting_figures", lines)}) == 1
    assert said("conflicting_figures", lines, "los:evidence") == [f"los:evidence <id:passage/{at}>" for at in (1, 2, 3)]


def test_two_figures_of_one_day_are_certain_and_of_one_period_or_year_doubtful():
    day = (
        figure("one", "367").replace('"2016"^^xsd:gYear', '"2016-03-31"^^xsd:date'),
        figure("two", "371").replace('"2016"^^xsd:gYear', '"2016-03-31"^^xsd:date'),
    )
    period = [
        one.replace('los:date "2016-03-31"^^xsd:date', 'los:from "2015-04-01"^^xsd:date ; los:until "2016-03-31"^^xsd:date')
        for one in day
    ]
    for pieces, status in ((day, "certain"), (period, "doubtful"), ((figure("one", "367"), figure("two", "371")), "doubtful")):
        assert said("conflicting_figures", stated(LABELS, *pieces), "los:status") == [f"los:status <code:status/{status}>"]


ONE, TWO = a("observation", "one"), a("observation", "two")


@pytest.mark.parametrize(
    "pieces",
    [
        (figure("one", "367"), figure("two", "367")),
        (figure("one", "36.7"), figure("two", "37")),
        (figure("one", "3.52"), figure("two", "3.5")),
        (figure("one", "399"), figure("two", "400")),
        (figure("one", "367"), figure("two", "371", date="2017")),
        (figure("one", "367"), figure("two", "371", f'{TWO} los:qualifier "about" .')),
        (figure("one", "367"), figure("two", "371", f'{TWO} los:group "girls" .')),
        (figure("one", "367"), figure("two", "371", f"{TWO} los:basis {code('basis/target')} .")),
        (figure("one", "367"), figure("two", "371", f"{TWO} los:denominator 900.0 .")),
        (
            figure("one", "367"),
            figure("two", "371").replace("place/ash", "place/elm"),
            f'{a("place", "elm")} rdfs:label "Elm"@en .',
        ),
        (figure("one", "367"), figure("two", "371").replace("unit/count", "unit/percent")),
    ],
    ids=[
        "same",
        "rounded",
        "rounded to tenths",
        "rounded as national statistics are",
        "year",
        "hedged",
        "group",
        "target",
        "denominator",
        "place",
        "unit",
    ],
)
def test_figures_that_can_both_hold_are_no_discrepancy(pieces):
    assert derived("conflicting_figures", stated(LABELS, *pieces)) == []


# conflicting_dates


def inspected(name, since, until, kind="FullInspection", body="council", place=1):
    return (
        f'{a("inspection", name)} a los:Inspection, los:{kind} ; rdfs:label "{name}"@en ; los:inspects {a("body", body)} ; los:conductedBy {a("body", "ofsted")} ;'
        f' los:from "{since}"^^xsd:date ; los:until "{until}"^^xsd:date ; los:earliest "{since}"^^xsd:date ; los:latest "{until}"^^xsd:date ; {rests(place)} .'
    )


def test_two_inspections_so_close_that_they_seem_to_be_one_are_a_doubtful_discrepancy():
    lines = stated(inspected("first", "2016-05-03", "2016-05-20"), inspected("second", "2016-06-14", "2016-07-01", place=2))
    assert said("conflicting_dates", lines, "los:printed", "los:status", "los:evidence") == [
        "los:evidence <id:passage/1>",
        "los:evidence <id:passage/2>",
        'los:printed "2016-05-03 / 2016-06-14"',
        "los:status <code:status/doubtful>",
    ]


@pytest.mark.parametrize(
    "second",
    [
        inspected("second", "2018-06-14", "2018-07-01", place=2),
        inspected("second", "2016-05-17", "2016-05-20", place=2),
        inspected("second", "2016-06-14", "2016-07-01", body="elsewhere", place=2),
        inspected("second", "2016-06-14", "2016-07-01", kind="MonitoringVisit", place=2),
        inspected("second", "2016-06-14", "2016-07-01", place=2).replace("body/ofsted", "body/cqc"),
        inspected("second", "2016-06-14", "2016-07-01", place=2).replace(
            'from "2016-06-14"^^xsd:date', 'from "2016-06"^^xsd:gYearMonth'
        ),
    ],
    ids=["years apart", "within it", "another body", "another kind", "another inspectorate", "only a month"],
)
def test_inspections_that_can_be_two_are_no_discrepancy(second):
    assert derived("conflicting_dates", stated(inspected("first", "2016-05-03", "2016-05-20"), second)) == []


# conflicting_grades


def judged(name, grade, place, aspect="leadership"):
    return (
        f"{a('judgement', name)} a los:Judgement ; los:inspection {a('inspection', 'one')} ; los:aspect {code('aspect/' + aspect)} ;"
        f" los:grade {code('grade/ilacs/' + grade)} ; {rests(place)} ."
    )


GRADES = f'{a("inspection", "one")} rdfs:label "inspection"@en . ' + " ".join(
    f'{code(name)} rdfs:label "{name.rsplit("/", 1)[-1]}"@en .'
    for name in ("aspect/leadership", "aspect/care", "grade/ilacs/good", "grade/ilacs/inadequate", "grade/ilacs/not-awarded")
)


def test_two_grades_of_one_aspect_of_one_inspection_are_a_discrepancy():
    assert said(
        "conflicting_grades", stated(GRADES, judged("one", "good", 1), judged("two", "inadequate", 2)), "los:text", "los:status"
    ) == [
        "los:status <code:status/certain>",
        'los:text "Two grades are printed for leadership in the inspection: good and inadequate."',
    ]


@pytest.mark.parametrize(
    "two",
    [
        judged("two", "good", 2),
        judged("two", "inadequate", 1),
        judged("two", "inadequate", 2, "care"),
        judged("two", "not-awarded", 2),
    ],
    ids=["the same", "one sentence", "another aspect", "none given"],
)
def test_grades_that_can_both_hold_are_no_discrepancy(two):
    assert derived("conflicting_grades", stated(GRADES, judged("one", "good", 1), two)) == []


# conflicting_names


def named(name, area="ash", place=1, role=""):
    who = a("person", f"{area}-{name.lower().replace(' ', '-')}")
    held = f"{a('membership', name.replace(' ', '-'))} org:member {who} ; org:role {code('role/' + role)} . " if role else ""
    return f'{who} a los:Person ; rdfs:label "{name}"@en ; {rests(place)} . {held}'


@pytest.mark.parametrize(
    ("one", "two", "status"),
    [
        (named("Lorna Ackroyd"), named("Lorna Akroyd", place=2), "certain"),
        (named("J Trevannion"), named("Jan Trevanion", place=2), "doubtful"),
        (named("Ann Gartside", role="chair"), named("Ann Gartsyde", place=2, role="chair"), "certain"),
    ],
)
def test_two_spellings_of_one_persons_name_are_a_discrepancy(one, two, status):
    assert said("conflicting_names", stated(one, two), "los:status") == [f"los:status <code:status/{status}>"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (named("Lorna Ackroyd"), named("Lorna Akroyd", area="elm", place=2)),
        (named("Lorna Ackroyd"), named("Lorna Akroyd")),
        (named("Lorna Ackroyd"), named("Lena Akroyd", place=2)),
        (named("Lorna Walker"), named("Lorna Walter", place=2)),
        (named("Ann Gartside", role="chair"), named("Ann Gartsyde", place=2, role="member")),
    ],
    ids=["another area", "one passage", "another given name", "another name", "another role"],
)
def test_two_people_with_names_that_sound_alike_are_no_discrepancy(one, two):
    assert derived("conflicting_names", stated(one, two)) == []


# conflicting_quotations


def advised(name, words, document, place):
    return (
        f'{a("recommendation", name)} a los:Recommendation ; los:text "{words}" ; rdfs:label "{name}"@en ; {rests(place)} .'
        f" id:passage\\/{place} los:document doc:{document} ."
    )


ASKED = "That the board ensures that every plan is reviewed within {} weeks, and that the panel hears of it in the spring."


def test_one_recommendation_with_two_numbers_in_two_documents_is_a_discrepancy():
    lines = stated(advised("one", ASKED.format("six"), "one", 1), advised("two", ASKED.format("8"), "two", 2))
    assert said("conflicting_quotations", lines, "los:status", "los:premise") == [
        "los:premise <id:recommendation/one>",
        "los:premise <id:recommendation/two>",
        "los:status <code:status/certain>",
    ]


@pytest.mark.parametrize(
    "second",
    [ASKED.format("six"), ASKED.format("6").replace("plan", "case"), ASKED.format("few")],
    ids=["the same", "other words", "no number"],
)
def test_recommendations_in_the_same_or_other_words_are_no_discrepancy(second):
    lines = stated(advised("one", ASKED.format("six"), "one", 1), advised("two", second, "two", 2))
    assert derived("conflicting_quotations", lines) == []


# member_by_attendance


def attended(capacity="member", person="los:Person", more=""):
    return stated(
        f'{a("person", "lee")} a {person} ; rdfs:label "Ann Lee"@en . {a("body", "panel")} rdfs:label "Panel"@en . {a("body", "panel")} a los:Panel .',
        "".join(
            f'{code("role/" + role)} rdfs:label "{role}"@en . ' for role in ("chair", "vice-chair", "member", "co-opted-member")
        ),
        f'{a("meeting", "one")} a los:Meeting ; rdfs:label "One"@en ; los:heldBy {a("body", "panel")} ; dcterms:date "2016-05-03"^^xsd:date .',
        f"{a('participation', 'one-lee')} a los:Participation ; los:event {a('meeting', 'one')} ; los:participant {a('person', 'lee')} ;"
        f" los:capacity {code('capacity/' + capacity)} ; {rests(1)} .",
        more,
    )


@pytest.mark.parametrize("capacity", ["chair", "vice-chair", "member", "co-opted-member"])
def test_whoever_is_recorded_as_a_member_is_attested_as_one_on_that_day(capacity):
    assert said(
        "member_by_attendance", attended(capacity), "org:member", "org:organization", "org:role", "los:attestedOn", "los:premise"
    ) == [
        'los:attestedOn "2016-05-03"^^<xsd:date>',
        "los:premise <id:participation/one-lee>",
        "org:member <id:person/lee>",
        "org:organization <id:body/panel>",
        f"org:role <code:role/{capacity}>",
    ]


ONE_MEETING = ("in the Chair for this meeting", "Vice-Chair, in the chair", "chairing for this item")
SAID = (
    f"{a('membership', 'x')} org:member {a('person', 'lee')} ; org:organization {a('body', 'panel')} ; org:role {code('role/member')} ;"
    f' los:attestedOn "2016-05-03"^^xsd:date ; {METHOD} .'
)


@pytest.mark.parametrize(
    "lines",
    [
        *(attended(capacity) for capacity in ("officer", "observer", "apologies", "guest", "substitute")),
        attended(person="los:Body"),
        attended(more=SAID),
        *(attended("chair", more=f'{a("participation", "one-lee")} los:printed "{words}" .') for words in ONE_MEETING),
        attended("chair", more=SAID.replace("lee", "hill").replace("role/member", "role/chair")),
    ],
    ids=["officer", "observer", "apologies", "guest", "substitute", "a body", "is stated", *ONE_MEETING, "another is the chair"],
)
def test_nobody_else_becomes_a_member(lines):
    assert derived("member_by_attendance", lines) == []


# repeated_recommendation


def advice(first="2015-06-01", second="2016-06-01", text="Set up a board.", place="two", more="", source=""):
    def one(name, where, words):
        made_in = source if source and name == "late" else a("meeting", where)
        return (
            f'{a("recommendation", name)} a los:Recommendation ; rdfs:label "R"@en ; los:text "{words}" ; los:madeIn {made_in} ; '
            f"{rests(1 if name == 'early' else 2)} ."
        )

    dates = f'{a("meeting", "one")} dcterms:date "{first}"^^xsd:date . {a("meeting", place)} dcterms:date "{second}"^^xsd:date .'
    return stated(one("early", "one", "Set up a board."), one("late", place, text), dates, more)


def test_a_recommendation_in_the_same_words_by_a_later_source_repeats_the_earlier_one():
    assert said("repeated_recommendation", advice(), "los:of", "los:by", "los:status", "los:evidence") == [
        "los:by <id:recommendation/late>",
        "los:evidence <id:passage/2>",
        "los:of <id:recommendation/early>",
        "los:status <code:status/repeated>",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        advice(text="Set up two boards."),
        advice(second="2015-06-01"),
        advice(place="one"),
        advice(more=f'{a("meeting", "one")} dcterms:issued "2017-01-01"^^xsd:date .'),
        advice(source="doc:report", more='doc:report dcterms:issued "2016-07-01"^^xsd:date .'),
    ],
    ids=["other words", "one day", "one source", "which is later is not sure", "printed again by the minutes themselves"],
)
def test_other_recommendations_repeat_nothing(lines):
    assert derived("repeated_recommendation", lines) == []


# same_person


def people(*names, role="director", body="los:Board"):
    made = f'{a("body", "board")} a {body} ; rdfs:label "Board"@en . {a("body", "other")} a {body} ; rdfs:label "Other"@en . '
    for number, (name, where) in enumerate(names):
        person = a("person", f"p{number}")
        made += (
            f'{person} a los:Person ; rdfs:label "{name}"@en ; foaf:name "{name}" . {a("membership", f"m{number}")} org:member {person} ;'
            f" org:organization {a('body', where)} ; org:role {code('role/' + role)} ; {rests(1)} ."
        )
    return stated(made)


def assert_supposed(rule, lines, confidence, reason):
    """The rule supposes of the first person that it may be the second, so surely and for this reason."""
    assert said(rule, lines, "los:subject", "los:object", "los:confidence", "los:text") == [
        f'los:confidence "{confidence}"^^<xsd:decimal>',
        "los:object <id:person/p1>",
        "los:subject <id:person/p0>",
        f'los:text "{reason}"',
    ]


@pytest.mark.parametrize(
    ("names", "role", "body", "confidence", "reason"),
    [
        (("A Lee", "Ann Lee"), "director", "los:Board", "0.9", "one surname and fitting initials, one role in one body"),
        (("A Lee", "Ann Lee"), "member", "los:Board", "0.7", "one surname and fitting initials, both in one body"),
        (("A Lee", "Ann Lee"), "member", "los:Council", "0.5", "one surname and fitting initials, both of one council"),
        (("Lee", "Ann Lee"), "director", "los:Board", "0.8", "one surname, one role in one body"),
        (("Lee", "Ann Lee"), "councillor", "los:Council", "0.4", "one surname, both of one council"),
    ],
)
def test_a_shorter_name_that_fits_may_mean_the_person_of_the_fuller_one(names, role, body, confidence, reason):
    lines = people(*((name, "board") for name in names), role=role, body=body)
    assert_supposed("same_person", lines, confidence, reason)


@pytest.mark.parametrize(
    "names",
    [
        [("B Lee", "board"), ("Ann Lee", "board")],
        [("A Lea", "board"), ("Ann Lee", "board")],
        [("A Lee", "other"), ("Ann Lee", "board")],
        [("Amy Lee", "board"), ("Andrew Lee", "board")],
        [("Lee", "board"), ("Ann Lee", "board"), ("Bob Lee", "board")],
    ],
    ids=["initial", "surname", "other body", "two full names", "which of two"],
)
def test_names_that_do_not_fit_are_no_match(names):
    assert derived("same_person", people(*names)) == []


# similar_name


GIVEN = " ".join(
    f"{code(f'given-name/{name.lower()}')} skos:inScheme {code('given-name')} ; skos:prefLabel '{name}'@en ; skos:altLabel {others} ."
    for name, others in (("Susan", "'Sue'@en, 'Susie'@en"), ("Tracey", "'Tracy'@en"))
)


@pytest.mark.parametrize(
    ("names", "role", "body", "confidence", "reason"),
    [
        (
            ("Sue Lee", "Susan Lee"),
            "inspector",
            "los:Board",
            "0.6",
            "one surname and forms of one given name, one role in one body",
        ),
        (
            ("Tracy Lee", "Tracey Lee"),
            "inspector",
            "los:Board",
            "0.6",
            "one surname and forms of one given name, one role in one body",
        ),
        (("Sue Lee", "Susie Lee"), "member", "los:Board", "0.5", "one surname and forms of one given name, both in one body"),
        (
            ("Sue Lee", "Susan J Lee"),
            "member",
            "los:Council",
            "0.3",
            "one surname and forms of one given name, both of one council",
        ),
    ],
)
def test_two_forms_of_one_given_name_may_be_one_persons(names, role, body, confidence, reason):
    lines = [*people(*((name, "board") for name in names), role=role, body=body), *stated(GIVEN)]
    assert_supposed("similar_name", lines, confidence, reason)


@pytest.mark.parametrize(
    "names",
    [
        [("Sue Lee", "board"), ("Susan Lea", "board")],
        [("Sue Lee", "other"), ("Susan Lee", "board")],
        [("Sue Lee", "board"), ("Sarah Lee", "board")],
        [("Sue J Lee", "board"), ("Susan K Lee", "board")],
        [("S Lee", "board"), ("Susan Lee", "board")],
        [("Sue Lee", "board"), ("Sue Lee", "board")],
    ],
    ids=["surname", "other body", "another name", "other middle names", "an initial", "one name"],
)
def test_names_that_are_no_forms_of_one_or_share_nothing_else_are_no_match(names):
    assert derived("similar_name", [*people(*names), *stated(GIVEN)]) == []


def test_forms_of_a_given_name_that_a_reader_has_decided_on_are_left_alone():
    lines = [*people(("Sue Lee", "board"), ("Susan Lee", "board")), *stated(GIVEN)]
    assert derived("similar_name", lines) != []
    assert derived("similar_name", [*lines, *stated(DECIDED)]) == []


# same_inspection


def inspections(*given, more=""):
    made = f'{a("body", "council")} a los:Council ; rdfs:label "Council"@en . {a("body", "other")} a los:Council ; rdfs:label "Other"@en . '
    for number, (kind, first, body, framework) in enumerate(given):
        datatype = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(first)]
        under = f"los:framework {code('framework/' + framework)} ;" if framework else ""
        made += (
            f'{a("inspection", f"i{number}")} a los:Inspection, los:{kind} ; rdfs:label "I{number}"@en ; los:inspects {a("body", body)} ; {under} '
            f'los:from "{first}"^^xsd:{datatype} ; {rests(1 + number % 2)} . '
        )
    return stated(made + more)


VAGUE, EXACT = ("FullInspection", "2020-01", "council", ""), ("FullInspection", "2020-01-13", "council", "ilacs")


@pytest.mark.parametrize(("told", "confidence"), [("2020-01", "0.95"), ("2020", "0.8")])
def test_an_inspection_told_by_its_month_or_year_may_be_the_only_one_of_its_kind_within_it(told, confidence):
    lines = inspections(("FullInspection", told, "council", ""), EXACT)
    assert said("same_inspection", lines, "los:subject", "los:object", "los:confidence") == [
        f'los:confidence "{confidence}"^^<xsd:decimal>',
        "los:object <id:inspection/i1>",
        "los:subject <id:inspection/i0>",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        inspections(VAGUE, ("FullInspection", "2020-02-13", "council", "")),
        inspections(VAGUE, ("FullInspection", "2020-01-13", "other", "")),
        inspections(VAGUE, ("MonitoringVisit", "2020-01-13", "council", "")),
        inspections(("FullInspection", "2020-01", "council", "sif"), EXACT),
        inspections(VAGUE, EXACT, ("FullInspection", "2020-01-27", "council", "ilacs")),
        inspections(VAGUE, ("FullInspection", "2020-01", "council", "ilacs")),
    ],
    ids=["another month", "another body", "another kind", "another framework", "which of two", "no days"],
)
def test_inspections_that_do_not_fit_are_no_match(lines):
    assert derived("same_inspection", lines) == []


# same_name


def two_places(name="Ann Lee", name2="Ann Lee", role="director", role2="director", more=""):
    made = f'{a("body", "north")} a los:Council ; rdfs:label "North"@en . {a("body", "south")} a los:Council ; rdfs:label "South"@en . '
    for person, called, held, where in (("p0", name, role, "north"), ("p1", name2, role2, "south")):
        made += (
            f'{a("person", person)} a los:Person ; rdfs:label "{called}"@en ; foaf:name "{called}" . {a("membership", "m" + person)} org:member '
            f"{a('person', person)} ; org:organization {a('body', where)} ; org:role {code('role/' + held)} ; {rests(1 + int(person[1]))} . "
        )
    return stated(made + more)


@pytest.mark.parametrize(
    ("role", "role2", "confidence"),
    [("director", "director", "0.6"), ("director", "officer", "0.3"), ("councillor", "councillor", "0.3")],
)
def test_one_full_name_in_two_places_may_be_one_person(role, role2, confidence):
    assert said("same_name", two_places(role=role, role2=role2), "los:subject", "los:object", "los:confidence") == [
        f'los:confidence "{confidence}"^^<xsd:decimal>',
        "los:object <id:person/p1>",
        "los:subject <id:person/p0>",
    ]


DECIDED = (
    f"{a('match', 'm')} los:subject {a('person', 'p1')} ; los:object {a('person', 'p0')} ; los:status {code('status/not-same')} ."
)


@pytest.mark.parametrize(
    "lines",
    [two_places(name2="Ann Leigh"), two_places("A Lee", "A Lee"), two_places("Lee", "Lee"), two_places(more=DECIDED)],
    ids=["another name", "an initial", "a surname", "decided"],
)
def test_names_that_differ_or_say_little_or_were_decided_on_are_no_match_of_two_places(lines):
    assert derived("same_name", lines) == []


def test_a_pair_of_names_that_a_reader_has_decided_on_is_left_alone():
    lines = people(("A Lee", "board"), ("Ann Lee", "board"))
    assert derived("same_person", lines) != []
    assert derived("same_person", [*lines, *stated(DECIDED)]) == []


# supported_by_back_reference


def pointing(words, number="4", document="doc:report", more=""):
    return stated(
        f'{a("finding", "f")} a los:Finding ; rdfs:label "F"@en ; los:text "{words}" ; {rests(1)} .',
        f'{a("recommendation", "r")} a los:Recommendation ; rdfs:label "R"@en ; los:number "{number}" ; {rests(3)} .',
        passage(3, "advice", document),
        more,
    )


@pytest.mark.parametrize(
    "words",
    [
        "Plans are late (recommendation 4).",
        "Plans are late (recommendations 2, 4 and 7).",
        "Late (recommendations 3 and 4)",
        "(recommendation 4) it is",
    ],
)
def test_a_finding_that_points_at_a_recommendation_supports_it(words):
    assert derived("supported_by_back_reference", pointing(words)) == ["<id:recommendation/r> <los:supportedBy> <id:finding/f>"]


def test_of_a_sentence_the_paragraph_that_it_stands_in_does():
    paragraph = f'{a("finding", "f")} dcterms:isPartOf {a("finding", "whole")} . {a("finding", "whole")} a los:Finding ; los:text "All of it." .'
    assert derived("supported_by_back_reference", pointing("Late (recommendation 4).", more=paragraph)) == [
        "<id:recommendation/r> <los:supportedBy> <id:finding/whole>",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pointing("Plans are late (recommendation 14)."),
        pointing("Plans are late (recommendation 41)."),
        pointing("As recommendation 4 says, plans are late."),
        pointing("Late (recommendation 4).", number="4a"),
        pointing("Late (recommendation 4).", document="doc:other"),
    ],
    ids=["14", "41", "without brackets", "no plain number", "other document"],
)
def test_a_finding_that_points_elsewhere_supports_nothing(lines):
    assert derived("supported_by_back_reference", lines) == []


# undescribed_thing


def speaking(value, label=""):
    described = f'{value} rdfs:label "{label}"@en .' if label else ""
    return stated(f'{a("meeting", "one")} a los:Meeting ; rdfs:label "One"@en ; los:heldBy {value} ; {rests(1)} . {described}')


@pytest.mark.parametrize(("kind", "name"), [("body", "Body"), ("person", "Person"), ("place", "Place"), ("programme", "Programme")])
def test_a_thing_that_nothing_describes_gets_the_class_and_label_that_its_name_tells(kind, name):
    assert said(
        "undescribed_thing", speaking(a(kind, "ash-improvement-board")), "rdf:type", "rdfs:label", "los:premise", "los:evidence"
    ) == [
        "los:evidence <id:passage/1>",
        "los:premise <id:meeting/one>",
        f"rdf:type <los:{name}>",
        'rdfs:label "ash improvement board"@en',
    ]


@pytest.mark.parametrize(
    "lines", [speaking(a("body", "ash"), "Ash"), speaking(a("meeting", "two")), speaking("<http://elsewhere.example/x>")]
)
def test_what_is_described_or_is_of_no_such_kind_gets_nothing(lines):
    assert derived("undescribed_thing", lines) == []


def test_every_rule_has_a_test_here():
    text = (ROOT / "tests" / "test_rules.py").read_text()
    tested = set(re.findall(r'(?:derived|said)\(\s*"(\w+)"', text))
    assert tested == RULES


# Checks: each has a graph on which it rings, and one like it on which it does not.

FAULTS = {
    "blank_node": (f"{a('body', 'x')} los:place [] .", f"{a('body', 'x')} los:place {a('place', 'y')} ."),
    "class_not_declared": (f"{a('body', 'x')} a los:Boddy .", f"{a('body', 'x')} a los:Body . los:Body a owl:Class ."),
    "concept_label_twice": (
        f'{code("theme/a")} skos:inScheme {code("theme")} ; rdfs:label "One"@en . {code("theme/b")} skos:inScheme {code("theme")} ; rdfs:label "One"@en .',
        f'{code("theme/a")} skos:inScheme {code("theme")} ; rdfs:label "One"@en . {code("theme/b")} skos:inScheme {code("theme")} ; rdfs:label "Two"@en .',
    ),
    "concept_not_in_its_scheme": (
        f"{a('finding', 'x')} los:theme {code('status/read')} . {code('status/read')} skos:inScheme {code('status')} .",
        f"{a('finding', 'x')} los:theme {code('theme/a')} . {code('theme/a')} skos:inScheme {code('theme')} .",
    ),
    "derived_without_premise": (
        f"{a('finding', 'x')} los:method {code('method/derived')} ; los:rule <https://w3id.org/line-of-sight/graph/some-rule> .",
        f"{a('finding', 'x')} los:method {code('method/derived')} ; los:rule <https://w3id.org/line-of-sight/graph/some-rule> ; los:premise {a('finding', 'y')} .",
    ),
    "document_without_family": ("", f"doc:report los:family {code('family/minutes')} ."),
    "follow_up_of_itself": (
        f"{a('follow-up', 'x')} los:of {a('finding', 'y')} ; los:by {a('finding', 'y')} .",
        f"{a('follow-up', 'x')} los:of {a('finding', 'y')} ; los:by {a('finding', 'z')} .",
    ),
    "main_evidence_missing": (
        f"{a('finding', 'x')} los:evidence id:passage\\/1 .",
        f"{a('finding', 'x')} los:evidence id:passage\\/1, id:passage\\/2 ; los:mainEvidence id:passage\\/1 .",
    ),
    "part_of_itself": (
        f"{a('body', 'x')} org:subOrganizationOf {a('body', 'y')} . {a('body', 'y')} org:subOrganizationOf {a('body', 'x')} .",
        f"{a('body', 'x')} org:subOrganizationOf {a('body', 'y')} . {a('body', 'y')} org:subOrganizationOf {a('body', 'z')} .",
    ),
    "passage_outside_its_document": ("doc:report oa:start 2 ; oa:end 99 .", "doc:report oa:start 0 ; oa:end 99 ."),
    "property_not_declared": (
        f'{a("body", "x")} los:sets "9" .',
        f'{a("body", "x")} los:seats "9" . los:seats a owl:DatatypeProperty .',
    ),
    "statement_without_evidence": (
        f"{a('finding', 'x')} {METHOD} .",
        f"{a('finding', 'x')} {METHOD} ; {rests(1)} .",
    ),
    "thing_without_label": (f"{a('body', 'x')} a los:Body .", f'{a("body", "x")} a los:Body ; rdfs:label "X"@en .'),
    "two_labels": (f'{a("body", "x")} rdfs:label "X"@en, "Y"@en .', f'{a("body", "x")} rdfs:label "X"@en ; skos:altLabel "Y"@en .'),
}
MORE_FAULTS = [
    ("derived_without_premise", f"{a('finding', 'x')} los:method {code('method/derived')} ."),
    ("document_without_family", "} GRAPH <https://w3id.org/line-of-sight/doc/other> { id:body\\/x a los:Body ."),
    ("follow_up_of_itself", f"{a('relationship', 'x')} los:subject {a('body', 'y')} ; los:object {a('body', 'y')} ."),
    ("follow_up_of_itself", f"{a('recommendation', 'x')} los:supportedBy {a('recommendation', 'x')} ."),
    ("main_evidence_missing", f"{a('finding', 'x')} los:evidence id:passage\\/1 ; los:mainEvidence id:passage\\/2 ."),
    ("part_of_itself", f"{a('finding', 'x')} dcterms:isPartOf {a('finding', 'x')} ."),
    ("part_of_itself", f"{a('place', 'x')} los:within {a('place', 'x')} ."),
    ("part_of_itself", f"{code('theme/a')} skos:broader {code('theme/b')} . {code('theme/b')} skos:broader {code('theme/a')} ."),
    ("part_of_itself", "los:Team rdfs:subClassOf los:Team ."),
    ("passage_outside_its_document", "doc:report oa:start 0 ; oa:end 9 ."),
    (
        "passage_outside_its_document",
        "doc:report oa:start 0 ; oa:end 99 . id:passage\\/9 a los:Passage ; los:document doc:report ; oa:start 3 ; oa:end 9 ; oa:exact 'five' .",
    ),
]
MORE_CONTROLS = [
    (  # a scale within the scheme tells them apart
        "concept_label_twice",
        "".join(
            f'{code(f"grade/{one}/good")} skos:inScheme {code("grade")}, {code("grade/" + one)} ; rdfs:label "Good"@en . '
            for one in ("sif", "ilacs")
        ),
    ),
    (
        "concept_not_in_its_scheme",
        f"{a('judgement', 'x')} los:grade {code('grade/sif/good')} . {code('grade/sif/good')} skos:inScheme {code('grade/sif')} .",
    ),
    (
        "derived_without_premise",
        f"{a('discrepancy', 'x')} los:method {code('method/derived')} ; los:rule <https://w3id.org/line-of-sight/graph/figure-checks> .",
    ),
    (
        "thing_without_label",
        "<https://w3id.org/line-of-sight/ontology/x> a owl:Ontology . <http://elsewhere.example/x> a los:Body .",
    ),
    ("two_labels", f'{a("body", "x")} rdfs:label "X"@en, "Y"@cy .'),
    ("class_not_declared", "los:seats a owl:DatatypeProperty . los:Body a owl:Class . rdf:x a rdf:Property ."),
]


def rung(check, piece):
    """What a check says of a graph in which ``piece`` stands."""
    return [sentence for sentence in broken(PROJECT, stated(piece)) if sentence.startswith(f"{check}: ")]


def test_every_check_has_a_fault_and_a_control_here():
    assert set(FAULTS) == CHECKS


@pytest.mark.parametrize(("check", "piece"), [*((check, fault) for check, (fault, _) in FAULTS.items()), *MORE_FAULTS])
def test_a_check_rings_on_a_fault_with_a_sentence(check, piece):
    sentences = rung(check, piece)
    assert sentences
    assert all(re.fullmatch(r"\w+: \S[^{}?]{15,}\.", sentence) for sentence in sentences), sentences


@pytest.mark.parametrize(("check", "piece"), [*((check, control) for check, (_, control) in FAULTS.items()), *MORE_CONTROLS])
def test_a_check_is_silent_on_what_is_right(check, piece):
    known = [] if check == "document_without_family" else rung(check, "")  # what it says of the graph without the piece
    assert [sentence for sentence in rung(check, piece) if sentence not in known] == []


def with_query(tmp_path, folder, text):
    """A project of which ``queries/<folder>`` holds one query."""
    for name in FOLDERS:
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "queries" / folder).mkdir()
    (tmp_path / "queries" / folder / "mine.rq").write_text(text)
    return Project(tmp_path)


def test_a_rule_or_check_that_does_not_parse_is_named(tmp_path):
    with pytest.raises(ProjectError, match=r"mine\.rq: "):
        derive(with_query(tmp_path / "one", "rules", "CONSTRUCT {"), [])
    with pytest.raises(ProjectError, match=r"mine\.rq: "):
        broken(with_query(tmp_path / "two", "checks", "SELECT {"), [])
    with pytest.raises(ProjectError, match=r"mine\.rq: a check needs a column \?message"):
        broken(with_query(tmp_path / "three", "checks", "SELECT ?thing WHERE { ?thing a ?class }"), [])

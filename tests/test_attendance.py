"""Names, lists of people, and the blocks and sentences that say who was at a meeting."""

import pytest

from kg.reading.attendance import listed
from kg.reading.capacities import capacity_of
from kg.reading.names import find_names, mixed
from kg.reading.rolls import entries
from kg.text import Document
from tests.timing import assert_linear


def span(text):
    return Document.from_text(text).span


def there(text, world):
    return [(one.entry.name.text, capacity_of(one, world)) for one in listed(span(text), world)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Councillor J A Walters said.", ["J A Walters"]),
        ("Cllr Mrs B O'Neill-Smith MBE and J. Lee", ["B O'Neill-Smith", "J Lee"]),
        ("Cllr. A.B. McDonald; Fr G HOLLAND; Dr Anna-Marie de la Cruz", ["A B McDonald", "G Holland", "Anna-Marie de la Cruz"]),
        ("COUNCILLOR JEAN WALTERS CHAIR OF THE PANEL", ["Jean Walters"]),
        ("Mary Jane Smith met Sir Tony Hawk CBE", ["Mary Jane Smith", "Tony Hawk"]),
        ("Councillor (Mrs) Young's question to Councillor Green", ["Young", "Green"]),
        ("Paul Thomson- Jones of the team", ["Paul Thomson-Jones"]),
        ("Ruth BroadExecutive Director for Care and LearningNeil PocockAssistant Director", ["Ruth Broad", "Neil Pocock"]),
        ("J d'Souza and T van der Merwe", ["J d'Souza", "T van der Merwe"]),
        ("Councillors P. Nguyễn, C Łukasz-Hart and Š Novák", ["P Nguyễn", "C Łukasz-Hart", "Š Novák"]),
    ],
)
def test_names_are_read_as_printed_without_titles_and_letters(text, names, world):
    assert [name.text for name in find_names(span(text), world)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Daniel Court opened.", "Chelsea's Choice", "James Cook University Hospital", "Councillor Call for Action", "Victoria Park",
        "Councillor Development", "the Inspector\nJudgement", "Overview and Scrutiny Board", "a Lead Member",
    ],
)  # fmt: skip
def test_places_services_and_headings_are_no_names(text, world):
    assert [name.text for name in find_names(span(text), world) if name.strength != "weak"] == []


def test_capitals_become_the_case_of_a_name():
    assert [mixed(one) for one in ("HOLLAND", "O'NEILL-SMITH", "MCDONALD", "van der Berg", "AB")] == [
        "Holland", "O'Neill-Smith", "McDonald", "van der Berg", "AB",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Councillors: Higson, Jonas, Udall and Wilton.", ["Higson", "Jonas", "Udall", "Wilton"]),
        ("Councillors M Storr and J Walters", ["M Storr", "J Walters"]),
        ("HOLLAND, Fr G\nSMITH, Cllr A B (Chair)", ["G Holland", "A B Smith"]),
        ("Councillors Smith (J.), Jones (A.B.), Hall (Mrs S.) and Brown", ["J Smith", "A B Jones", "S Hall", "Brown"]),
        ("Councillors Abbott   Baker   Carter\nDavies  Evans", ["Abbott", "Baker", "Carter", "Davies", "Evans"]),
        ("Councillors A Smith B Jones C Brown", ["A Smith", "B Jones", "C Brown"]),
        ("Councillors Barker (Chairman), Ali, Mrs Cook, Dr Evans and Young", ["Barker", "Ali", "Cook", "Evans", "Young"]),
        (
            "Jane Doe, Director of Law and Governance, Tom Brown, Head of Education and Skills and Al Green, Clerk",
            ["Jane Doe", "Tom Brown", "Al Green"],
        ),
        ("Smith, J; Jones, A B; Patel, K", ["J Smith", "A B Jones", "K Patel"]),
        ("Councillors Jane Doe, John\nSmith and Mary Brown", ["Jane Doe", "John Smith", "Mary Brown"]),
        ("Councillors S Randall Jones, A Lee - Kirkton; B May", ["S Randall Jones", "A Lee", "B May"]),
        ("The Mayor (Councillor A Smith), Councillors B Jones and C. Brown-Smith MBE", ["A Smith", "B Jones", "C Brown-Smith"]),
        ("Councillor P Lee and co-opted member Mrs K Black", ["P Lee", "K Black"]),
        ("None", []),
        ("There were none.", []),
    ],
)
def test_lists_of_people_are_read_in_many_forms(text, names, world):
    assert [entry.name.text for entry in entries(span(text), world)] == names


def test_notes_and_roles_stay_with_their_person(world):
    first, second = entries(
        span("Councillor J Smith (in the Chair)\nNeil Black – Assistant Director, Early Help and Prevention"), world
    )
    assert first.note == "in the chair"
    assert first.role is None
    assert second.role.words == "Assistant Director, Early Help and Prevention"


def test_a_word_before_a_title_belongs_to_the_name_after_it(world):
    assert [(entry.name.text, entry.note) for entry in entries(span("Councillors Lee and May, and co-opted member Mr Simon Gold"), world)] == [
        ("Lee", ""), ("May", ""), ("Simon Gold", "co-opted member"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            ("PRESENT: Councillor Garner (Chair), Councillor Dodd (Vice Chair); Councillors: Higson and Wilton.\n\n"
            "OFFICERS: S Bonn and J Dix.\n\nAPOLOGIES FOR ABSENCE were submitted on behalf of Councillors Nugget, M Storr and J Walters."),
            [
                ("Garner", "chair"), ("Dodd", "vice-chair"), ("Higson", "member"), ("Wilton", "member"), ("S Bonn", "officer"), ("J Dix", "officer"),
                ("Nugget", "apologies"), ("M Storr", "apologies"), ("J Walters", "apologies"),
            ],
        ),
        (
            ("Present\nCouncillors\nAkhtar (Chairman)    Barker\nDavies               O'Neill\n\nIn attendance\nMr T Lake            Assistant Director, Safeguarding\n"
            "DCI Sharon Lamb, Midshire Police\nCouncillor Hazel Dunn, Executive Member for Children"),
            [
                ("Akhtar", "chair"), ("Barker", "member"), ("Davies", "member"), ("O'Neill", "member"), ("T Lake", "officer"), ("Sharon Lamb", "guest"),
                ("Hazel Dunn", "visiting-member"),
            ],
        ),
        (
            "Name | Role | Attendance\nSir Peter Lowe | Independent Chair | Present\nCllr Joan Cray | Lead Member | Apologies\nFarida Khan | Chief Executive | Absent",
            [("Peter Lowe", "chair"), ("Joan Cray", "apologies"), ("Farida Khan", "absent")],
        ),
        (
            "In attendance virtually:\n\nCouncillor K Begg (Chair), Councillors R Adams and J d'Souza\n\nObservers: Councillor T. Bird",
            [("K Begg", "chair"), ("R Adams", "member"), ("J d'Souza", "member"), ("T Bird", "observer")],
        ),
        (
            "Councillor Cocks (Chairman), and\n\nCouncillors Mrs Blackmoor and D Burton\n\n7.           Apologies for Absence\n\nApologies had been received from Councillor Harpole.",
            [("Cocks", "chair"), ("Blackmoor", "member"), ("D Burton", "member"), ("Harpole", "apologies")],
        ),
        ("PRESENT: Councillors Lee and May\n\nMembers attending in accordance with Standing Order 25:-\nCouncillor Ray", [("Lee", "member"), ("May", "member"), ("Ray", "visiting-member")]),
        ("Co-opted Members:\nMrs A Swift\n\nPresent:- Cllr Lee\nCO-OPTED MEMBERS (VOTING)\nMr E Britten - Church Representative", [("Lee", "member"), ("E Britten", "co-opted-member")]),
    ],
)  # fmt: skip
def test_blocks_of_attendance_give_each_person_a_capacity(text, people, world):
    assert there(text, world) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Apologies were received from Councillor Lee with Councillor May substituting.",
            [("May", "substitute"), ("Lee", "apologies")],
        ),
        (
            "Apologies had been received from Councillor Nick Dean, who was substituted by Councillor Ed Lavery.",
            [("Ed Lavery", "substitute"), ("Nick Dean", "apologies")],
        ),
        (
            "Apologies were received from the following:\n\nCouncillor Stuart Mac         - Councillor Alan Stick substituted.",
            [("Alan Stick", "substitute"), ("Stuart Mac", "apologies")],
        ),
        (
            "Apologies were received as follows:\n• Councillor Stephens\n• Rev. Helen Ask",
            [("Stephens", "apologies"), ("Helen Ask", "apologies")],
        ),
        (
            "Cllrs L Ward, A Burt and M Gold attended as substitutes.",
            [("L Ward", "substitute"), ("A Burt", "substitute"), ("M Gold", "substitute")],
        ),
        ("Councillor J Cairns substituted for Councillor E Peel.", [("J Cairns", "substitute")]),
        ("Apologies for lateness were received from Councillor Brown.", []),
        ("There were no apologies for absence.", []),
        ("An apology for absence was submitted on behalf of Councillor Dr R K Shah.", [("R K Shah", "apologies")]),
    ],
)
def test_sentences_say_who_was_away_and_who_stood_in(text, people, world):
    assert there(text, world) == people


@pytest.mark.parametrize(
    "unit",
    ["A ", "Ab ", "Ab, ", "Councillor ", "Ab and ", "Present\n", "Present: A B\n", "A Smith\n", "(a", "- ", "Mc", "O'", "J."],
)
def test_long_runs_take_linear_time(unit, world):
    def read(text):
        find_names(span(text), world)
        listed(span(text), world)

    assert_linear(read, unit)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (  # the seat under a name, a label that names a body, offices before a name
            "Members of the Cabinet present:\nAnn Lee\tMayor\n\tIn the Chair\nCllr Bo Hill\tDeputy Mayor\n\nReport Presenters:-\nMayor Cy Dunn\tKelby City Council\n\nOfficers from the Council in attendance:\nEd Fry\tClerk\n",
            [("Ann Lee", "chair"), ("Bo Hill", "member"), ("Cy Dunn", "visiting-member"), ("Ed Fry", "officer")],
        ),
        (  # a table whose header says which column tells who was there
            "Name\tRole\tBody\tAttended\nMeg Voss (Chair)\tDirector\tKelby Council\tYes\nCh Supt Jo Grady\tArea Commander\tPolice\tY\nAnn Lee\tNurse\tTrust\tApologies\nBo Hill\tLay Member\t\tNo\nCy Dunn (minutes)\tAdministrator\tKelby Council\tYes\n",
            [("Meg Voss", "chair"), ("Jo Grady", "member"), ("Ann Lee", "apologies"), ("Bo Hill", "absent"), ("Cy Dunn", "officer")],
        ),
        (  # a weak label by itself over the first list, in the cells of a lost table
            "| Board Members | |\nCouncillor Ann Al-Hassan\tChair\nCouncillor Bo Hill\n\n| In Attendance | |\nCy Dunn\tDemocratic Services Officer\n",
            [("Ann Al-Hassan", "chair"), ("Bo Hill", "member"), ("Cy Dunn", "officer")],
        ),
        (  # the chair of another body; the vice-chair of this one
            "PRESENT:\nDr Ann Adebayo-Lynch, Chair, NHS Kelby Clinical Commissioning Group – Vice Chair\nCllr Bo Hill (Leader) – Chair\nPat Foster, Healthwatch\n",
            [("Ann Adebayo-Lynch", "vice-chair"), ("Bo Hill", "chair"), ("Pat Foster", "member")],
        ),
        (  # "vice", "sub for" and "replaced" are said of substitutes
            "PRESENT: Ald. Mrs J. Wyatt (In the Chair), Councillors Carr, Mrs. Rigg, Mrs. Dale (vice Beaumont) and W Pratt (sub for P Lowe).\n\nCounty Councillor B Parr replaced County Councillor A Barnes for this meeting only.\n",
            [("J Wyatt", "chair"), ("Carr", "member"), ("Rigg", "member"), ("Dale", "substitute"), ("W Pratt", "substitute"), ("B Parr", "substitute")],
        ),
        (  # who is a councillor: not those after a semicolon, "together with" or on a line of their own
            "Present: Cllrs J Lee, Ms D Hill and K Dunn together with Mrs. May Fry.\n\nMr P Levey\n\nAbsent with apologies: Councillors Tom Goode, Sam Lumley; Guy Rich (Church of England)\n",
            [("J Lee", "member"), ("D Hill", "member"), ("K Dunn", "member"), ("May Fry", "member"), ("P Levey", "member"), ("Tom Goode", "apologies"),
             ("Sam Lumley", "apologies"), ("Guy Rich", "apologies")],
        ),
    ],
)  # fmt: skip
def test_blocks_of_other_councils_say_who_was_there(text, people, world):
    assert there(text, world) == people


def test_a_title_shared_by_a_list_ends_with_it(world):
    text = "Present: Cllrs J Lee, Ms D Hill and K Dunn together with Mrs. May Fry.\n\nMr P Levey\n"
    assert [one.entry.name.title for one in listed(span(text), world)] == ["Cllrs", "Cllrs Ms", "Cllrs", "Mrs.", "Mr"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rev. Dr. P. St. John", ["P St. John"]),
        ("Mrs A Westfield-de Cortez\tDiocese", ["A Westfield-de Cortez"]),
        ("ANN ALEXANDER, DR ADRIAN HAYTER", ["Ann Alexander", "Adrian Hayter"]),
        ("Representative of the Voluntary Sector:- David Watts", ["David Watts"]),
        ("Executive Members County Councillor Pat Mull and County Councillor Jan Sand", ["Pat Mull", "Jan Sand"]),
        ("Councillor A McGurr\tVice-Chairman", ["A McGurr"]),
    ],
)
def test_names_in_columns_and_after_offices(text, names, world):
    assert [entry.name.text for entry in entries(span(text), world)] == names


@pytest.mark.parametrize(
    "text", ["Professor John Grenville (Roman Catholic)", "the Teenage Pregnancy Co-ordinator Ann Lee", "4 Added Members"]
)
def test_churches_offices_and_seats_are_no_people(text, world):
    assert {name.text for name in find_names(span(text), world) if name.strength != "weak"} <= {"John Grenville", "Ann Lee"}


def test_people_who_are_also_present_are_officers_only_where_their_role_says_so(world):
    text = (
        "PRESENT: Councillor A Lamb (Chair) and B Oak\n\n"
        "ALSO PRESENT: Father T. Bede (diocesan representative, co-opted), Ms R. Ali (care leaver representative) and "
        "Mr S. Poole (Director of Children's Services)\n"
    )
    found = {one.entry.name.text: capacity_of(one, world) for one in listed(span(text), world)}
    assert found == {
        "A Lamb": "chair", "B Oak": "member", "T Bede": "co-opted-member", "R Ali": "guest", "S Poole": "officer"
    }  # fmt: skip

"""Relations: what stands between two names, lists, the body a document is about; denied and proposed links are none."""

import pytest

from kg.facts import Ref
from kg.reading.relations import relations
from tests.areas import part_about


def read(text, area="Leeds", **options):
    return [(one.subject.slug, one.kind.name, one.object.slug) for one in relations(part_about(area, text, **options))]


A, B, C = "leeds-alpha-team", "leeds-beta-board", "leeds-gamma-panel"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Alpha Team sits within the Beta Board.", [(A, "part-of", B)]),
        ("Alpha Team and Gamma Panel sat within the Beta Board.", [(A, "part-of", B), (C, "part-of", B)]),
        ("The Gamma Panel, a sub-group of the Beta Board, met.", [(C, "sub-group-of", B)]),
        ("The Gamma Panel reports to the Beta Board.", [(C, "reports-to", B)]),
        ("The Gamma Panel's topics would be presented to the Beta Board for approval.", [(C, "reports-to", B)]),
        ("The Beta Board, currently chaired by Bradford, met.", [("bradford-council", "chairs", B)]),
        (
            "The Beta Board includes representatives from the Alpha Team and a representative from Kent Police.",
            [(A, "member-of", B), ("kent-police", "member-of", B)],
        ),
        ("Kent Police is represented on the Beta Board.", [("kent-police", "member-of", B)]),
        ("The council has commissioned Barnardo's.", [("leeds-council", "commissions", "barnardos")]),
        ("Barnardo's had been commissioned, by the Local Authority, to help.", [("leeds-council", "commissions", "barnardos")]),
        ("The Alpha Team is funded by Kent Police.", [("kent-police", "funds", A)]),
        (
            "The Alpha Team works closely with Kent Police and the Gamma Panel.",
            [(A, "works-with", "kent-police"), (A, "works-with", C)],
        ),
        ("The Alpha Team is operated in partnership with Bradford.", [(A, "works-with", "bradford-council")]),
        ("A worker of Barnardo's is co-located with the Alpha Team.", [("barnardos", "co-located-with", A)]),
        ("Ofsted inspected the Alpha Team.", [("ofsted", "inspects", A)]),
        ("The Alpha Team was inspected by Ofsted.", [("ofsted", "inspects", A)]),
        ("The Gamma Panel was replaced by the Beta Board.", [(B, "successor-of", C)]),
        ("Under the governance of the Beta Board, the Alpha Team explores.", [(B, "oversees", A)]),
        ("Governance of the Alpha Team is through the Beta Board.", [(B, "oversees", A)]),
        ("There are effective links between the Beta Board and the Gamma Panel.", [(B, "works-with", C)]),
        (
            "The Alpha Team (Delta Service, Epsilon Service) grew.",
            [("leeds-delta-service", "part-of", A), ("leeds-epsilon-service", "part-of", A)],
        ),
        (
            "Operation Rose, involving schools, Kent Police and the local authority, began.",
            [("kent-police", "takes-part-in", "leeds-operation-rose"), ("leeds-council", "takes-part-in", "leeds-operation-rose")],
        ),
        ("The 'coming home' project as part of the Beta Board grew.", [("leeds-coming-home", "part-of", B)]),
        ("The Council's Alpha Team reports to the Beta Board.", [(A, "reports-to", B)]),
        ("The Alpha Team sits within the Gamma Panel and reports to the Beta Board.", [(A, "part-of", C), (A, "reports-to", B)]),
    ],
)
def test_links_by_what_stands_between_two_names(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Alpha Team does not work with the Beta Board.",
        "The Alpha Team should work with the Beta Board.",
        "Ensure that the Alpha Team works with the Beta Board.",
        "Proposals that the Alpha Team reports to the Beta Board failed.",
        "The Alpha Team met the Beta Board.",
        "Links between the Beta Board and the Gamma Panel are underdeveloped.",
        "The Alpha Team. Works with the Beta Board.",
        "There is no neglect strategy. The Alpha Team has not attended the Beta Board.",
    ],
)
def test_denied_proposed_and_other_words_link_nothing(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A new contract was agreed: we entered into a contract with Barnardo's.", [("leeds-council", "commissions", "barnardos")]),
        (
            "A peer review, carried out by the Local Government Association, ended.",
            [("local-government-association", "reviews", "leeds-council")],
        ),
        (
            "Kingston upon Hull was the only statistical neighbour to grow.",
            [("kingston-upon-hull-council", "statistical-neighbour-of", "leeds-council")],
        ),
        (
            "Key partners such as Kent Police and Barnardo's agreed.",
            [("leeds-council", "works-with", "kent-police"), ("leeds-council", "works-with", "barnardos")],
        ),
        ("The Beta Board and its partners such as Kent Police agreed.", []),
        (
            "This is a priority area for Leeds City Council, Barnardo's and Kent Police.",
            [("leeds-council", "works-with", "barnardos"), ("leeds-council", "works-with", "kent-police")],
        ),
        (
            "the three authorities (Bradford, Kirklees and York) agreed",
            [
                ("bradford-council", "works-with", "kirklees-council"),
                ("bradford-council", "works-with", "york-council"),
                ("kirklees-council", "works-with", "york-council"),
            ],
        ),
    ],
)
def test_links_with_the_body_that_the_document_is_about(text, expected):
    assert read(text) == expected


def test_links_of_the_publisher_of_a_letter():
    part = {"publisher": Ref("body", "ofsted")}
    assert read(
        "Monitoring visit to Leeds Children's Services. I am copying this letter to the Department for Education.", **part
    ) == [
        ("ofsted", "inspects", "leeds-childrens-services"),
        ("ofsted", "informs", "department-for-education"),
    ]


def test_short_words_stand_for_the_body_named_before():
    text = "The Beta Board met. The board reports to the Gamma Panel.\n\nThe Gamma Panel works. It works with the Alpha Team."
    assert read(text) == [(B, "reports-to", C), (C, "works-with", A)]
    assert read("The board reports to the Gamma Panel.") == []


def test_they_stands_for_the_body_that_the_sentence_before_began_with():
    text = "The Beta Board listens. They visit homes. They work very effectively with the Gamma Panel (GP), which meets."
    assert read(text) == [(B, "works-with", C)]


def test_the_subject_of_a_sentence_has_its_later_verbs():
    text = "Ofsted regulates childcare, and inspects the Children and Family Court Advisory and Support Service (Cafcass), schools."
    assert read(text) == [("ofsted", "inspects", "cafcass")]


def test_lists_of_services_are_parts():
    text = (
        "The following services sit within Children's Care:\n\n• Early Help Hub – first\n• Fostering Service and Adoption Service\n"
    )
    assert read(text) == [
        ("leeds-early-help-hub", "part-of", "leeds-childrens-care"),
        ("leeds-fostering-service", "part-of", "leeds-childrens-care"),
        ("leeds-adoption-service", "part-of", "leeds-childrens-care"),
    ]


def test_a_link_stated_twice_is_one_with_both_sentences_and_the_date_of_the_document():
    (one,) = relations(
        part_about("Leeds", "The Alpha Team works with Kent Police. Now the Alpha Team also works with Kent Police.")
    )
    assert [str(span) for span in one.evidence] == [
        "The Alpha Team works with Kent Police.",
        "Now the Alpha Team also works with Kent Police.",
    ]
    assert one.attested_on.value == "2019-05-01"
    (one,) = relations(part_about("Leeds", "The Alpha Team works with Kent Police.", date=""))
    assert one.attested_on is None


def test_without_a_body_it_is_about_a_document_has_only_links_between_names():
    assert read("Partners such as Kent Police and Barnardo's agreed. Ofsted inspected Kent Police.", area="") == [
        ("ofsted", "inspects", "kent-police")
    ]


BOARD = "The Leeds Safeguarding Children Board (LSCB) is well attended. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{BOARD}The chair is a member of the Gamma Panel.", [("leeds-lscb", "member-of", C)]),
        (f"{BOARD}The independent chair is also a member of the Gamma Panel.", [("leeds-lscb", "member-of", C)]),
        (f"{BOARD}\n\nThe chair is a member of the Gamma Panel.", []),
        ("The chair is a member of the Gamma Panel.", []),
        ("The board is a member of the Gamma Panel.", []),
        ("She is a member of the Gamma Panel.", []),
        ("Attendance is good. It is a member of the Gamma Panel.", []),
        ("The borough is a member of the Gamma Panel.", [("leeds-council", "member-of", C)]),
    ],
)
def test_a_bare_subject_is_the_board_just_named_and_never_the_council(text, expected):
    assert read(text) == [(one if one[0] != "leeds-lscb" else (BOARD_SLUG, *one[1:])) for one in expected]


BOARD_SLUG = "leeds-safeguarding-children-board"

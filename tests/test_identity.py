"""Decisions on who is who: read, applied, kept in the graph, and undone by taking them out of the file."""

import pytest

from kg import identity
from kg.facts import Body, Concept, Membership, Participation, Person, Ref
from kg.project import ProjectError
from kg.text import Document
from kg.vocab import LOS, RDF

TEXT = "J Example, chair of the panel\nJane Example, chair of the panel\nJo Example, officer\n"
J, JANE, JO = (Ref("person", f"northtown-{name}-example") for name in ("j", "jane", "jo"))
PANEL = Ref("body", "northtown-panel")


def table(tmp_path, *rows):
    """A file of decisions: one, other, verdict and reason of each."""
    path = tmp_path / "identity.toml"
    keys = ("one", "other", "verdict", "reason")
    path.write_text("".join("[[decision]]\n" + "".join(f'{k} = "{v}"\n' for k, v in zip(keys, row, strict=False)) for row in rows))
    return path


def pairs():
    """Three people and the chair that two of them hold, read from three lines."""
    lines = Document.from_text(TEXT).span.lines()
    made = []
    for ref, line in zip((J, JANE, JO), lines, strict=True):
        made.append(Person(ref=ref, name=line.words.split(",")[0], evidence=(line,)))
        made.append(Membership(person=ref, body=PANEL, role=Concept("role", "chair"), evidence=(line,)))
    made.append(Body(ref=PANEL, name="Panel", evidence=(lines[0],)))
    return [(None, fact) for fact in made]


SAME = ("person/northtown-j-example", "person/northtown-jane-example", "same", "one chair")
NOT = ("person/northtown-jane-example", "person/northtown-jo-example", "not same", "chair and officer")


def test_two_names_that_are_the_same_become_the_other_one_and_nobody_else_changes(tmp_path):
    made = identity.decisions([table(tmp_path, SAME, NOT)])
    merged = [fact for _, fact in identity.merged(pairs(), made)]
    assert [fact.ref for fact in merged if isinstance(fact, Person)] == [JANE, JANE, JO]
    assert [fact.person for fact in merged if isinstance(fact, Membership)] == [JANE, JANE, JO]
    assert [fact.name for fact in merged if isinstance(fact, Person)] == ["J Example", "Jane Example", "Jo Example"]
    assert [[span.words for span in fact.evidence] for fact in merged] == [
        [span.words for span in fact.evidence] for _, fact in pairs()
    ]


def test_without_decisions_nothing_changes(tmp_path):
    assert identity.decisions([table(tmp_path)]) == []
    before = pairs()
    assert [fact for _, fact in identity.merged(before, [])] == [fact for _, fact in before]
    assert list(identity.quads(before, [], str)) == []


def test_sameness_goes_on_from_name_to_name(tmp_path):
    rows = [SAME, ("person/northtown-jane-example", "person/northtown-jo-example", "same", "married")]
    merged = identity.merged(pairs(), identity.decisions([table(tmp_path, *rows)]))
    assert {fact.ref for _, fact in merged if isinstance(fact, Person)} == {JO}


def test_a_reference_in_a_list_is_renamed_once(tmp_path):
    line = Document.from_text(TEXT).span.lines()[0]
    fact = Participation(
        event=Ref("meeting", "m"), participant=J, capacity=Concept("capacity", "chair"), on_behalf_of=PANEL, evidence=(line,)
    )
    ((_, made),) = identity.merged([(None, fact)], identity.decisions([table(tmp_path, SAME)]))
    assert (made.participant, made.on_behalf_of, made.event) == (JANE, PANEL, Ref("meeting", "m"))


def test_each_decision_stands_in_the_graph_with_its_reason_and_a_passage_of_either(tmp_path):
    names = {J: "J Example", JANE: "Jane Example", JO: "Jo Example"}
    unsure = ("person/northtown-j-example", "person/northtown-jo-example", "unsure", "no telling")
    made = identity.decisions([table(tmp_path, SAME, NOT)]), identity.decisions([table(tmp_path, unsure)])
    for decisions, said in zip(
        made, (["J Example is Jane Example", "Jane Example is not Jo Example"], ["J Example may be Jo Example"]), strict=True
    ):
        quads = list(identity.quads(pairs(), decisions, names.__getitem__))
        matches = [quad.subject for quad in quads if quad.predicate == RDF.type and quad.object == LOS.Match]
        assert len(matches) == len(said)
        for match, label in zip(matches, said, strict=True):
            about = [(quad.predicate, quad.object) for quad in quads if quad.subject == match]
            assert label in [getattr(value, "lexical", "") for _, value in about]
            assert len([value for predicate, value in about if predicate == LOS.evidence]) == 2


def test_a_decision_on_somebody_whom_no_document_names_decides_nothing_and_is_told(tmp_path):
    stranger = ("person/northtown-jo-example", "person/nobody-at-all", "same", "a slip of the pen")
    path = table(tmp_path, SAME, stranger)
    apply, remarks = identity.known(identity.decisions([path]), pairs())
    assert [decision.one for decision in apply] == [J]
    assert remarks == [f"{path}: line 6: no document names person/nobody-at-all, so this decides nothing"]


def test_a_merged_name_leads_to_the_one_that_is_kept(tmp_path):
    names = {J: "J Example", JANE: "Jane Example"}
    made = list(identity.quads(pairs(), identity.decisions([table(tmp_path, SAME)]), names.__getitem__))
    former = [quad for quad in made if quad.subject.endswith("/northtown-j-example")]
    assert {quad.predicate: quad.object for quad in former}[LOS.keptAs].endswith("/northtown-jane-example")
    assert {quad.predicate: quad.object for quad in former}[RDF.type] == LOS.FormerName


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("person/a", "person/b", "yes", "r")], "verdict 'yes' is none of same, unsure, not same"),
        ([("person/a", "person/b", "same")], "a decision has the strings one, other, verdict and reason"),
        ([("person/a", "body/b", "same", "r")], "a decision is on two people"),
        ([("person/a", "person/a", "same", "r")], "a decision is on two people"),
        ([("place/a", "place/b", "same", "r")], "'place/a' is not one of person/<name>"),
        ([("person/", "person/b", "same", "r")], "'person/' is not the name of a thing"),
        ([("person/a", "person/b", "same", " ")], "a decision needs a reason"),
        ([("person/a", "person/b", "same", "r"), ("person/b", "person/a", "unsure", "r")], "the two were decided on before, at"),
        (
            [
                ("person/a", "person/b", "same", "r"),
                ("person/b", "person/c", "same", "r"),
                ("person/a", "person/c", "not same", "r"),
            ],
            "by other decisions the two are the same, so they cannot be 'not same'",
        ),
    ],
)
def test_a_wrong_decision_is_told_by_its_line(tmp_path, rows, said):
    path = table(tmp_path, *rows)
    with pytest.raises(ProjectError) as told:
        identity.decisions([path])
    assert str(told.value).startswith(f"{path}: line ")
    assert said in str(told.value)


def test_a_file_that_holds_other_things_is_refused(tmp_path):
    path = tmp_path / "identity.toml"
    path.write_text("[[verdict]]\none = 1\n")
    with pytest.raises(ProjectError, match="holds other things than a list of"):
        identity.decisions([path])

"""Curated statements: the fields of a fact, anchored by an exact quote that stands just once."""

from decimal import Decimal
from pathlib import Path

import pytest

from kg import curated, facts
from kg.dates import When
from kg.facts import Concept, Ref
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.project import ProjectError
from kg.text import Document

DOCUMENT = Document.from_text("The Ash Board joined the Beech Group in May 2016. It has 12 members, of whom 3 are new.", "a.txt")
WORLD = Lexicon({"relation": Vocabulary([Entry(Concept("relation", "part-of"), "part of", ("part of",))])})
JOINED = {
    "fact": "Relationship",
    "quote": "joined the Beech Group",
    "subject": "body/ash",
    "object": "body/beech",
    "kind": "code:relation/part-of",
}


def read(*statements):
    return list(curated.statements(Path("a.toml"), {"statement": [dict(one) for one in statements]}, DOCUMENT, WORLD))


def test_a_statement_becomes_the_fact_that_it_says_with_its_words():
    (made,) = read({**JOINED, "since": {"value": "2016-05", "printed": "May 2016"}, "until": "2018"})
    assert (made.subject, made.object, made.kind) == (Ref("body", "ash"), Ref("body", "beech"), Concept("relation", "part-of"))
    assert (made.since, made.until) == (When("2016-05", "May 2016"), When("2018", "2018"))
    assert made.method == "curated"
    assert [str(span) for span in made.evidence] == ["joined the Beech Group"]


def test_numbers_truth_lists_and_several_quotes_are_read():
    (made,) = read(
        {
            "fact": "Allocation", "ref": "allocation/a", "programme": "programme/p", "label": "members", "headcount": "12.5", "new": False,
            "quotes": ["12 members", "3 are new"],
        }
    )  # fmt: skip
    assert (made.headcount, made.new) == (Decimal("12.5"), False)
    assert [str(span) for span in made.evidence] == ["12 members", "3 are new"]
    (body,) = read({"fact": "Body", "ref": "body/ash", "name": "Ash Board", "aliases": ["Ash"], "quote": "Ash Board"})
    assert body.aliases == ("Ash",)
    (post,) = read(
        {
            "fact": "Post",
            "ref": "post/a",
            "body": "body/ash",
            "role": "code:relation/part-of",
            "status": "vacant",
            "quote": "Ash Board",
        }
    )
    assert post.status == "vacant"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"fact": "Rumour"}, "a.toml: line ?: 'Rumour' is no kind of fact"),
        ({"quote": "nowhere to be found"}, "the quote 'nowhere to be found' is not in the text of a.txt"),
        ({"quote": "e"}, "the quote 'e' stands 9 times in the text of a.txt"),
        ({"quote": ""}, "a statement needs the quote it rests on"),
        ({"colour": "red"}, "a Relationship has no colour"),
        ({"kind": "code:relation/friend-of"}, "code:relation/friend-of is not in the schemes"),
        ({"kind": "code:nothing/x"}, "code:nothing/x is not in the schemes"),
        ({"subject": "Ash Board"}, "subject: 'Ash Board' is not <kind>/<slug>"),
        ({"since": "May 2016"}, "since: 'May 2016' is no date"),
        ({"since": "2016-13"}, "since: '2016-13' is no date"),
    ],
)
def test_a_statement_that_is_wrong_is_named(change, said):
    with pytest.raises(ProjectError) as error:
        read({**JOINED, **change})
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ({"fact": "Allocation", "ref": "allocation/a", "programme": "programme/p", "label": "x", "headcount": "many"}, "headcount: 'many' is no number"),
        ({"fact": "Allocation", "ref": "allocation/a", "programme": "programme/p", "label": "x", "new": "yes"}, "new: 'yes' is not of the right kind"),
        ({"fact": "Body", "ref": "body/a", "name": "A", "aliases": "B"}, "aliases is a list"),
        ({"fact": "Post", "ref": "post/a", "body": "body/a", "role": "code:relation/part-of", "status": "gone"}, "status is one of held, vacant, unnamed, not 'gone'"),
        ({"fact": "Body", "ref": "body/a"}, "missing"),
    ],
)  # fmt: skip
def test_a_field_of_the_wrong_kind_is_named(statement, said):
    with pytest.raises(ProjectError, match=said):
        read({**statement, "quote": "Ash Board"})


def test_a_file_with_other_things_is_refused():
    with pytest.raises(ProjectError, match="holds other things than a list of"):
        list(curated.statements(Path("a.toml"), {"statements": []}, DOCUMENT, WORLD))


def test_every_curated_file_of_the_project_is_of_a_source_and_its_quotes_stand_there(project):
    from kg.world import read_lexicon, read_toml

    world = read_lexicon(project)
    for path in sorted((project.mappings / "curated").glob("*.toml")):
        document = Document.read(project.seeds / f"{path.stem}.txt")
        made = list(curated.statements(path, read_toml(path), document, world))
        assert all(isinstance(fact, facts.Fact) and fact.method == "curated" for fact in made)
        assert made

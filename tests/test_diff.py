"""What differs between two versions: facts by kind and document, whatever has moved in the texts."""

import gzip
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg import sources
from kg.comparing import compared
from kg.describing import background, described, namer
from kg.harvest import Reader
from kg.printing import Page
from kg.project import ProjectError
from kg.rdf import Iri, Literal, Quad, term, text, typed
from kg.store import canonical
from kg.versions.changes import Change, Difference, Tally
from kg.versions.contents import Passage
from kg.vocab import DCTERMS, LOS, OA, RDF, RDFS, concept, document, graph, thing

REPORT = """Inspection of Northtown local authority children’s services

Inspection dates: 11 to 22 May 2026

Lead inspector: Mary Example, His Majesty’s Inspector

Judgement

Grade

The experiences and progress of children in care

Good

The impact of leaders on social work practice with children and families

Outstanding

What needs to improve?
◼ The quality of plans for children who live with their relatives.
◼ How well managers oversee practice and record what they decide.

The experiences and progress of children in care: good

1. Children in care live in stable homes and are visited often.

2. Plans for children are not clear enough.
"""
MINUTES = """Northtown Council

Minutes of a meeting of the Children's Scrutiny Panel held on 3 March 2021

PRESENT: Councillor Ann Example (Chair), Councillor Bob Sample

AGREED that the plan be noted.
"""
WORDS = ["plan", "child", "home", "visit", "team", "record", "court", "school", "review", "help", "care", "panel"]


@pytest.fixture(scope="module")
def version(project, tmp_path_factory):
    """Reads texts by their names as a build does, and writes what is stated of them; the N-Quads file."""
    reader = Reader.of(project)
    vocabulary = list(background(project))

    def read(texts):
        folder = tmp_path_factory.mktemp("texts")
        for name, words in texts.items():
            (folder / name).write_text(words)
        found = list(reader.harvests(sources.find(project, [folder])[0]))
        pairs = [pair for one in found for pair in one.pairs]
        quads = described(pairs, [one.source for one in found], namer(pairs, reader.known), reader.known)
        (folder / "graph.nq").write_text("".join(canonical([*quads, *vocabulary])))
        return folder / "graph.nq"

    return read


@pytest.fixture(scope="module")
def first(version):
    """The version that the others are held against."""
    return version({"report.txt": REPORT, "minutes.txt": MINUTES})


def told(difference, section="fact"):
    return [(one.change, one.kind, one.document) for one in difference if one.section == section]


def test_a_version_differs_from_itself_in_nothing(first):
    found = kg.diff(first, first)
    assert (list(found), found.left_out, bool(found)) == ([], 0, False)
    before = {(tally.kind, tally.document): tally.before for tally in found.tallies}
    assert (before["judgement", "report"], before["participation", "minutes"], before["document", "minutes"]) == (2, 2, 1)
    assert before["recommendation", "report"] == 2


def test_a_grade_that_is_another_is_one_judgement_that_changed(version, first):
    found = kg.diff(first, version({"report.txt": REPORT.replace("care\n\nGood", "care\n\nInadequate"), "minutes.txt": MINUTES}))
    (judgement,) = [one for one in found if one.kind == "judgement"]
    assert judgement.change == "changed"
    assert judgement.before == (("grade", "Good"), ("printed", "Good"))
    assert judgement.after == (("grade", "Inadequate"), ("printed", "Inadequate"))
    assert (judgement.quotes_before[0].words[-4:], judgement.quotes[0].words[-10:]) == ("Good", "Inadequate")
    assert told(found, "document") == [("changed", "document", "report")]
    assert {one.kind for one in found if one.section == "fact"} == {"judgement"}


def test_a_recommendation_in_other_words_is_one_that_changed(version, first):
    other = REPORT.replace(
        "How well managers oversee practice and record what", "How well all managers oversee practice and record why"
    )
    found = kg.diff(first, version({"report.txt": other, "minutes.txt": MINUTES}))
    (one,) = [one for one in found if one.section == "fact"]
    assert (one.change, one.kind, one.document) == ("changed", "recommendation", "report")
    assert one.quotes_before[0].words == "How well managers oversee practice and record what they decide."
    assert one.quotes[0].words == "How well all managers oversee practice and record why they decide."
    assert dict(one.after)["text"] == one.quotes[0].words


def test_a_paragraph_put_in_above_changes_no_fact_below(version, first):
    other = REPORT.replace("1. Children in care", "Inspectors spoke to the children.\n\n1. Children in care").replace(
        "What needs", "The report was late.\n\nWhat needs"
    )
    found = kg.diff(first, version({"report.txt": other, "minutes.txt": MINUTES}))
    assert {(one.change, one.quotes[0].words) for one in found if one.section in ("fact", "unit")} == {
        ("added", "Inspectors spoke to the children."),
        ("added", "The report was late."),
    }
    assert told(found, "document") == [("changed", "document", "report")]


def test_another_recommendation_put_in_above_is_one_that_was_added(version, first):
    other = REPORT.replace("◼ The quality of plans", "◼ The timeliness of visits to families.\n◼ The quality of plans")
    found = kg.diff(first, version({"report.txt": other, "minutes.txt": MINUTES}))
    assert [(one.change, one.quotes[0].words) for one in found if one.kind == "recommendation"] == [
        ("added", "The timeliness of visits to families.")
    ]


def test_a_document_that_is_gone_takes_its_facts_with_it(version, first):
    found = kg.diff(first, version({"report.txt": REPORT}))
    assert told(found, "document") == [("gone", "document", "minutes")]
    assert {(change, document) for change, _, document in told(found)} == {("gone", "minutes")}
    assert {tally.after for tally in found.tallies if tally.document == "minutes"} == {0}
    brief = found.brief()
    assert [one.kind for one in brief] == ["document"]
    assert brief.left_out == len(found) - 1


def test_the_words_of_a_replaced_document_are_told_and_those_of_the_same_file_are_not(version, first):
    other = MINUTES.replace("AGREED that the plan be noted.", "AGREED that the new plan be noted.")
    found = kg.diff(first, version({"report.txt": REPORT, "minutes.txt": other})).brief()
    (wording,) = [one for one in found if one.section == "unit" and one.change == "changed"]
    assert wording.document == "minutes"
    lines = list(compared(found, Page(100)))
    assert "Words of minutes" in lines
    assert "  ~ nothing → “new”, in “AGREED that the new plan be noted.”" in lines
    assert not any(one.section == "unit" for one in kg.diff(first, first).brief())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Rated Good overall", "Rated Poor overall", "“Good” → “Poor”, in “Rated Poor overall”"),
        ("visits are late", "visits are often late", "nothing → “often”, in “visits are often late”"),
        ("visits are often late", "visits are late", "“often” → nothing, in “visits are late”"),
        ("a b c d e f g", "a x c d e y g", "“b” → “x”, “f” → “y”, in “a x c d e y g”"),
        ("31 January 2022", "1 February 2022", ""),
        ("a b c d e f g h i", "a x c y e z g w i", ""),
    ],
)
def test_the_words_that_differ_are_shown_by_themselves_where_few_do(old, new, said):
    change = Change(
        "changed", "fact", "finding", "d", "t", "Label", quotes_before=(Passage("p", old),), quotes=(Passage("q", new),)
    )
    lines = list(compared(Difference("a", "b", (change,), (Tally("fact", "finding", "d", 1, changed=1),)), Page(100)))
    assert (f"    {said}" in lines) is bool(said)
    assert (f"    was “{old}”" in lines and f"    is “{new}”" in lines) is not bool(said)


def test_a_document_of_another_name_is_the_same_document(version, first):
    found = kg.diff(first, version({"report-2026.txt": REPORT, "minutes.txt": MINUTES}))
    (only,) = found
    assert (only.change, only.kind, only.before, only.after) == (
        *("changed", "document"),
        (("source file", "report.txt"),),
        (("source file", "report-2026.txt"),),
    )


def test_the_changes_are_those_of_one_kind_or_document_where_that_is_asked(version, first):
    found = kg.diff(first, version({"report.txt": REPORT.replace("Outstanding", "Good")}))
    assert {one.kind for one in found.only(kind="Judgement")} == {"judgement"}
    assert {one.document for one in found.only(document="minutes.txt")} == {"minutes"}
    assert {one.document for one in found.only(document="report")} == {"report"}
    with pytest.raises(ProjectError, match="neither version has a document 'x'; there are: .*minutes, .*report"):
        found.only(document="x")
    with pytest.raises(ProjectError, match="neither version has a kind 'judgment'; there are: .*judgement"):
        found.only(kind="judgment")


def test_the_rows_are_those_of_an_answer(version, first):
    rows = kg.diff(first, version({"report.txt": REPORT.replace("Outstanding", "Good"), "minutes.txt": MINUTES})).rows()
    (row,) = [row for row in rows if row["kind"] == "judgement"]
    assert (row["change"], row["section"], row["document"]) == ("changed", "fact", "report")
    assert row["before"] == "grade: Outstanding; printed: Outstanding"
    assert row["after"] == "grade: Good; printed: Good"
    assert row["quote_before"].endswith("Outstanding")
    assert row["quote"].endswith("Good")
    assert row["passage"].startswith("https://w3id.org/line-of-sight/id/passage/report/")
    assert rows.text("csv").splitlines()[0] == ",".join(rows.columns)


# graphs made up of statements, in which places shift and facts come, go and change at random

FACTS = st.lists(
    st.tuples(
        st.sampled_from(["finding", "observation", "recommendation", "membership"]),
        st.sampled_from(["one", "two", "pack/1-minutes", "pack/2-report"]),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
        st.integers(0, 3),
    ),
    max_size=12,
)


def made(facts):
    """N-Quads of facts in their order: IRIs by number, passages by place, as they follow from each other in a text."""
    quads, ends = [], Counter()
    for name in sorted({name for _, name, _, _ in facts} | {name.partition("/")[0] for _, name, _, _ in facts}):
        here = document(name)
        quads += [Quad(here, RDF.type, LOS.Document, here), Quad(here, LOS.sha256, text(str(facts)), here)]
        quads += [Quad(here, LOS.family, concept("family", name[-7:]), here)]
        if "/" in name:
            quads += [Quad(here, DCTERMS.isPartOf, document(name.partition("/")[0]), here)]
    for number, (kind, name, words, value) in enumerate(facts):
        said, here = " ".join([*words, str(value)]), document(name)
        start = ends[name]
        ends[name] += len(said) + 1
        subject = thing(kind, f"{name}/{ends[name] if kind == 'membership' else number}")
        passage = thing("passage", f"{name}/{start}-{ends[name] - 1}")
        quads += [
            Quad(subject, RDF.type, LOS.Finding, here),
            Quad(subject, LOS.mainEvidence, passage, here),
            Quad(subject, LOS.evidence, passage, here),
            Quad(subject, LOS.value, typed(str(value), "integer"), here),
            Quad(subject, LOS.theme, concept("theme", words[0]), here),
            Quad(passage, OA.exact, text(said), here),
            Quad(passage, OA.start, typed(str(start), "integer"), here),
            Quad(passage, LOS.document, here, here),
        ]
        if kind == "observation":
            quads.append(Quad(subject, LOS.indicator, thing("indicator", words[-1]), here))
        if number:
            quads.append(Quad(subject, DCTERMS.isPartOf, quads_subject(facts, number - 1), here))
    return canonical(quads)


def quads_subject(facts, number):
    kind, name, _, _ = facts[number]
    end = sum(len(" ".join([*words, str(value)])) + 1 for _, other, words, value in facts[: number + 1] if other == name)
    return thing(kind, f"{name}/{end if kind == 'membership' else number}")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Two files to write versions into."""
    folder = tmp_path_factory.mktemp("made")
    return folder / "old.nq", folder / "new.nq"


TURNED = {"added": "gone", "gone": "added", "changed": "changed"}


@given(old=FACTS, new=FACTS, kept=st.integers(0, 12), seed=st.integers(0, 9))
def test_a_difference_read_the_other_way_is_the_other_difference_and_its_counts_hold(files, old, new, kept, seed):
    new = [*old[:kept], *new]
    for path, facts in zip(files, (old, new), strict=True):
        lines = made(facts)
        random.Random(seed).shuffle(lines)
        path.write_text("".join(lines))
    there, back = kg.diff(*files), kg.diff(*files[::-1])
    assert sorted(
        (TURNED[one.change], one.section, one.kind, one.after, one.before, one.quotes, one.quotes_before) for one in there
    ) == sorted((one.change, one.section, one.kind, one.before, one.after, one.quotes_before, one.quotes) for one in back)
    counts = Counter((kind, name) for kind, name, _, _ in new)
    names = {(one.kind, one.document) for one in there.tallies if one.section == "fact"}
    assert names == set(counts) | {(kind, name) for kind, name, _, _ in old} or any("/" in name for _, name, _, _ in old)
    assert sum(one.after for one in there.tallies if one.section == "fact") == len(new)
    assert sum(one.before for one in there.tallies if one.section == "fact") == len(old)
    listed = Counter((one.kind, one.document, one.change) for one in there)
    for one in there.tallies:
        assert (one.added, one.gone, one.changed) == tuple(listed[one.kind, one.document, what] for what in TURNED)
        assert one.after == one.before + one.added - one.gone >= 0
    assert not list(kg.diff(files[0], files[0]))


def version_of(path, *facts):
    path.write_text("".join(made(list(facts))))
    return path


def test_of_two_that_are_as_near_as_each_other_neither_is_taken(tmp_path):
    old = version_of(tmp_path / "old.nq", ("finding", "one", ["team", "visit", "home", "court", "plan"], 1))
    others = (
        [("finding", "one", ["care"], 3)],
        [("finding", "one", ["team", "visit", "home", "court", word], 1) for word in ("help", "care")],
    )
    (one,) = [
        one
        for one in kg.diff(old, version_of(tmp_path / "new.nq", *others[0], others[1][0]))
        if one.change == "changed" and one.section == "fact"
    ]
    assert one.quotes[0].words == "team visit home court help 1"
    found = told(kg.diff(old, version_of(tmp_path / "new.nq", *others[0], *others[1])))
    assert Counter(found) == {("gone", "finding", "one"): 1, ("added", "finding", "one"): 3}


def test_a_figure_of_another_value_and_another_matter_is_another_figure(tmp_path):
    old = version_of(tmp_path / "old.nq", ("observation", "one", ["team", "visit", "home", "plan"], 1))
    same = version_of(tmp_path / "same.nq", ("observation", "one", ["team", "court", "home", "plan"], 2))
    other = version_of(tmp_path / "other.nq", ("observation", "one", ["team", "visit", "home", "care"], 2))
    assert told(kg.diff(old, same)) == [("changed", "observation", "one")]
    assert Counter(told(kg.diff(old, other))) == {("gone", "observation", "one"): 1, ("added", "observation", "one"): 1}


def test_what_a_rule_and_the_vocabulary_say_is_told_apart(tmp_path):
    rule, subject = graph("same-matter"), thing("finding", "one/0")
    facts = made([("finding", "one", ["plan"], 1)])
    added = canonical(
        [
            Quad(rule, RDF.type, LOS.Rule, rule),
            Quad(subject, LOS.supportedBy, thing("finding", "one/0"), rule),
            Quad(subject, RDF.type, LOS.Statement, graph("broader-class")),
            Quad(LOS.value, RDFS.label, text("value", "en"), graph("ontology")),
        ]
    )
    (tmp_path / "old.nq").write_text("".join(facts))
    (tmp_path / "new.nq").write_text("".join([*facts, *added]))
    found = kg.diff(tmp_path / "old.nq", tmp_path / "new.nq")
    assert [(one.section, one.kind, one.document, [passage.words for passage in one.quotes]) for one in found] == [
        ("derived", "finding", "same-matter", ["plan 1"]),
        ("vocabulary", "term", "ontology", []),
        ("vocabulary", "rule", "same-matter", []),
    ]
    assert [one.section for one in kg.diff(tmp_path / "new.nq", tmp_path / "old.nq").brief()] == [
        "derived",
        "vocabulary",
        "vocabulary",
    ]


LINE = '<http://a> <http://b> "c" <http://g> .\n'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (LINE + "<http://a> <http://b>\n", r"x\.nq: line 2: "),
        (LINE + LINE + LINE[:30], r"x\.nq: line 3: "),
        (LINE + '<http://a> <http://b> "c" .\n', r'x\.nq: line 2: .*in no graph: <http://a> <http://b> "c" \.'),
        (LINE.encode() + b"\xff\xfe\n", r"x\.nq: not UTF-8 text"),
        (gzip.compress(LINE.encode() * 5000, mtime=0)[:60], r"x\.nq: cannot be read"),
        (None, r"x\.nq: cannot be read \(No such file or directory\)"),
    ],
)
def test_a_file_that_is_damaged_is_one_sentence_with_its_line(tmp_path, data, said):
    path = tmp_path / "x.nq"
    if data is not None:
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    with pytest.raises(ProjectError, match=said) as error:
        kg.diff(path, path)
    assert "\n" not in str(error.value)


def test_a_server_is_not_compared():
    with pytest.raises(
        ProjectError, match="http://localhost:1/sparql: versions are compared from folders and files, not from a server"
    ):
        kg.diff("http://localhost:1/sparql", "http://localhost:1/sparql")


def test_a_folder_without_a_store_is_a_sentence(tmp_path):
    with pytest.raises(ProjectError, match="no store here, and no version of one"):
        kg.diff(tmp_path, tmp_path)


def test_n_quads_of_other_hands_say_the_same(tmp_path):
    one, other, zipped = tmp_path / "one.nq", tmp_path / "other.nq", tmp_path / "zipped.nq.gz"
    one.write_text(
        '<http://a> <http://b> "é\\n" <http://g> .\n<http://a> <http://c> "1.5"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://g> .\n'
    )
    other.write_text(
        '# a comment\n\n<http://a>\t<http://c> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://g> .\n<http://a> <http://b> "\\u00E9\\n"   <http://g> .\n'
    )
    zipped.write_bytes(gzip.compress(other.read_bytes()))
    assert not list(kg.diff(one, other))
    assert not list(kg.diff(zipped, one))
    (changed,) = kg.diff(one, version_of(tmp_path / "none.nq"))
    assert (changed.change, changed.kind, changed.document) == ("gone", "thing", "http://g")


@given(st.text() | st.sampled_from(["\\", '"', "\\n", "a\\u0041", "\x07\t"]), st.sampled_from(["", "en", "en-GB"]))
def test_a_term_is_read_as_it_is_spelled(words, language):
    for literal in (Literal(words, "", language), Literal(words, "http://t")):
        assert term(literal.n3()) == literal
    assert term(Iri("http://a").n3()) == Iri("http://a")


def test_a_tally_counts_what_is_there_now():
    assert Tally("fact", "finding", "one", 5, 2, 3, 1).after == 4
    assert len(Difference("a", "b", (), ())) == 0

"""The census tells from the store what of each document was read."""

from decimal import Decimal

import pytest

from kg.build import build
from kg.census import Coverage, census, chosen, total
from kg.project import Project, ProjectError
from kg.store import Store


def test_units_reasons_and_shares_of_a_document_are_counted(copied, tmp_path):
    report = build(Project(copied), (), tmp_path / "store")
    (one,) = census(Store.open(tmp_path / "store"), Project(copied))
    assert (one.document, one.known) == ("note", False)
    assert one.read.total() + one.unread.total() >= 1
    assert one.reasons.total() == one.unread.total() == len(one.left)
    assert 0 <= one.cited <= 1
    assert one.figures == report.figures["printed"] == 1
    assert one.figures_read == report.figures["read"]
    assert (one.read.total(), one.unread.total()) == (report.units["read"], report.units["unread"])
    assert list(one.row()) == [
        "document", "family", "units_read", "units_unread", "share_cited", "figures_printed", "figures_read", "lost",
    ]  # fmt: skip


def test_every_document_of_the_seeds_is_counted(graph, built):
    counted = census(graph.store, graph.project)
    assert len(counted) >= 7
    assert all(one.known for one in counted)
    assert all(0 < one.cited <= 1 for one in counted)
    assert all(0 <= one.figures_read <= one.figures for one in counted)
    whole = total(counted)
    assert whole.read == sum((one.read for one in counted), start=type(whole.read)())
    assert (whole.read.total(), whole.unread.total()) == (built.report.units["read"], built.report.units["unread"])
    assert (whole.figures, whole.figures_read) == (built.report.figures["printed"], built.report.figures["read"])
    assert min(one.cited for one in counted) < whole.cited < max(one.cited for one in counted)
    assert {row["kind"].rsplit("/", 1)[-1] for row in whole.lost} == {"picture", "damaged-table"}


def test_the_numbers_on_a_document_are_the_sums_of_its_units(graph):
    rows = graph.sparql(
        """SELECT ?document ?printed ?read (SUM(?p) AS ?all_printed) (SUM(?r) AS ?all_read) WHERE {
          ?unit a los:Unit ; los:figuresPrinted ?p ; los:figuresRead ?r ; los:mainEvidence/los:document ?document .
          ?document los:figuresPrinted ?printed ; los:figuresRead ?read .
        } GROUP BY ?document ?printed ?read"""
    )
    assert len(rows) >= 7
    assert all((row["printed"], row["read"]) == (row["all_printed"], row["all_read"]) for row in rows)


def test_of_a_store_of_an_older_build_the_shares_are_not_known():
    old, new = Coverage("a", "A", "minutes", length=10), Coverage("b", "B", "minutes", length=10, cited=Decimal("0.5"))
    assert old.row()["share_cited"] == old.row()["figures_printed"] == ""
    assert total([old, new]).cited is None
    assert total([new]).cited == Decimal("0.5")
    assert total([]).row()["share_cited"] == ""


def test_a_file_without_text_is_no_document_of_unknown_family():
    assert Coverage("scan", "scan.pdf", "unknown", "its pages are pictures").known
    assert not Coverage("note", "note.txt", "unknown").known


DOCUMENTS = [
    Coverage("p1/1-agenda", "Agenda", "agenda", file="in/Pack 1.pdf"),
    Coverage("p1/2-minutes", "Minutes", "minutes", file="in/Pack 1.pdf"),
    Coverage("letter", "Letter", "ofsted-letter", file="Letter.TXT"),
]


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        ((), ["p1/1-agenda", "p1/2-minutes", "letter"]),
        (("letter",), ["letter"]),
        (("Letter.txt",), ["letter"]),
        (("p1",), ["p1/1-agenda", "p1/2-minutes"]),
        (("p1/2-minutes",), ["p1/2-minutes"]),
        (("2-minutes", "letter"), ["p1/2-minutes", "letter"]),
        (("in/Pack 1.pdf",), ["p1/1-agenda", "p1/2-minutes"]),
        (("pack 1.pdf",), ["p1/1-agenda", "p1/2-minutes"]),
        (("Pack 1",), ["p1/1-agenda", "p1/2-minutes"]),
    ],
)
def test_documents_are_chosen_by_slug_pack_or_file(names, kept):
    assert [one.document for one in chosen(DOCUMENTS, names)] == kept


def test_a_name_of_no_document_is_refused_with_the_nearest():
    with pytest.raises(ProjectError, match="^'leter' is no document of the store; near it are letter, Letter.TXT$"):
        chosen(DOCUMENTS, ["leter"])
    with pytest.raises(ProjectError, match="^'zzzz' is no document of the store$"):
        chosen(DOCUMENTS, ["zzzz"])

"""The partner network as pages: what is asked for is what is shown, in the tables, the data and the files alike."""

import csv
import io
import json
import re

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graphfiles import coerced
from kg.linkages import Linkage, Linkages, Wanted, gathered
from kg.network import network, network_of
from kg.pages import network as pages_network
from kg.pages.asked import Asked
from kg.pages.desk import Desk
from kg.pages.facts import Vocabulary
from kg.pages.kept import Kept
from kg.pages.partners import MOST_MEASURED, letter
from kg.project import ProjectError
from kg.store import Store
from kg.vocab import PREFIXES
from tests.conftest import ROOT
from tests.test_network import ID, relation

HOSTILE = "Ash <script>alert(1)</script> & “Beech”\x0b works"
FORMS = ("network.network", "network.data", "network.rows", "network.gexf", "network.graphml", "network.svg")


@pytest.fixture(scope="module")
def desk(project, tmp_path_factory):
    lines = [
        *relation(1, "ash", "beech", "2015", quote=HOSTILE),
        *relation(2, "cedar", "beech", "2016-05", "2018-01-31", kind="works-with"),
        *relation(3, "ash", "beech", "2017-02-03", kind="works-with"),
        *relation(4, "dogwood", "elder", "", quote="no date"),
        *relation(5, "ash", "cedar", "2019"),
    ]
    return Desk(Store.in_memory(lines), project, tmp_path_factory.mktemp("desk"))


def made(desk, page, *given, root=""):
    return desk.made(Asked(page, {}, given, root=root, at="/network"))


def edges(desk, *given):
    found = json.loads(made(desk, "network.data", *given).body)["edges"]
    return sorted(edge["passage"].rsplit("/", 1)[-1] for edge in found)


@pytest.mark.parametrize(
    ("given", "passages"),
    [
        ([], "12345"),
        ([("kind", "works with")], "23"),
        ([("kind", "works with"), ("kind", "part of")], "12345"),
        ([("as_of", "2018-02-01")], "134"),
        ([("since", "2016-01-01"), ("until", "2016-12-31")], "124"),
        ([("since", "2019-01-01")], "1345"),
        ([("as_of", "2017-06-01"), ("certain", "yes")], ""),
        ([("name", "EDA")], "25"),
        ([("body", "cedar")], "1235"),
        ([("body", "dogwood")], "4"),
        ([("body", "cedar"), ("kind", "works with")], "2"),
        ([("body", ID + "body/elder"), ("as_of", "")], "4"),
        ([("name", " "), ("kind", "")], "12345"),
    ],
)
def test_a_filter_lets_through_what_it_says(desk, given, passages):
    assert edges(desk, *given) == list(passages)


@pytest.mark.parametrize("given", [[], [("as_of", "2018-02-01")], [("kind", "works with")], [("body", "ash")]])
def test_tables_data_and_files_show_the_same(desk, given):
    passages = edges(desk, *given)
    rows = list(csv.DictReader(io.StringIO(made(desk, "network.rows", *given).body.decode())))
    assert sorted(row["passage"].rsplit("/", 1)[-1] for row in rows) == passages
    for form, reader in (("network.gexf", nx.read_gexf), ("network.graphml", nx.read_graphml)):
        graph = reader(io.BytesIO(made(desk, form, *given).body))
        assert sorted(edge["passage"].rsplit("/", 1)[-1] for _, _, edge in graph.edges(data=True)) == passages
    page = made(desk, "network.network", *given).body.decode()
    table = page.partition('class="network-links ')[2]
    assert len(re.findall(r'<tr role="row"><td', table)) == len(passages)


def test_networkx_reads_the_data_as_the_network(desk, project):
    told = json.loads(made(desk, "network.data").body)
    graph = nx.node_link_graph(told, edges="edges")
    assert graph.is_multigraph()
    assert sorted(graph) == sorted(network(desk.store, project))
    assert graph.number_of_edges() == network(desk.store, project).number_of_edges()
    ash = graph.nodes[ID + "body/ash"]
    assert (ash["label"], ash["partners"], ash["links"], ash["letter"]) == ("Ash", 2, 3, "A")
    assert len({(node["x"], node["y"]) for _, node in graph.nodes(data=True)}) == len(graph)


def test_bodies_stay_where_they_are_whatever_is_left_out(desk):
    def places(*given):
        return {node["id"]: (node["x"], node["y"]) for node in json.loads(made(desk, "network.data", *given).body)["nodes"]}

    whole, part = places(), places(("kind", "works with"))
    assert part.items() < whole.items()


def test_every_link_leads_to_its_words(desk):
    page = made(desk, "network.network", root="/behind").body.decode()
    for number in range(1, 6):
        assert f'href="/behind/id/passage/{number}.html"' in page
    assert not [link for link in re.findall(r'(?:href|action|data-source)="(/[^"]*)"', page) if not link.startswith("/behind")]


@pytest.mark.parametrize("page", FORMS)
def test_the_words_of_a_document_are_never_markup(desk, page):
    body = made(desk, page).body.decode()
    if page not in {"network.data", "network.rows"}:
        assert "<script>alert" not in body
        assert "\x0b" not in body or page == "network.network"


@pytest.mark.parametrize("page", FORMS)
@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        (("kind", "loves"), 400, "there is no link of the kind"),
        (("as_of", "May 2015"), 400, "is no day"),
        (("since", "2015-13-01"), 400, "is no day"),
        (("body", "nobody"), 404, "No document links that body"),
        (("document", "none"), 404, "No link rests on that document"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(desk, page, given, status, said):
    answer = made(desk, page, given)
    assert answer.status == status
    assert said in answer.body.decode()


def test_a_day_and_a_period_are_not_asked_at_once(desk):
    assert made(desk, "network.network", ("as_of", "2015-01-01"), ("until", "2016-01-01")).status == 400
    assert made(desk, "network.network", ("since", "2017-01-01"), ("until", "2016-01-01")).status == 400


@pytest.mark.parametrize("number", ["0", "-1", "99999999999", "x", "²"])
def test_an_odd_page_is_refused_and_one_beyond_the_last_is_the_last(desk, number):
    answer = made(desk, "network.network", ("links_page", number))
    assert (answer.status, b"the pages are numbered from 1" in answer.body) == (400, True)
    assert made(desk, "network.network", ("links_page", "99")).status == 200


def test_what_is_neither_certain_nor_not_is_refused(desk):
    answer = made(desk, "network.data", ("certain", "maybe"))
    assert (answer.status, b"certain: it is yes, or not given" in answer.body) == (400, True)


@pytest.mark.parametrize(
    "given",
    [[], [("as_of", "2018-02-01")], [("since", "2016-01-01")], [("kind", "works with")], [("body", "ash")], [("name", "eda")]],
)
def test_the_files_have_the_same_nodes_edges_and_values_as_the_data_and_the_drawing_the_same_bodies(desk, given):
    told = json.loads(made(desk, "network.data", *given).body)
    nodes = {one["id"]: values(one, "id", "at") for one in told["nodes"]}
    lines = sorted((ends(one["source"], one["target"]), values(one, "source", "target", "key", "at")) for one in told["edges"])
    for form, reader in (("network.gexf", nx.read_gexf), ("network.graphml", nx.read_graphml)):
        graph = reader(io.BytesIO(made(desk, form, *given).body))
        assert {body: values(data) for body, data in graph.nodes(data=True)} == nodes
        assert sorted((ends(one, other), values(data, "id")) for one, other, data in graph.edges(data=True)) == lines
    drawn = made(desk, "network.svg", *given).body.decode()
    named = {node["id"]: node["label"] for node in told["nodes"]}
    bodies = re.findall(r"<circle [^>]*><title>([^:<]+): (\d+) partners?</title>", drawn)
    assert sorted(bodies) == sorted((node["label"], str(node["partners"])) for node in told["nodes"])
    shown = {(*sorted((one, other)), kind) for one, kind, other in re.findall(r"<title>(\w+) – ([\w ]+) – (\w+)</title>", drawn)}
    assert shown == {(*sorted((named[one["source"]], named[one["target"]])), one["kind"]) for one in told["edges"]}


def ends(one, other):
    """The two ends of a link, which has no direction."""
    return sorted((one, other))


def values(told, *but):
    """The values of a node or an edge, as XML can hold them, in one order."""
    return sorted((name, repr(coerced(value))) for name, value in told.items() if name not in but)


def test_the_page_says_where_sizes_stay_those_of_the_whole(desk, monkeypatch):
    said = "stay those of the whole while you filter it"
    assert said not in made(desk, "network.network").body.decode()
    monkeypatch.setattr(pages_network, "MOST_MEASURED", 4)
    assert said in made(desk, "network.network").body.decode()
    script = (ROOT / "web" / "src" / "network.ts").read_text()
    assert f"const MEASURED = {MOST_MEASURED};" in script


def test_tables_are_sorted_by_each_column_both_ways(desk):
    def order(*given):
        table = made(desk, "network.network", *given).body.decode().partition('class="network-bodies ')[2]
        return re.findall(r'<th role="rowheader" scope="row"><a[^>]*>([^<]*)', table)

    assert order(("bodies_by", "name")) == ["Ash", "Beech", "Cedar", "Dogwood", "Elder"]
    assert order(("bodies_by", "name"), ("bodies_order", "other")) == ["Elder", "Dogwood", "Cedar", "Beech", "Ash"]
    assert order()[0] in {"Ash", "Beech", "Cedar"}
    assert made(desk, "network.network", ("bodies_by", "size")).status == 400


def test_a_store_without_links_has_a_page_that_says_so(project, tmp_path):
    empty = Desk(Store.in_memory([]), project, tmp_path)
    assert "No body has a link as you ask" in made(empty, "network.network").body.decode()
    assert json.loads(made(empty, "network.data").body)["nodes"] == []
    assert made(empty, "network.gexf").status == 400
    assert made(empty, "network.rows").status == 200


# an event is over on its day: as of a later one it has happened, in a later period it has not
EVENT = Linkage("a", "b", "one event", date="2016-05", event="e", first="2016-05-01", surely_from="2016-05-31")


@pytest.mark.parametrize(
    ("want", "sure"),
    [
        (Wanted(as_of="2016-04-30"), []),
        (Wanted(as_of="2016-05-02"), ["possible"]),
        (Wanted(as_of="2018-01-01"), ["certain"]),
        (Wanted(since="2016-06-01"), []),
        (Wanted(since="2016-05-31"), ["certain"]),
        (Wanted(until="2016-05-10"), ["possible"]),
        (Wanted(since="2015-01-01", until="2017-01-01"), ["certain"]),
        (Wanted(), [None]),
    ],
)
def test_an_event_is_of_its_day_in_a_period_and_has_happened_as_of_a_day(want, sure):
    known = Linkages((EVENT,), {"a": {"label": "A"}, "b": {"label": "B"}})
    assert [answer for _, answer in known.wanted(want)] == sure


DAYS = st.dates().map(str)


@given(DAYS, st.lists(DAYS, min_size=4, max_size=4))
def test_a_period_of_one_day_is_that_day_for_what_is_no_event(day, limits):
    link = Linkage("a", "b", "k", "", "", "", "", "", "", *limits)
    of_day = Linkages((link,)).wanted(Wanted(as_of=day))
    assert Linkages((link,)).wanted(Wanted(since=day, until=day)) == of_day


def test_what_is_kept_is_what_was_found(desk, project):
    known = gathered(desk.store, project)
    assert Linkages.read(json.loads(json.dumps(known.told()))) == known
    assert nx.utils.graphs_equal(network_of(known), network(desk.store, project))


def test_what_one_process_found_out_another_one_reads(tmp_path):
    def fails():
        raise AssertionError

    assert Kept(tmp_path).get("x", lambda: {"a": (1, 2)}) == {"a": [1, 2]}
    assert Kept(tmp_path).get("x", fails) == {"a": [1, 2]}
    assert Kept(tmp_path / "not there").get("x", lambda: 1) == 1
    with pytest.raises(ProjectError):
        Kept(tmp_path).get("y", lambda: (_ for _ in ()).throw(ProjectError("no")))
    assert Kept(tmp_path).get("y", lambda: 2) == 2


@given(st.integers(0, 20_000))
def test_marks_of_communities_are_all_different(number):
    assert letter(number) != letter(number + 1)
    assert letter(number).isalpha()
    assert [letter(one) for one in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("kinds", "called"),
    [("Council, PublicBody", "Council"), ("Board, Council", "Board, council"), ("Odd", "Odd"), ("", "")],
)
def test_bodies_are_called_by_what_they_are_in_particular(monkeypatch, kinds, called):
    los = PREFIXES["los"]
    names = {f"{los}Board": "board", f"{los}Council": "council", f"{los}PublicBody": "public body"}
    known = Vocabulary(names, {f"{los}Council": frozenset({f"{los}PublicBody"})})
    monkeypatch.setattr(pages_network, "vocabulary", lambda desk: known)
    assert pages_network._called(None, kinds) == called

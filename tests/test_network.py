"""The partner network: edges with their words, measures that are always the same, files that read back, a picture to read."""

import datetime
import itertools
import json
import re
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kg.drawing import Drawing, Words, printable, width
from kg.graphfiles import FORMS, coerced, measured, save
from kg.layout import laid_out
from kg.linkages import kind_of
from kg.network import communities, network, standings
from kg.picture import picture
from kg.project import ProjectError
from kg.rdf import Iri, text
from kg.store import Store

LOS, RDFS, RDF, OA = (
    "https://w3id.org/line-of-sight/def/",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/ns/oa#",
)
ID = "https://w3id.org/line-of-sight/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"


def relation(number, subject, other, since, until="", kind="part-of", quote="the words"):
    """The statements of one relation, with its passage."""
    node, passage, doc = f"{ID}relationship/{number}", f"{ID}passage/{number}", "https://w3id.org/line-of-sight/doc/a"
    triples = [
        (node, RDF + "type", f"<{LOS}Relationship>"),
        (node, LOS + "subject", f"<{ID}body/{subject}>"),
        (node, LOS + "object", f"<{ID}body/{other}>"),
        (node, LOS + "kind", f"<https://w3id.org/line-of-sight/code/relation/{kind}>"),
        (node, LOS + "evidence", f"<{passage}>"),
        (node, LOS + "mainEvidence", f"<{passage}>"),
        (passage, LOS + "document", f"<{doc}>"),
        (passage, OA + "start", f'"{number}"^^<{XSD}integer>'),
        (passage, OA + "exact", text(quote).n3()),
        *((f"{ID}body/{body}", RDF + "type", f"<{LOS}Body>") for body in (subject, other)),
        *((f"{ID}body/{body}", RDFS + "label", f'"{body.title()}"@en') for body in (subject, other)),
    ]
    for name, value in (("from", since), ("until", until)):
        if value:
            triples.append((node, LOS + name, f'"{value}"^^<{XSD}{ {10: "date", 7: "gYearMonth", 4: "gYear"}[len(value)] }>'))
    return [f"<{s}> <{p}> {o} <{doc}> .\n" for s, p, o in triples]


@pytest.fixture(scope="module")
def store():
    lines = [
        *relation(1, "ash", "beech", "2015", quote="Ash is a part of Beech"),
        *relation(2, "cedar", "beech", "2016-05", "2018-01-31", quote="Cedar\f\x0bbelongs to Beech"),
        *relation(3, "ash", "beech", "2017-02-03", kind="works-with"),
        *relation(4, "dogwood", "elder", "", quote="no date"),
        *relation(5, "ash", "ash", "2017"),
    ]
    return Store.in_memory(lines)


@pytest.fixture(scope="module")
def links(store, project):
    return network(store, project)


def labels(graph):
    return sorted(data["label"] for _, data in graph.nodes(data=True))


def test_each_statement_is_an_edge_with_its_kind_date_passage_and_words(links):
    assert labels(links) == ["Ash", "Beech", "Cedar", "Dogwood", "Elder"]
    edges = {data["passage"].rsplit("/", 1)[-1]: data for _, _, data in links.edges(data=True)}
    assert sorted(edges) == ["1", "2", "3", "4"]
    assert edges["2"] == {
        "subject": ID + "body/cedar",
        "object": ID + "body/beech",
        "kind": "part of",
        "date": "2016-05",
        "until": "2018-01-31",
        "passage": ID + "passage/2",
        "document": "https://w3id.org/line-of-sight/doc/a",
        "quote": "Cedar\f\x0bbelongs to Beech",
    }
    assert links.nodes[ID + "body/ash"] == {"label": "Ash", "kind": "Body", "place": ""}


@pytest.mark.parametrize(
    ("day", "passages"),
    [
        ("2014-12-31", ["4"]),
        ("2015-01-01", ["1", "4"]),
        ("2016-04-30", ["1", "4"]),
        ("2016-05-01", ["1", "2", "4"]),
        ("2017-02-03", ["1", "2", "3", "4"]),
        ("2018-01-31", ["1", "2", "3", "4"]),
        ("2018-02-01", ["1", "3", "4"]),
    ],
)
def test_as_of_a_day_a_link_has_begun_and_has_not_ended(store, project, day, passages):
    held = network(store, project, day)
    assert sorted(data["passage"].rsplit("/", 1)[-1] for _, _, data in held.edges(data=True)) == passages
    assert held.graph["as_of"] == day


def test_what_is_no_day_is_refused(store, project):
    with pytest.raises(ProjectError, match="'July 2021' is no day; write it as 2021-07-27"):
        network(store, project, "July 2021")


def test_the_most_connected_come_first_with_an_edge_of_each_kind(links):
    first = standings(links)[0]
    assert (first.label, first.partners, first.betweenness) == ("Beech", 2, pytest.approx(1 / 6))
    assert [(kind, number) for kind, number, _ in first.through] == [("part of", 2), ("works with", 1)]
    assert all(edge["quote"] for _, _, edge in first.through)
    assert [one.label for one in standings(links)] == ["Beech", "Ash", "Cedar", "Dogwood", "Elder"]


def test_communities_are_numbered_by_size_and_always_the_same(links):
    found = communities(links)
    assert found == communities(links)
    assert {body.rsplit("/", 1)[-1]: number for body, number in found.items()} == {
        "ash": 0, "beech": 0, "cedar": 0, "dogwood": 1, "elder": 1,
    }  # fmt: skip


def test_the_kind_of_a_link_is_told_in_words():
    assert kind_of(Iri("https://w3id.org/line-of-sight/code/relation/works-with")) == "works with"
    assert kind_of(text("one event")) == "one event"


@pytest.mark.parametrize(
    ("value", "made"),
    [
        (None, ""),
        (datetime.date(2015, 12, 17), "2015-12-17"),
        (["b", None, datetime.date(2015, 1, 1)], "b; ; 2015-01-01"),
        ({"b", "a"}, "a; b"),
        (("x", 1), "x; 1"),
        (Decimal("1.5"), "1.5"),
        (True, True),
        (3, 3),
        (2.5, 2.5),
        ("a\fb\x00c\ud800", "a b c "),
    ],
)
def test_a_value_becomes_one_that_the_formats_can_hold(value, made):
    assert coerced(value) == made
    assert type(coerced(value)) is type(made)


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(["note", "date", "until", "other"]),
        st.one_of(
            st.none(), st.text(max_size=8), st.dates(), st.lists(st.text(max_size=3), max_size=2), st.integers(-9, 9), st.booleans()
        ),
    )
)
def test_gexf_and_graphml_with_any_values_read_back(values):
    graph = nx.MultiGraph(name="n", as_of=None)
    for body in ("a", "b"):
        graph.add_node(body, label=values.get("other"), kind=values.get("note"))
    graph.add_edge("a", "b", **{"kind": "x", "quote": "", **values})
    for ending, read in ((".gexf", nx.read_gexf), (".graphml", lambda file: nx.read_graphml(file, force_multigraph=True))):
        back = read(BytesIO(FORMS[ending](graph)))
        assert set(back) == {"a", "b"}
        edge = next(iter(back.edges(data=True)))[2]
        wanted = coerced(values.get("note", ""))
        assert str(edge.get("note", "")).split() == str(wanted).split()  # XML folds the white space at its edges


def test_files_read_back_as_the_network_with_its_measures(links, tmp_path):
    known = measured(links)
    for ending, read in {
        "gexf": nx.read_gexf,
        "graphml": nx.read_graphml,
        "json": lambda path: nx.node_link_graph(json.loads(path.read_text())),
    }.items():
        path = save(links, tmp_path / f"network.{ending}")
        back = read(path)
        assert sorted(back) == sorted(known)
        assert back.is_multigraph()
        assert sorted(data["passage"] for _, _, data in back.edges(data=True)) == sorted(
            data["passage"] for _, _, data in known.edges(data=True)
        )
        assert {body: back.nodes[body]["partners"] for body in back} == {body: known.nodes[body]["partners"] for body in known}
        first = path.read_bytes()
        assert save(links, path).read_bytes() == first


def test_a_file_of_another_kind_and_an_empty_network_are_refused(links, tmp_path):
    with pytest.raises(ProjectError, match=r"the network is written as \.gexf, \.graphml, \.json, \.svg, \.png"):
        save(links, tmp_path / "network.pdf")
    with pytest.raises(ProjectError, match="nothing to write, for the network has no links"):
        save(nx.MultiGraph(), tmp_path / "network.svg")


def test_a_store_without_links_has_an_empty_network(project):
    links = network(Store.in_memory([]), project)
    assert (len(links), standings(links)) == (0, [])


def words_of(svg):
    tree = ElementTree.fromstring(svg)  # noqa: S314 - our own
    return [
        (
            one.text,
            float(one.get("x")),
            float(one.get("y")),
            float(one.get("textLength")),
            float(one.get("font-size")),
            one.get("text-anchor"),
        )
        for one in tree.iter("{http://www.w3.org/2000/svg}text")
    ]


def crowded():
    """120 bodies with long names around a few with many partners."""
    graph = nx.MultiGraph(name="A <crowded> & loud network", as_of="2021-07-27")
    for number in range(120):
        graph.add_node(
            str(number), label=f"The Board of the {number}th Partnership of Somewhere & Elsewhere", kind="Board", place=""
        )
    for number in range(1, 120):
        graph.add_edge(str(number), str(number % 5 if number % 3 else 0), kind=f"kind {number % 12}", quote="q", date="", until="")
    graph.add_edge("7", "8", kind="kind 1", quote="q")
    return graph


def test_in_the_picture_no_label_lies_on_another_and_all_is_on_the_page():
    drawing = picture(crowded())
    svg = drawing.svg()
    boxes = []
    for _, x, y, wide, size, anchor in words_of(svg):
        left = x - wide / 2 if anchor == "middle" else x
        boxes.append((left, y - size * 0.8, left + wide, y + size * 0.2))
        assert left >= 0
        assert left + wide <= drawing.width
        assert 0 <= y <= drawing.height
    for one, other in itertools.combinations(boxes, 2):
        assert one[2] <= other[0] + 0.5 or other[2] <= one[0] + 0.5 or one[3] <= other[1] + 0.5 or other[3] <= one[1] + 0.5
    assert len(boxes) > 120


def test_the_picture_shows_every_body_every_kind_and_the_day():
    svg = picture(crowded()).svg()
    shown = " ".join(text for text, *_ in words_of(svg))
    assert "120 bodies, 120 links as of 2021-07-27" in shown
    assert all(re.search(rf"\b{number}th\b", shown) for number in range(120))
    assert all(f"kind {number} (" in shown for number in range(12))
    assert "A &lt;crowded&gt; &amp; loud network" in svg
    assert "\f" not in svg


def test_the_picture_is_always_the_same_and_a_png_of_its_size():
    one, other = picture(crowded()), picture(crowded())
    assert one.svg() == other.svg()
    data = one.png()
    assert data == other.png()
    image = Image.open(BytesIO(data))
    assert (image.format, image.size) == ("PNG", (round(one.width), round(one.height)))
    assert len(image.getcolors(1 << 22)) > 50


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=25), st.integers(10, 300), st.integers(10, 60))
def test_boxes_are_laid_out_without_overlaps(edges, wide, high):
    names = [str(number) for number in range(13)]
    neighbours = {name: sorted({b for a, b in edges + [(y, x) for x, y in edges] if a != b and str(a) == name}) for name in names}
    neighbours = {name: [str(other) for other in others] for name, others in neighbours.items()}
    boxes = laid_out(dict.fromkeys(names, (float(wide), float(high))), neighbours)
    assert sorted(boxes) == sorted(names)
    for one, other in itertools.combinations(boxes.values(), 2):
        assert abs(one.x - other.x) >= one.wide + other.wide - 1e-6 or abs(one.y - other.y) >= one.high + other.high - 1e-6


def test_words_have_a_width_and_odd_characters_are_left_out():
    assert width("wide words", 20) == pytest.approx(2 * width("wide words", 10))
    assert Words(0, 0, "abc", 10).width == width("abc", 10)
    assert printable("a\x00b\fc") == "a b c"
    assert "<title>t</title>" in Drawing(10, 10, "t").svg()


def test_the_network_of_the_seeds_has_words_for_every_link(graph):
    links = graph.network()
    assert len(links) >= 30
    assert all(data["quote"] and data["passage"] and data["document"] and data["kind"] for _, _, data in links.edges(data=True))
    assert not any(label.startswith("http") for label in labels(links))

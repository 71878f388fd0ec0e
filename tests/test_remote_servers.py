"""What is asked of real servers has the answers of the folder: every question, the network, the exports, byte for byte."""

import pytest
from conftest import ROOT
from servers import differing, files, opened, oxigraph
from serving import running

from kg.project import ProjectError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["oxigraph", "kg serve"])
def url(request, graph, built, tmp_path_factory):
    """A server that has the graph of the seeds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        if request.param == "oxigraph":
            with oxigraph(graph.store.lines(), tmp_path_factory.mktemp("server") / "oxigraph") as found:
                yield found
        else:
            with running(built.place) as service:
                yield f"http://127.0.0.1:{service.port}/sparql"


def test_every_question_has_the_same_rows(graph, url):
    assert list(differing(graph, opened(url, ROOT))) == []


@pytest.fixture(scope="module")
def here(graph, tmp_path_factory):
    """What is written of the folder."""
    return files(graph, tmp_path_factory.mktemp("here"))


def test_the_exports_and_the_network_are_the_same(here, url, tmp_path):
    there = files(opened(url, ROOT), tmp_path)
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "the default graph leaves out what is in named graphs"),
        (["--union-default-graph"], "the default graph has a statement of two graphs twice"),
    ],
)
def test_an_oxigraph_without_the_merge_is_told(graph, tmp_path, monkeypatch, options, said):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with oxigraph(graph.store.lines(), tmp_path / "oxigraph", *options, merge=False) as url:
        there = opened(url, ROOT)
        with pytest.raises(ProjectError, match=f"{url}: {said}"):
            there.ask("bodies")
        assert there.store.lines() == graph.store.lines()  # an export needs no default graph

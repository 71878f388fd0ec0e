"""The closed vocabulary."""

import importlib.machinery
import importlib.util

import pytest

from kg import project, terms, vocab
from kg.rdf import Iri
from kg.vocab import DCTERMS, FOAF, LOS, OA, ORG, PREFIXES, RDF, SKOS, XSD, compact, expand, kind

ROOT = project.find().root


def script(name):
    loader = importlib.machinery.SourceFileLoader(f"ci_{name}", str(ROOT / ".ci" / name))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_a_declared_term_is_its_iri():
    assert LOS.Document == "https://w3id.org/line-of-sight/def/Document"
    assert isinstance(LOS.Document, Iri)
    assert ORG.member == "http://www.w3.org/ns/org#member"
    assert OA.exact == "http://www.w3.org/ns/oa#exact"


@pytest.mark.parametrize("name", ["Documnet", "Document__", "class_", "", "format"])
def test_an_undeclared_term_raises(name):
    with pytest.raises(AttributeError, match=f"los:{name} is not a term that ontology/ declares"):
        LOS[name]


def test_a_misspelt_attribute_raises():
    with pytest.raises(AttributeError, match="foaf:nmae is not a term"):
        _ = FOAF.nmae


def test_a_term_that_is_a_python_keyword_can_be_written_in_two_ways():
    assert LOS["from"] == LOS.from_ == "https://w3id.org/line-of-sight/def/from"


def test_terms_of_the_languages_themselves_are_known():
    assert RDF.type == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert XSD.gYearMonth == "http://www.w3.org/2001/XMLSchema#gYearMonth"


def test_a_namespace_lists_its_terms():
    assert "Passage" in LOS
    assert "Pasage" not in LOS
    assert list(FOAF) == [FOAF.Agent, FOAF.Person, FOAF.name]


def test_every_prefix_with_terms_has_a_namespace_object():
    assert set(terms.TERMS) <= set(PREFIXES)
    for prefix in terms.TERMS:
        assert getattr(vocab, prefix.upper()).prefix == prefix


def test_the_kind_of_a_term_is_what_it_is_declared_to_be():
    assert [kind(term) for term in (LOS.Finding, LOS.madeIn, LOS.text, SKOS.altLabel)] == ["class", "object", "data", "annotation"]
    assert kind("http://example.org/nothing") == ""


def test_names_are_made_in_one_place():
    assert vocab.thing("body", "northby-council") == "https://w3id.org/line-of-sight/id/body/northby-council"
    assert vocab.concept("grade", "sif/good") == "https://w3id.org/line-of-sight/code/grade/sif/good"
    assert vocab.document("pack/2-minutes") == "https://w3id.org/line-of-sight/doc/pack/2-minutes"
    assert vocab.graph("reference") == "https://w3id.org/line-of-sight/graph/reference"


def test_iris_are_shortened_and_expanded_by_the_one_table():
    assert compact(DCTERMS.title) == "dcterms:title"
    assert compact(vocab.thing("body", "northby-council")) == "id:body/northby-council"
    assert compact("http://example.org/a") == "http://example.org/a"
    assert expand("id:body/northby-council") == vocab.thing("body", "northby-council")
    with pytest.raises(KeyError):
        expand("nope:a")


def test_the_list_of_terms_is_what_the_ontology_declares():
    ours, wanted = (ROOT / "kg" / "terms.py").read_text(encoding="utf-8"), script("terms").generated()
    assert ours == wanted, "kg/terms.py is not what ontology/ declares: run .ci/terms"


def test_the_prefix_table_is_that_of_the_ontology():
    assert script("terms").namespaces() == PREFIXES, "ontology/prefixes.ttl and kg/vocab.py differ in their prefixes"

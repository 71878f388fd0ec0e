"""The hygiene of ontology/: headers, labels, definitions, declarations, and the use of every term."""

import re
from collections import Counter, defaultdict

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, VANN

from kg import project
from kg.vocab import PREFIXES, kind

LOS, CODE = PREFIXES["los"], PREFIXES["code"]
BASE = "https://w3id.org/line-of-sight/ontology"
SH = Namespace(PREFIXES["sh"])
PROJECT = project.find()
ROOT = PROJECT.ontology
FILES = sorted(ROOT.rglob("*.ttl"))
MODULES = [path for path in PROJECT.files("ontology/*.ttl") if path.stem not in ("line-of-sight", "prefixes", "reused")]
SCHEMES = PROJECT.files("ontology/schemes/*.ttl")
GRAPHS = {path: Graph().parse(path) for path in FILES}
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
DATES = {XSD.date, XSD.gYearMonth, XSD.gYear}
ALLOWED = {"": {None, XSD.string, XSD.anyURI}, "schemes": {None, XSD.string, XSD.integer}, "alignments": {None, XSD.string}}


def named(path):
    return str(path.relative_to(ROOT))


def files(folder):
    return [path for path in FILES if path.parent == ROOT / folder]


def merged(*folders):
    graph = Graph()
    for folder in folders:
        for path in files(folder):
            graph += GRAPHS[path]
    return graph


def english(graph, term, predicate):
    return [str(value) for value in graph.objects(term, predicate) if isinstance(value, Literal) and value.language == "en"]


def local(term):
    return str(term).removeprefix(LOS)


def ours(term):
    return isinstance(term, URIRef) and str(term).startswith(LOS) and str(term) != LOS


TERMS = [
    pytest.param(path, term, id=local(term))
    for path in MODULES
    for term in sorted({term for owl in KINDS for term in GRAPHS[path].subjects(RDF.type, owl) if ours(term)})
]
DECLARED = {parameter.values[1] for parameter in TERMS}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_file_has_the_header_of_one_ontology(path):
    graph = GRAPHS[path]
    headers = list(graph.subjects(RDF.type, OWL.Ontology))
    stem = "" if path.name == "line-of-sight.ttl" else "/" + named(path).removesuffix(".ttl")
    assert headers == [URIRef(BASE + stem)], "one owl:Ontology, named after its file"
    (header,) = headers
    version = str(graph.value(header, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert graph.value(header, OWL.versionIRI) == URIRef(f"{BASE}/{version}{stem}")
    assert english(graph, header, DCTERMS.title)
    assert english(graph, header, DCTERMS.description)
    assert graph.value(header, DCTERMS.creator) == Literal("The Line of Sight founders")
    assert isinstance(graph.value(header, DCTERMS.license), URIRef)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(graph.value(header, DCTERMS.issued)))
    assert graph.value(header, VANN.preferredNamespacePrefix) == Literal("los")
    assert graph.value(header, VANN.preferredNamespaceUri) == Literal(LOS)


def test_titles_of_files_differ():
    titles = Counter(
        title
        for path in FILES
        for header in GRAPHS[path].subjects(RDF.type, OWL.Ontology)
        for title in english(GRAPHS[path], header, DCTERMS.title)
    )
    assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_file_uses_a_term_of_ours_that_is_not_declared(path):
    known = DECLARED | set(GRAPHS[path].subjects(RDF.type, OWL.Class))
    used = {term for triple in GRAPHS[path] for term in triple if ours(term)}
    assert sorted(local(term) for term in used - known) == [], f"declare them in a module of ontology/, or mend {named(path)}"


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name != "shapes"], ids=named)
def test_predicates_and_classes_of_other_vocabularies_are_declared_with_their_kind(path):
    languages = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl"))
    used = {p for _, p, _ in GRAPHS[path]} | {o for o in GRAPHS[path].objects(None, RDF.type) if isinstance(o, URIRef)}
    here = set(GRAPHS[path].subjects(RDF.type, OWL.Class))
    strange = {term for term in used - here if not str(term).startswith(languages) and not kind(str(term))}
    assert sorted(strange) == [], "declare them in ontology/reused.ttl and run .ci/terms"


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name != "shapes"], ids=named)
def test_there_are_no_blank_nodes_but_in_lists_of_shapes(path):
    assert [node for triple in GRAPHS[path] for node in triple if isinstance(node, BNode)] == []


@pytest.mark.parametrize("path", [path for folder in ALLOWED for path in files(folder)], ids=named)
def test_literals_have_datatypes_that_owl_2_rl_knows(path):
    allowed = ALLOWED[path.parent.name if path.parent != ROOT else ""]
    wrong = {value.datatype for _, _, value in GRAPHS[path] if isinstance(value, Literal)} - allowed
    assert wrong == set(), "dates and the like belong in reference data"


@pytest.mark.parametrize("path", FILES, ids=named)
def test_texts_have_no_outer_blanks(path):
    assert [
        value for _, _, value in GRAPHS[path] if isinstance(value, Literal) and value.language and str(value) != str(value).strip()
    ] == []


@pytest.mark.parametrize(("path", "term"), TERMS)
def test_a_term_is_labelled_defined_and_says_which_module_defines_it(path, term):
    graph = GRAPHS[path]
    (label,) = english(graph, term, RDFS.label)
    assert label[0].islower() or label[:3].isupper(), "a label is in lower case, as in running text"
    (definition,) = english(graph, term, SKOS.definition)
    assert len(definition.split()) >= 4
    assert not definition.endswith(".")
    assert not definition.lower().startswith(("a ", "an ", "the ", label + " "))
    assert list(graph.objects(term, RDFS.isDefinedBy)) == [URIRef(f"{BASE}/{path.stem}")]


@pytest.mark.parametrize(("path", "term"), TERMS)
def test_a_term_is_named_after_its_kind_and_is_of_one_kind(path, term):
    kinds = set(GRAPHS[path].objects(term, RDF.type))
    assert len(kinds & KINDS) == 1
    assert re.fullmatch(r"[A-Z][A-Za-z0-9]*" if OWL.Class in kinds else r"[a-z][A-Za-z0-9]*", local(term))


@pytest.mark.parametrize(("path", "term"), [parameter for parameter in TERMS if local(parameter.values[1])[0].islower()])
def test_a_property_has_a_domain_and_a_range_or_says_why_not(path, term):
    graph = GRAPHS[path]
    note = " ".join(english(graph, term, SKOS.scopeNote))
    for what, predicate in (("domain", RDFS.domain), ("range", RDFS.range)):
        assert graph.value(term, predicate) is not None or f"The {what} is deliberately open: " in note, what


@pytest.mark.parametrize(("path", "term"), [parameter for parameter in TERMS if local(parameter.values[1])[0].isupper()])
def test_a_class_is_linked_to_others(path, term):
    terms = merged("")
    linked = any(
        (term, link, None) in terms or (None, link, term) in terms
        for link in (RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.disjointWith)
    )
    assert linked


def test_a_term_is_declared_in_one_module():
    places = defaultdict(list)
    for parameter in TERMS:
        path, term = parameter.values
        places[term].append(named(path))
    assert {local(term): where for term, where in places.items() if len(where) > 1} == {}


def test_names_and_labels_are_unique_within_a_kind():
    terms = merged("")
    for capital in (True, False):
        of_kind = [term for term in DECLARED if local(term)[0].isupper() is capital]
        for seen in (
            Counter(local(term).lower() for term in of_kind),
            Counter(english(terms, term, RDFS.label)[0] for term in of_kind),
        ):
            assert [name for name, times in seen.items() if times > 1] == []


def test_no_class_is_below_itself():
    terms = merged("", "alignments")
    for link in (RDFS.subClassOf, RDFS.subPropertyOf):
        for term in set(terms.subjects(link)):
            assert term not in {above for parent in terms.objects(term, link) for above in terms.transitive_objects(parent, link)}


def test_the_umbrella_imports_every_module_and_nothing_else():
    graph = GRAPHS[ROOT / "line-of-sight.ttl"]
    others = {URIRef(f"{BASE}/{path.stem}") for path in files("") if path.stem != "line-of-sight"}
    assert set(graph.objects(URIRef(BASE), OWL.imports)) == others
    assert not [path for path in FILES if path.stem != "line-of-sight" and list(GRAPHS[path].objects(None, OWL.imports))]


def test_every_module_with_terms_has_shapes_and_examples_under_its_name():
    stems = {path.stem for path in MODULES}
    assert stems <= {path.stem for path in files("shapes")}
    for kind_ in ("valid", "invalid"):
        assert {f"{kind_}-{stem}" for stem in stems} <= {path.stem for path in files("examples")}


def concepts(path):
    return sorted(GRAPHS[path].subjects(RDF.type, SKOS.Concept))


@pytest.mark.parametrize("path", SCHEMES, ids=named)
def test_a_scheme_has_concepts_named_under_it(path):
    graph, scheme = GRAPHS[path], URIRef(CODE + path.stem)
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph, f"{scheme} is no skos:ConceptScheme"
    assert concepts(path)
    for concept in concepts(path):
        assert re.fullmatch(re.escape(str(scheme)) + r"(/[a-z0-9]+(-[a-z0-9]+)*)+", str(concept)), "kebab-case under the scheme"
        assert (concept, SKOS.inScheme, scheme) in graph, f"{concept} is not in its scheme"


@pytest.mark.parametrize("path", SCHEMES, ids=named)
def test_a_concept_has_one_label_and_a_definition(path):
    graph = GRAPHS[path]
    for concept in concepts(path):
        assert len(english(graph, concept, SKOS.prefLabel)) == 1, concept
        assert english(graph, concept, RDFS.label) == english(graph, concept, SKOS.prefLabel), concept
        assert english(graph, concept, SKOS.definition), f"{concept} has no definition in English"


def test_broader_concepts_are_declared_and_come_to_an_end():
    graph = merged("schemes")
    declared = set(graph.subjects(RDF.type, SKOS.Concept))
    for narrower, broader in graph.subject_objects(SKOS.broader):
        assert broader in declared, f"{narrower} is narrower than {broader}, which no scheme declares"
        assert narrower not in set(graph.transitive_objects(broader, SKOS.broader)), f"{narrower} is below itself"


def test_every_framework_with_grades_has_an_ordered_scale_with_not_awarded():
    graph = merged("schemes")
    scales = set(graph.objects(None, URIRef(LOS + "scale")))
    assert scales
    for scale in scales:
        grades = set(graph.subjects(SKOS.inScheme, scale))
        assert (scale, RDF.type, SKOS.ConceptScheme) in graph
        assert {grade.rsplit("/", 1)[-1] for grade in grades} >= {"not-awarded"}, scale
        ordered = [str(graph.value(grade, SKOS.notation)) for grade in grades if not grade.endswith("/not-awarded")]
        assert sorted(ordered) == [str(number + 1) for number in range(len(ordered))], f"{scale}: notations 1, 2, … in order"


@pytest.mark.parametrize("folder", ["shapes", "examples"])
def test_every_term_is_used_in_a_shape_and_in_an_example(folder):
    graph = Graph()
    for path in files(folder):
        if not path.stem.startswith("invalid-"):
            graph += GRAPHS[path]
    used = {term for triple in graph for term in triple} | {
        URIRef(LOS + name) for query in graph.objects(None, SH.select) for name in re.findall(r"\blos:(\w+)", query)
    }
    assert sorted(local(term) for term in DECLARED - used) == [], f"use them in ontology/{folder}/"


def asked_for():
    """The terms of ours that the stored queries speak of."""
    queries = [path.read_text(encoding="utf-8") for path in sorted(PROJECT.queries.rglob("*.rq"))]
    return {
        name
        for query in queries
        for name in re.findall(r"\blos:(\w+)|<https://w3id\.org/line-of-sight/def/(\w+)>", query)
        for name in name
        if name
    }


def test_every_term_is_used_in_a_stored_query():
    assert sorted({local(term) for term in DECLARED} - asked_for()) == [], "ask for it in queries/, or drop it"


@pytest.mark.parametrize(
    ("question", "top"),
    [("bodies/body_counts_by_kind", "Body"), ("inspections/inspections_by_kind", "Inspection"), ("places/places_by_kind", "Place")],
)
def test_a_question_that_sorts_by_kind_knows_every_kind(question, top):
    query = (PROJECT.queries / "answers" / f"{question}.rq").read_text(encoding="utf-8")
    listed = Counter(re.findall(r'\(los:(\w+) (?:"|\d)', query))
    assert listed == Counter(local(kind_) for kind_ in merged("").transitive_subjects(RDFS.subClassOf, URIRef(LOS + top)))


def test_queries_use_declared_terms_only():
    assert sorted(asked_for() - {local(term) for term in DECLARED}) == []

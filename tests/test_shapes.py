"""Every shape has an example that passes and a counter-example that breaks it and nothing else."""

import random
import re

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.util import from_n3

from kg import project
from kg.store import Store
from kg.validate import validate
from kg.vocab import PREFIXES

pytestmark = pytest.mark.slow

SH = Namespace("http://www.w3.org/ns/shacl#")
OA = Namespace("http://www.w3.org/ns/oa#")
SHAPE = PREFIXES["shape"]
LOS = PREFIXES["los"]
PROJECT = project.find()
COUNTER_EXAMPLES = PROJECT.files("ontology/examples/invalid-*.ttl")
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
STRUCTURE = {RDF.type, SH.property, SH.severity, SH.message, *TARGETS}


def load(*patterns):
    graph = Graph()
    for pattern in patterns:
        for path in PROJECT.files(pattern):
            graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def shapes():
    return load("ontology/shapes/*.ttl")


@pytest.fixture(scope="module")
def background():
    """The terms, the schemes and the valid examples: what a counter-example is read together with."""
    return load("ontology/*.ttl", "ontology/schemes/*.ttl", "ontology/examples/valid-*.ttl")


def by_pyshacl(data, shapes):
    import pyshacl

    _, report, _ = pyshacl.validate(data + Graph(), shacl_graph=shapes, inference="none")
    return {
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.sourceShape)))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def by_shacl(data, shapes):
    import shacl

    compiled = shacl.Shapes.from_text(shapes.serialize(format="nt"), format="ntriples")
    report = compiled.validate_text(data.serialize(format="nt"), format="ntriples")
    return {(str(from_n3(result.focus_node)), str(from_n3(result.source_shape))) for result in report.results}


ENGINES = pytest.mark.parametrize("engine", [by_pyshacl, by_shacl])


def reporting(shapes):
    """The shapes that a result can name: those of properties of a targeted shape, and targeted ones with own constraints."""
    targeted = {shape for target in TARGETS for shape in shapes.subjects(target)}
    own = {shape for shape in targeted if set(shapes.predicates(shape)) - STRUCTURE}
    return own | {part for shape in targeted for part in shapes.objects(shape, SH.property)}


def focus(shapes, data, shape):
    """The nodes of ``data`` that a shape looks at."""
    found = set()
    for owner in {shape, *shapes.subjects(SH.property, shape)}:
        for name in shapes.objects(owner, SH.targetClass):
            for kind in data.transitive_subjects(RDFS.subClassOf, name):
                found |= set(data.subjects(RDF.type, kind))
        for name in shapes.objects(owner, SH.targetSubjectsOf):
            found |= set(data.subjects(name))
        for name in shapes.objects(owner, SH.targetObjectsOf):
            found |= set(data.objects(None, name))
    return found


@ENGINES
def test_the_valid_examples_and_the_schemes_break_no_shape(engine, background, shapes):
    assert engine(background, shapes) == set()


@ENGINES
@pytest.mark.parametrize("path", COUNTER_EXAMPLES, ids=lambda path: path.stem)
def test_a_counter_example_breaks_the_shape_it_names_and_no_other(path, engine, background, shapes):
    examples = Graph().parse(path)
    named = {(str(node), str(shape)) for node, shape in examples.subject_objects(RDFS.seeAlso)}
    assert named
    assert engine(background + examples, shapes) == named


def lines(graph):
    """The statements as lines of N-Quads, as a build gives them to the validator."""
    return [
        line + " <https://w3id.org/line-of-sight/graph/test> .\n"
        for line in re.findall(r"^(.+) \.$", graph.serialize(format="nt"), re.MULTILINE)
    ]


def both(data):
    """What the build's engine and the reference say of ``data``, in full: severity, node, path, value, component, message."""
    said = lines(data)
    return validate(PROJECT, said, "shacl"), validate(PROJECT, said, "pyshacl")


ODD = [  # well-formed literals of wrong types, lengths and sizes
    Literal("0", datatype=XSD.integer), Literal("-1", datatype=XSD.decimal), Literal("2015", datatype=XSD.gYear),
    Literal("1999-12-31", datatype=XSD.date), Literal("", lang="en"), Literal(""),
]  # fmt: skip


def compared():
    """The properties whose values shapes compare, with their datatypes.

    Whether a number is less than a day, pySHACL answers by the names of their datatypes, and the other engine (as SHACL has it)
    not at all, so mutations leave these values their types.
    """
    shapes = load("ontology/shapes/*.ttl")
    owners = {
        owner for sign in (SH.minInclusive, SH.maxInclusive, SH.lessThan, SH.lessThanOrEquals) for owner in shapes.subjects(sign)
    }
    found = {shapes.value(owner, SH.path): shapes.value(owner, SH.datatype) for owner in owners}
    return {**found, OA.end: XSD.integer, URIRef(LOS + "earliest"): XSD.date, URIRef(LOS + "latest"): XSD.date}


def mutated(data, seed, often=6):
    """``data`` with about one of ``often`` statements dropped, doubled, or given the subject, predicate, value or type of another."""
    chance, typed = random.Random(seed), compared()
    statements = sorted(data)
    made = Graph()
    for subject, predicate, value in statements:
        other = chance.choice(statements)
        match chance.randrange(6 * often):
            case 0:
                continue
            case 1:
                made.add((subject, predicate, other[2]))
            case 2:
                made.add((subject, other[1], value))
            case 3:
                made.add((other[0], predicate, value))
            case 4:
                made.add((subject, predicate, value))
                made.add((subject, predicate, other[2]))
            case 5 if isinstance(value, Literal):
                made.add((subject, predicate, chance.choice([Literal(str(value), lang="cy"), Literal(str(value)), *ODD])))
            case _:
                made.add((subject, predicate, value))
    first, last = URIRef(LOS + "earliest"), URIRef(LOS + "latest")
    for subject in sorted(set(made.subjects(first)) & set(made.subjects(last)))[
        :3
    ]:  # what relates two values hardly breaks by chance
        began, ended = made.value(subject, first), made.value(subject, last)
        made.set((subject, first, ended))
        made.set((subject, last, began))
    for subject, predicate, value in list(made):
        if predicate in typed and getattr(value, "datatype", None) != typed[predicate]:
            made.remove((subject, predicate, value))
    return made


SEEDS_OF_CHANCE = range(9)


@pytest.fixture(scope="module")
def reports():
    """Both reports on random mutations of the valid examples."""
    terms = load("ontology/*.ttl", "ontology/schemes/*.ttl")
    examples = load("ontology/examples/valid-*.ttl")
    return [both(terms + mutated(examples, seed)) for seed in SEEDS_OF_CHANCE]


@pytest.mark.parametrize("number", SEEDS_OF_CHANCE)
def test_both_engines_say_the_same_of_random_mutations(number, reports):
    fast, reference = reports[number]
    assert fast == reference
    assert len({finding.message for finding in fast}) > 15, "a mutation should break shapes of many kinds"


def test_random_mutations_break_most_shapes(reports, shapes):
    broken = {finding.message for fast, _ in reports for finding in fast}
    messages = {str(message) for shape in reporting(shapes) for message in shapes.objects(shape, SH.message)}
    assert len(broken & messages) > len(messages) / 2
    assert {finding.component for fast, _ in reports for finding in fast} >= {
        f"{name}ConstraintComponent"
        for name in ("MinCount", "MaxCount", "Datatype", "Class", "NodeKind", "Or", "In", "Pattern", "SPARQL")
    }


def test_both_engines_say_the_same_of_the_counter_examples(background):
    data = background + Graph()
    for path in COUNTER_EXAMPLES:
        data.parse(path)
    fast, reference = both(data)
    assert fast == reference
    assert len(fast) >= 160


def test_both_engines_say_the_same_of_the_seeds(built):
    """Of the graph as it is neither says anything, so some hundred statements are changed as well."""
    whole = Store.open(built.place).lines()
    assert validate(PROJECT, whole) == built.report.findings
    chance = random.Random(0)
    changed = [chance.choice(whole) for _ in range(200)]
    said = [line for line in whole if line not in set(changed[:120])]
    for line in changed[100:]:
        subject, predicate, _ = line.split(" ", 2)
        said.append(f"{subject} {predicate} {chance.choice(whole).split(' ', 2)[2]}")
    fast, reference = validate(PROJECT, said, "shacl"), validate(PROJECT, said, "pyshacl")
    assert fast == reference
    assert len(fast) > 100


def test_nodes_and_values_are_spelled_as_they_are():
    """A literal where a thing is due is a node of the report, and so is the value 0."""
    board = "<https://w3id.org/line-of-sight/id/body/board>"
    graph = "<https://w3id.org/line-of-sight/graph/test>"
    words = r'"says \"no\" \\u00e9 é\n<b>"@en'
    said = [
        f"{board} <{RDF.type}> <{LOS}Body> {graph} .\n",
        f'{board} <{LOS}seats> "0"^^<{XSD.integer}> {graph} .\n',
        f"{board} <{LOS}evidence> {words} {graph} .\n",
    ]
    for engine in ("shacl", "pyshacl"):
        found = {(finding.focus, finding.value) for finding in validate(PROJECT, said, engine)}
        assert ('says "no" \\u00e9 é\n<b>', 'says "no" \\u00e9 é\n<b>') in found
        assert ("https://w3id.org/line-of-sight/id/body/board", "0") in found


def test_every_shape_has_a_counter_example(shapes):
    named = {shape for path in COUNTER_EXAMPLES for shape in Graph().parse(path).objects(None, RDFS.seeAlso)}
    missing = sorted(shape.removeprefix(SHAPE) for shape in reporting(shapes) - named)
    assert missing == [], "give each an entry in ontology/examples/invalid-*.ttl"


def test_every_shape_has_something_to_look_at_in_the_valid_examples(shapes):
    data = load("ontology/*.ttl", "ontology/examples/valid-*.ttl")
    idle = []
    for shape in reporting(shapes):
        nodes = focus(shapes, data, shape)
        path = shapes.value(shape, SH.path)
        if not (nodes and (path is None or any((node, path, None) in data for node in nodes))):
            idle.append(shape.removeprefix(SHAPE))
    assert sorted(idle) == [], "give each a value in ontology/examples/valid-*.ttl"


def test_every_shape_says_in_a_sentence_what_holds_and_how_grave_it_is(shapes):
    for shape in reporting(shapes):
        query = shapes.value(shape, SH.sparql)
        messages = list(shapes.objects(query if query is not None else shape, SH.message))
        assert len(messages) == 1, shape
        assert isinstance(messages[0], Literal)
        assert messages[0].language == "en"
        assert re.fullmatch(r"[A-Z][^{}]{15,}\.", messages[0]), (shape, messages[0])
        assert shapes.value(shape, SH.severity) in (SH.Violation, SH.Warning, SH.Info), shape


def test_shapes_have_names_so_that_a_report_can_point_at_them(shapes):
    for kind in (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint):
        for shape in shapes.subjects(RDF.type, kind):
            assert isinstance(shape, URIRef)
            assert shape.startswith(SHAPE)
    assert not [shape for shape in shapes.objects(None, SH.property) if isinstance(shape, BNode)]


def test_prefixes_of_queries_in_shapes_are_those_of_the_project(shapes):
    for node, namespace in shapes.subject_objects(SH.namespace):
        assert PREFIXES[str(shapes.value(node, SH.prefix))] == str(namespace)


def test_the_lists_of_kinds_are_the_subclasses_that_the_modules_declare(shapes):
    terms = load("ontology/*.ttl")
    for name, top in {"KindOfBody": "Body", "KindOfInspection": "Inspection", "KindOfPlace": "Place"}.items():
        listed = set(shapes.items(shapes.value(URIRef(SHAPE + name), SH["in"])))
        assert listed == set(terms.transitive_subjects(RDFS.subClassOf, URIRef(LOS + top))), f"shape:{name}"


def test_the_reference_data_break_no_shape(background, shapes):
    data = background + load("ontology/reference/*.ttl")
    assert by_shacl(data, shapes) == set()


@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
def test_every_class_has_a_shape_that_sees_its_members(engine):
    """Its own or that of a broader class: a thing of which nothing is said but its class breaks one."""
    data = load("ontology/*.ttl", "ontology/schemes/*.ttl")
    classes = {str(name) for name in data.subjects(RDF.type, OWL.Class) if name.startswith(LOS)}
    assert len(classes) > 70
    bare = {PREFIXES["id"] + "example/" + name.removeprefix(LOS): name for name in classes}
    for thing, name in bare.items():
        data.add((URIRef(thing), RDF.type, URIRef(name)))
    found = {finding.focus for finding in validate(PROJECT, lines(data), engine)}
    assert sorted(name for thing, name in bare.items() if thing not in found) == []


def test_made_up_examples_quote_their_made_up_document_exactly():
    data = load("ontology/examples/valid-documents.ttl")
    text = str(next(data.objects(None, URIRef(LOS + "text")), ""))
    passages = list(data.subject_objects(OA.exact))
    assert len(passages) > 10
    for passage, words in passages:
        assert text[int(data.value(passage, OA.start)) : int(data.value(passage, OA.end))] == str(words)


def test_made_up_concepts_of_the_examples_do_not_touch_the_schemes():
    schemes = load("ontology/schemes/*.ttl")
    made_up = load("ontology/examples/*.ttl")
    shared = set(made_up.subjects(RDF.type, SKOS.Concept)) & set(schemes.subjects(RDF.type, SKOS.Concept))
    for concept in shared:  # a shape that speaks of the chair needs the real one
        for said in made_up.triples((concept, None, None)):
            assert said in schemes, f"{said} is not what the scheme says"

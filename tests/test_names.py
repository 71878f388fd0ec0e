"""The names of things: lists of concepts that are read together are those that are read alone."""

from kg.query import Names, load
from kg.rdf import text
from kg.store import Store
from kg.vocab import BASE

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


class Counted(Store):
    """A store that counts its queries."""

    asked = 0

    def select(self, query):
        self.asked += 1
        return super().select(query)


def test_lists_of_concepts_are_read_together_and_are_the_same(project):
    naming = next(iter(load(project).values())).naming
    things = ("code/hue/red", "code/hue/blue", "code/hue-of-old/grey", "code/size/small", "code/kind/odd", "id/body/red")
    lines = [f"<{BASE}{one}> {LABEL} {text(one.rsplit('/', 1)[-1].title()).n3()} <{BASE}graph/a> .\n" for one in things]
    store = Counted(Store.in_memory(lines)._engine)
    starts = [(f"{BASE}code/{name}/",) for name in ("hue", "size", "kind", "none")] + [(f"{BASE}code/",), (f"{BASE}id/body/",)]
    together = Names(store, naming)
    found = [together.things(start) for start in starts]
    assert store.asked == 3  # the first list, all lists, and bodies
    assert found == [Names(store, naming).things(start) for start in starts]
    assert [[one.short for one in several] for several in found[:4]] == [["blue", "red"], ["small"], ["odd"], []]

import assert from "node:assert/strict";
import { test } from "node:test";
import { declared, declaring, missing, place } from "../src/parts/prefixes.ts";

const known = { los: "https://a/def/", id: "https://a/id/", rdfs: "https://b#" };

test("what a query declares is known, whatever the case of the word", () => {
  assert.deepEqual([...declared("prefix los: <x>\nPREFIX  id : <y> # PREFIX rdfs: <z>")], ["los", "id"]);
});

test("a prefix is missing where it is used, not in a comment, a string, an IRI or a variable", () => {
  assert.deepEqual(missing("SELECT * { ?x a los:Finding ; id:a ?y }", known), ["los", "id"]);
  assert.deepEqual(missing('SELECT * { ?los ?p "los:x" . <los:x> ?q ?r } # rdfs:label', known), []);
  assert.deepEqual(missing("PREFIX los: <x> SELECT * { ?x los:a rdfs:b }", known), ["rdfs"]);
  assert.deepEqual(missing("SELECT * { ?x unknown:a 1 }", known), []);
});

test("declarations go behind the first comments", () => {
  const query = "# one\n\n# two\nSELECT *";
  assert.equal(query.slice(place(query)), "SELECT *");
  assert.equal(declaring(["los"], known), "PREFIX los: <https://a/def/>\n");
});

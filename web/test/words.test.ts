import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, has, order } from "../src/parts/words.ts";

const sorted = (values: string[], down = false): string[] => values.toSorted((one, other) => order(one, other, down));

test("words are the same whatever their case, accents, quotes and dashes", () => {
  assert.equal(fold("  Ofsted’s  Élan—vital & co_op "), "ofsted's elan vital and co op");
});

test("a text has words only where it has each of them", () => {
  assert.ok(has(fold("Early Help, 2016"), "HELP ear"));
  assert.ok(has("anything", "  "));
  assert.ok(!has(fold("Early Help"), "early hope"));
});

test("numbers are ordered by size, days by the calendar, blanks stand last both ways", () => {
  assert.deepEqual(sorted(["10", "9.5", "", "-3"]), ["-3", "9.5", "10", ""]);
  assert.deepEqual(sorted(["10", "9.5", "", "-3"], true), ["10", "9.5", "-3", ""]);
  assert.deepEqual(sorted(["2021-07-27", "2015-12", "2021-07-03"]), ["2015-12", "2021-07-03", "2021-07-27"]);
  assert.deepEqual(sorted(["paragraph 10", "Paragraph 9"]), ["Paragraph 9", "paragraph 10"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, cut, extent, instant, levels } from "../src/parts/chartdata.ts";

test("a month and a year lie in their middle, and what is no day lies nowhere", () => {
  assert.equal(instant("2021-07-27")?.toISOString().slice(0, 10), "2021-07-27");
  assert.equal(instant("2021-07")?.toISOString().slice(0, 10), "2021-07-15");
  assert.equal(instant("2021")?.toISOString().slice(0, 10), "2021-07-02");
  assert.equal(instant("27 July 2021"), null);
  assert.equal(instant(""), null);
});

test("an axis of numbers begins at nought unless that would hide what differs", () => {
  assert.deepEqual(extent([12, 40]), [0, 40]);
  assert.deepEqual(extent([0, 0]), [0, 1]);
  assert.deepEqual(extent([-4, 6]), [-4, 6]);
  assert.deepEqual(extent([-4, -1]), [-4, 0]);
  const [least, most] = extent([96, 100]);
  assert.ok(least > 90 && least < 96 && most === 100);
});

test("a text is cut after a whole word, and one without blanks is cut all the same", () => {
  assert.equal(cut("early help for families", 12), "early help …");
  assert.equal(cut("x".repeat(50), 20).length, 22);
  assert.equal(cut("short", 20), "short");
});

test("marks that lie too near stand above each other, whatever their order", () => {
  assert.deepEqual(levels([100, 0, 104, 101, 50], 10), [0, 0, 2, 1, 0]);
  assert.deepEqual(levels([], 10), []);
});

test("names beside each other have room, keep their order, and move no further than needed", () => {
  assert.deepEqual(apart([10, 100, 50], 16), [10, 100, 50]);
  assert.deepEqual(apart([10, 12, 11], 16), [10, 32, 21].map((_, index) => [0, 32, 16][index]));
  for (const places of [[5, 5, 5, 5], [200, 199, 198], [0, 300, 300, 299]]) {
    const made = apart(places, 16).toSorted((one, other) => one - other);
    for (const [index, one] of made.entries()) if (index > 0) assert.ok(one - (made[index - 1] ?? 0) >= 16 - 1e-9);
    assert.ok((made.at(-1) ?? 0) <= Math.max(...places, (places.length - 1) * 16) + 1e-9);
  }
});

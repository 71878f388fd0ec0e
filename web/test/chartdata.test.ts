import assert from "node:assert/strict";
import { test } from "node:test";
import { cut, extent, instant, levels } from "../src/parts/chartdata.ts";

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

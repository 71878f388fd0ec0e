import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, read, written } from "../src/network/address.ts";
import { escaped, svg } from "../src/network/drawing.ts";
import { type Mark, lines, placed } from "../src/network/labels.ts";
import { EVERYTHING, type Link, type Network, lastDay, pair, partners, share, shown, sureAt } from "../src/network/model.ts";
import { dated, dayOf, isDay, monthOf, spelled } from "../src/network/months.ts";
import { radius, rings } from "../src/network/places.ts";

const link = (source: string, target: string, more: Partial<Link> = {}): Link => ({
  source,
  target,
  kind: "works with",
  date: "",
  until: "",
  event: "",
  first: "",
  last: "",
  surely_from: "",
  surely_until: "",
  document: "d1",
  quote: "",
  at: "",
  ...more,
});

const network = (...edges: Link[]): Network => ({
  nodes: [...new Set(edges.flatMap((one) => [one.source, one.target]))].map((id) => ({
    id,
    label: id.toUpperCase(),
    kind: "",
    partners: 0,
    links: 0,
    betweenness: 0,
    community: 0,
    letter: "A",
    x: 0,
    y: 0,
    at: "",
  })),
  edges,
  graph: { laid_out: true, betweenness: "" },
  documents: {},
});

test("spans that share a day, and those that do not", () => {
  assert.ok(share("2015-01-01", "2015-12-31", "2015-12-31", "2016-06-01"));
  assert.ok(!share("2015-01-01", "2015-12-31", "2016-01-01", "2016-06-01"));
});

test("the last day that a printed date can mean", () => {
  assert.equal(lastDay("2016"), "2016-12-31");
  assert.equal(lastDay("2016-02"), "2016-02-29");
  assert.equal(lastDay("2016-02-05"), "2016-02-05");
});

test("a link is certain, possible or not there on a day", () => {
  const one = link("a", "b", { first: "2015-01-01", last: "2018-12-31", surely_from: "2016-03-01", surely_until: "2017-02-28" });
  const on = (asOf: string) => sureAt(one, { ...EVERYTHING, asOf });
  assert.deepEqual(["2014-12-31", "2015-01-01", "2016-03-01", "2017-03-01", "2019-01-01"].map(on), [null, "possible", "certain", "possible", null]);
});

test("what has no date is possible at any time, and certain when none is asked for", () => {
  assert.equal(sureAt(link("a", "b"), { ...EVERYTHING, asOf: "1900-01-01" }), "possible");
  assert.equal(sureAt(link("a", "b"), EVERYTHING), "certain");
});

test("an event has happened since, and is in a period on its own day alone", () => {
  const event = link("a", "b", { event: "e", date: "2016-05", first: "2016-05-01", surely_from: "2016-05-31" });
  assert.equal(sureAt(event, { ...EVERYTHING, asOf: "2018-01-01" }), "certain");
  assert.equal(sureAt(event, { ...EVERYTHING, since: "2016-06-01" }), null);
  assert.equal(sureAt(event, { ...EVERYTHING, since: "2016-01-01", until: "2016-05-10" }), "possible");
  assert.equal(sureAt(event, { ...EVERYTHING, since: "2016-05-31" }), "certain");
});

const triangle = network(
  link("ash", "beech"),
  link("beech", "cedar", { kind: "part of" }),
  link("ash", "cedar", { document: "d2" }),
  link("cedar", "elder"),
);
const numbers = (want: Partial<typeof EVERYTHING>) => [...shown(triangle, { ...EVERYTHING, ...want }).keys()];

test("filters by kind, document and name", () => {
  assert.deepEqual(numbers({}), [0, 1, 2, 3]);
  assert.deepEqual(numbers({ kinds: new Set(["part of"]) }), [1]);
  assert.deepEqual(numbers({ documents: new Set(["d2"]) }), [2]);
  assert.deepEqual(numbers({ name: " eLd" }), [3]);
  assert.deepEqual(numbers({ name: "nobody" }), []);
});

test("the view of a body has its partners and the links among these", () => {
  assert.deepEqual(numbers({ body: "ash" }), [0, 1, 2]);
  assert.deepEqual(numbers({ body: "elder" }), [3]);
  assert.deepEqual(numbers({ body: "ash", kinds: new Set(["works with"]) }), [0, 2]);
});

test("partners are counted once, however many links there are", () => {
  const found = partners(network(link("a", "b"), link("b", "a"), link("b", "c")), [0, 1, 2]);
  assert.deepEqual([...(found.get("b") ?? [])].toSorted(), ["a", "c"]);
  assert.equal(found.get("a")?.size, 1);
  assert.equal(pair("b", "a"), pair("a", "b"));
});

test("an address keeps the whole state", () => {
  const given = new URLSearchParams("kind=b&kind=a&body=ofsted&as_of=2017-01-31&certain=yes&size=betweenness&selected=x&selected=y&name=+");
  const state = read(given);
  assert.equal(state.want.body, "https://w3id.org/line-of-sight/id/body/ofsted");
  assert.equal(state.want.name, "");
  assert.equal(asked(state.want).toString(), "body=ofsted&as_of=2017-01-31&certain=yes&kind=a&kind=b");
  assert.deepEqual(read(written(state)), state);
  assert.equal(written(read(new URLSearchParams())).toString(), "");
});

test("no name lies on another, and the first always has its place", () => {
  const marks: Mark[] = Array.from({ length: 300 }, (_, id) => ({
    id: String(id),
    x: 20 + ((id * 97) % 760),
    y: 20 + ((id * 61) % 460),
    radius: 4 + (id % 5),
    lines: ["x"],
    width: 60,
  }));
  const found = placed(marks, 800, 500, 15);
  assert.ok(found.length > 12);
  assert.equal(found[0]?.id, "0");
  found.forEach((one, index) => {
    assert.ok(one.left >= 0 && one.left + one.width <= 800 && one.top >= 0 && one.top + 15 <= 500);
    for (const other of found.slice(index + 1))
      assert.ok(
        one.left + one.width <= other.left || other.left + other.width <= one.left || one.top + 15 <= other.top || other.top + 15 <= one.top,
      );
  });
});

test("a long name is broken near its middle, and cut only where it must be", () => {
  assert.deepEqual(lines("Ofsted"), ["Ofsted"]);
  assert.equal(lines("Middlesbrough Safeguarding Children Board").join(" "), "Middlesbrough Safeguarding Children Board");
  assert.match(lines("x".repeat(90))[0] ?? "", /…$/);
});

test("a day is one of the calendar, written whole", () => {
  assert.ok(isDay("2016-02-29"));
  for (const said of ["", "2016", "2016-02", "2016-02-30", "2015-02-29", "29/02/2016", "2016-2-9", "2016-02-29x"]) assert.ok(!isDay(said), said);
});

test("months on a slider are days and back", () => {
  assert.equal(dayOf(monthOf("2016-02-11")), "2016-02-29");
  assert.equal(dayOf(monthOf("2015-12-31")), "2015-12-31");
  assert.equal(dated("2021-07-27"), "27 July 2021");
  assert.equal(dated("2021-07"), "July 2021");
  assert.equal(dated("some time"), "some time");
  assert.equal(spelled("2015", "", ""), "2015");
  assert.equal(spelled("2015-05", "2016", ""), "May 2015 to 2016");
  assert.equal(spelled("", "", ""), "undated");
});

test("partners stand in rings, each at a place of its own", () => {
  const found = rings(80);
  assert.equal(found.length, 80);
  for (const [index, { x, y }] of found.entries())
    for (const other of found.slice(index + 1)) assert.ok(Math.hypot(x - other.x, y - other.y) > 40);
  assert.ok(radius(0, 0, false) < radius(1, 4, false) && radius(1, 4, false) < radius(4, 4, false));
});

test("words of a document are never markup in a drawing", () => {
  const made = svg({
    width: 10,
    height: 10,
    title: "<script>&\u000b",
    paper: "#fff",
    ink: "#000",
    onDot: "#fff",
    size: 12,
    lines: [{ x1: 0, y1: 0, x2: 1, y2: 1, width: 1, colour: "#ccc", title: '"<b>' }],
    dots: [{ x: 1, y: 1, radius: 9, colour: "#123", letter: "A", title: "<i>" }],
    labels: [{ id: "a", x: 0, y: 0, radius: 1, lines: ["<u>"], width: 9, left: 0, top: 0 }],
  });
  assert.doesNotMatch(made, /<(script|b|i|u)>/);
  assert.match(made, /&lt;script&gt;&amp; /);
  assert.equal(escaped("a\u0000b"), "a b");
});

// Charts. Each is drawn from a table on the page, which stays: <table data-chart="line|bar|timeline" data-x data-y data-series
// data-facet>, each naming columns (th[data-column]). A mark leads to where the words of its row stand.
import { axisBottom, axisLeft } from "d3-axis";
import { scaleLinear, scaleUtc } from "d3-scale";
import { select, type Selection } from "d3-selection";
import { line, symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye, type SymbolType } from "d3-shape";
import { apart, cut, extent, grouped, instant, levels, type Point } from "./parts/chartdata.ts";
import { counted, make, valued } from "./parts/make.ts";

type Drawing = Selection<SVGSVGElement, unknown, null, undefined>;
type Kind = "line" | "bar" | "timeline";

const COLOURS = 8; // series that have a colour of their own; style.css has them
const NAME = 46; // letters of the name of a bar
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 20, 12, 34];
const NAMED = 190; // room for the names of series beside a chart that is wide enough for them
const WIDE = 620;
const NEAR = 4; // the last part of a chart, so much of its width: a series that ends before is named below
// a series is told by the shape of its marks, too: not everybody tells the colours apart
const SHAPES: readonly SymbolType[] = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolStar, symbolWye, symbolCircle];
const shape = (number: number, size = 60): string => symbol(SHAPES[number] ?? symbolCircle, size)() ?? "";

function read(table: HTMLTableElement): Point[] {
  const columns = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.dataset["column"] ?? "");
  const body = [...(table.tBodies[0]?.rows ?? [])];
  return body.map((row) => {
    const cells = (names: string | undefined): string[] =>
      (names ?? "").split(" ").filter(Boolean).map((name) => valued(row.cells[columns.indexOf(name)]));
    const shown = (names: string | undefined): string[] =>
      (names ?? "").split(" ").filter(Boolean).map((name) => (row.cells[columns.indexOf(name)]?.textContent ?? "").trim());
    const { x, y, series, facet, chart: kind } = table.dataset;
    const told = [...row.cells].filter((cell) => !cell.classList.contains("quotes")).map((cell) => (cell.textContent ?? "").trim());
    return {
      x: (kind === "bar" ? short(shown(x)) : cells(x)).join(" · "),
      y: (kind === "timeline" ? shown(y) : cells(y)).join(" "),
      series: shown(series).filter(Boolean).join(" · "),
      facet: shown(facet).join(" "),
      words: told.filter(Boolean).join(" · "),
      to: (row.querySelector<HTMLAnchorElement>("cite a") ?? row.querySelector<HTMLAnchorElement>("td a"))?.href ?? "",
    };
  });
}

/** The parts of the name of a bar, each cut, so that none hides the others. */
function short(parts: readonly string[]): string[] {
  const said = parts.filter(Boolean);
  return said.map((part) => cut(part, Math.floor(NAME / Math.max(1, said.length))));
}

function drawing(width: number, height: number, said: string): Drawing {
  const svg = select(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
  return svg.attr("width", width).attr("height", height).attr("viewBox", `0 0 ${width} ${height}`).attr("role", "group").attr("aria-label", said);
}

/** A place for a mark of a row, which leads to its words; the keyboard finds the same link in the table. */
function mark(into: Drawing, point: Point): Selection<SVGAElement, unknown, null, undefined> {
  const link = into.append<SVGAElement>("svg:a").attr("class", "mark").attr("tabindex", -1);
  if (point.to) link.attr("href", point.to);
  link.append("title").text(cut(point.words, 400));
  return link;
}

function lines(points: readonly Point[], width: number, said: string): Node[] {
  const placed = points.flatMap((point) => {
    const day = instant(point.x);
    return day && point.y !== "" && !Number.isNaN(Number(point.y)) ? [{ point, day, value: Number(point.y) }] : [];
  });
  if (placed.length < 2) return [];
  const groups = grouped(points, (point) => point.series);
  const wide = groups.length > 1 && width >= WIDE;
  const [height, right] = [300, width - (wide ? NAMED : RIGHT)];
  const svg = drawing(width, height, said);
  const days = placed.map(({ day }) => day.getTime());
  const x = scaleUtc([Math.min(...days), Math.max(...days)], [LEFT + 8, right]).nice();
  const y = scaleLinear(extent(placed.map(({ value }) => value)), [height - BOTTOM, TOP]).nice();
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - BOTTOM})`).call(axisBottom(x).ticks(Math.max(2, (right - LEFT) / 110)));
  svg.append("g").attr("class", "axis grid").attr("transform", `translate(${LEFT},0)`).call(axisLeft(y).ticks(5).tickSize(-(right - LEFT)));
  const drawn = line<(typeof placed)[number]>((one) => x(one.day), (one) => y(one.value));
  const ends: { number: number; name: string; x: number; y: number }[] = [];
  for (const [number, [series]] of [...groups.entries()].toReversed()) {
    const own = placed.filter(({ point }) => point.series === series).toSorted((one, other) => one.day.getTime() - other.day.getTime());
    const colour = number < COLOURS ? `series-${number}` : "series-rest";
    if (own.length > 1) svg.append("path").attr("class", `line ${colour}${number % 2 ? " dashed" : ""}`).attr("d", drawn(own));
    for (const one of own) mark(svg, one.point).append("path").attr("class", `dot ${colour}`).attr("d", shape(number)).attr("transform", `translate(${x(one.day)},${y(one.value)})`);
    const last = own.at(-1);
    if (last && number < COLOURS && x(last.day) > right - (right - LEFT) / NEAR) ends.push({ number, name: series || "not told apart", x: x(last.day), y: y(last.value) });
  }
  if (wide) beside(svg, ends, right);
  const made: Node[] = [svg.node() as Node];
  const rest = groups.length - COLOURS;
  if (groups.length > 1) {
    const told = new Set(wide ? ends.map(({ number }) => number) : []);
    const others = groups.slice(0, COLOURS).flatMap(([series], number) => (told.has(number) ? [] : [{ series, number }]));
    const entries = others.map(({ series, number }) => make("li", {}, swatch(number), series || "not told apart"));
    if (rest > 0) entries.push(make("li", {}, swatch(COLOURS), `${rest} more, in the table`));
    if (entries.length > 0) made.push(make("ul", { class: "legend" }, ...entries));
  }
  return made;
}

/** The mark of a series, as it stands in the picture. */
function swatch(number: number): SVGSVGElement {
  const svg = drawing(14, 14, "").attr("class", "swatch").attr("role", null).attr("aria-label", null).attr("aria-hidden", "true");
  svg.append("path").attr("class", `dot ${number < COLOURS ? `series-${number}` : "series-rest"}`).attr("d", shape(number, 70)).attr("transform", "translate(7,7)");
  return svg.node() as SVGSVGElement;
}

/** The names of series, each beside the last mark of its own, with a thread to it where that is further off. */
function beside(svg: Drawing, ends: readonly { number: number; name: string; x: number; y: number }[], right: number): void {
  const tops = apart(ends.map((one) => one.y), 16);
  for (const [index, one] of ends.entries()) {
    const top = tops[index] ?? one.y;
    svg.append("line").attr("class", `thread series-${one.number}`).attr("x1", one.x + 7).attr("y1", one.y).attr("x2", right + 4).attr("y2", top);
    const text = svg.append("text").attr("class", `own series-${one.number}`).attr("x", right + 8).attr("y", top).attr("dominant-baseline", "central");
    text.text(cut(one.name, Math.floor((NAMED - 14) / 6.3))).append("title").text(one.name);
  }
}

function bars(points: readonly Point[], width: number, said: string): Node[] {
  const [row, gap] = [22, 6];
  const named = Math.min(330, width * 0.45);
  const values = points.map(({ y }) => Number(y));
  const svg = drawing(width, points.length * (row + gap) + TOP, said);
  const x = scaleLinear([Math.min(0, ...values), Math.max(1, ...values)], [named + 8, width - 48]);
  for (const [number, point] of points.entries()) {
    const top = number * (row + gap) + TOP / 2;
    const value = values[number] ?? 0;
    const link = mark(svg, point);
    link.append("text").attr("class", "name").attr("x", named).attr("y", top + row / 2).attr("text-anchor", "end").attr("dominant-baseline", "central").text(cut(point.x, Math.floor(named / 6.2)));
    link.append("rect").attr("class", "bar series-0").attr("x", Math.min(x(0), x(value))).attr("y", top).attr("width", Math.max(1, Math.abs(x(value) - x(0)))).attr("height", row).attr("rx", 2);
    link.append("text").attr("class", "value").attr("x", x(Math.max(0, value)) + 6).attr("y", top + row / 2).attr("dominant-baseline", "central").text(value.toLocaleString("en-GB"));
  }
  return [svg.node() as Node];
}

function timeline(points: readonly Point[], width: number, said: string): Node[] {
  const placed = points.flatMap((point) => {
    const day = instant(point.x);
    return day ? [{ point, day }] : [];
  });
  if (placed.length < 2) return [];
  const named = Math.min(170, width * 0.3);
  const days = placed.map(({ day }) => day.getTime());
  const x = scaleUtc([Math.min(...days), Math.max(...days)], [named + 16, width - RIGHT]).nice();
  const [size, step] = [11, 11];
  const lanes = grouped(placed.map(({ point }) => point), (point) => point.y).map(([name, all]) => {
    const places = all.map((point) => x(instant(point.x) ?? 0));
    const stacked = levels(places, size);
    return { name, all, places, stacked, height: Math.max(...stacked) * step + 30 };
  });
  const height = lanes.reduce((sum, lane) => sum + lane.height, TOP) + BOTTOM;
  const svg = drawing(width, height, said);
  svg.append("g").attr("class", "axis grid").attr("transform", `translate(0,${height - BOTTOM})`).call(axisBottom(x).ticks(Math.max(2, (width - named) / 90)).tickSize(-(height - BOTTOM - TOP)).tickPadding(8));
  let top = TOP;
  for (const [number, lane] of lanes.entries()) {
    const foot = top + lane.height;
    svg.append("line").attr("class", "lane").attr("x1", 0).attr("x2", width).attr("y1", foot).attr("y2", foot);
    svg.append("text").attr("class", "name").attr("x", 0).attr("y", foot - 11).text(cut(lane.name, Math.floor(named / 7)));
    for (const [index, point] of lane.all.entries()) {
      mark(svg, point).append("circle").attr("class", `dot ${number < COLOURS ? `series-${number}` : "series-rest"}`).attr("cx", lane.places[index] ?? 0).attr("cy", foot - 14 - (lane.stacked[index] ?? 0) * step).attr("r", 4.5);
    }
    top = foot;
  }
  return [svg.node() as Node];
}

const DRAWN: Readonly<Record<Kind, (points: readonly Point[], width: number, said: string) => Node[]>> = { line: lines, bar: bars, timeline };
const FACETS = 6; // pictures of one table at most

function draw(table: HTMLTableElement): void {
  const kind = table.dataset["chart"] as Kind;
  const points = read(table);
  const figure = make("figure", { class: "chart" });
  const facets = grouped(points, (point) => point.facet).slice(0, FACETS);
  let width = 0;
  const renew = (): void => {
    const room = Math.floor(figure.clientWidth);
    if (room < 40 || room === width) return;
    width = room;
    const said = `Chart of the rows of the table below: ${table.caption?.textContent ?? ""}`;
    const pictures = facets.flatMap(([facet, own]) => {
      const drawn = DRAWN[kind](own, width, facet ? `${said}, ${facet}` : said);
      return drawn.length > 0 && facet ? [make("p", { class: "facet" }, facet), ...drawn] : drawn;
    });
    figure.replaceChildren(...pictures);
    const left = kind === "bar" ? 0 : points.filter((point) => !instant(point.x) || point.y === "").length;
    const without = left > 0 ? ` Not drawn: ${counted(left, "row")} without a date${kind === "line" ? " or figure" : ""}.` : "";
    if (pictures.length > 0) figure.append(make("figcaption", { class: "soft small" }, `Drawn from the table below; a mark leads to its words.${without}`));
  };
  const before = table.closest(".scroll") ?? table;
  const tools = before.previousElementSibling;
  (tools?.classList.contains("tools") ? tools : before).before(figure);
  renew();
  new ResizeObserver(renew).observe(figure);
}

for (const table of document.querySelectorAll<HTMLTableElement>("table[data-chart]")) {
  if ((table.dataset["chart"] ?? "") in DRAWN) draw(table);
}

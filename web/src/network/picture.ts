// The picture: dots and lines drawn by sigma, moved and zoomed by pointer and keys; what is left out is hidden, never moved.
import { UndirectedGraph } from "graphology";
import { Sigma } from "sigma";
import { EdgeLineProgram, EdgeRectangleProgram } from "sigma/rendering";
import { type Colours, GROUPS, colours } from "./colours.ts";
import { type Seen, svg } from "./drawing.ts";
import type { Placed } from "./labels.ts";
import { type Body, type Link, type Network, type Sure, pair, partners } from "./model.ts";
import { LEAST_LETTER, type Named, Names, SIZE } from "./names.ts";
import { radius, rings } from "./places.ts";
import { settle } from "./settling.ts";

export interface Told {
  body(id: string): void;
  pair(one: string, other: string): void;
  nothing(): void;
}

interface Drawn {
  kept: ReadonlyMap<number, Sure>;
  size: "partners" | "betweenness";
  selected: readonly string[];
  body: string;
}

const LARGE = 1500; // bodies: thin lines, small dots
const NAMED = 600; // the most important dots, among which names are given room

export class Picture {
  private readonly graph = new UndirectedGraph();
  private readonly sigma: Sigma;
  private readonly names = new Names();
  private readonly large: boolean;
  private readonly bodies = new Map<string, Body>();
  private drawn: Drawn = { kept: new Map(), size: "partners", selected: [], body: "" };
  private near = new Map<string, Set<string>>();
  private ordered: string[] = [];
  private strength = new Map<string, number>(); // of each line: its links
  private sure = new Set<string>();
  private pointed = "";
  private focus: ReadonlySet<string> | null = null;
  private lit: ReadonlySet<string> | null = null;
  private palette: Colours;
  private labels: Placed[] = [];
  private stop = () => {};
  private readonly place: HTMLElement;
  private readonly network: Network;

  constructor(place: HTMLElement, network: Network, told: Told) {
    this.place = place;
    this.network = network;
    this.large = network.nodes.length > LARGE;
    this.palette = colours(place);
    for (const body of network.nodes) {
      this.bodies.set(body.id, body);
      this.graph.addNode(body.id, { x: body.x, y: -body.y, size: 4 });
    }
    for (const { source, target } of network.edges)
      if (!this.graph.hasEdge(pair(source, target))) this.graph.addEdgeWithKey(pair(source, target), source, target);
    this.sigma = new Sigma(this.graph, place, {
      renderLabels: false,
      enableEdgeEvents: !this.large, // what is drawn for the pointer doubles the work; the panel leads to every link
      zIndex: true,
      stagePadding: this.large ? 10 : 45,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      minEdgeThickness: 0.6,
      hideEdgesOnMove: this.large,
      defaultEdgeType: this.large ? "thin" : "line",
      edgeProgramClasses: { line: EdgeRectangleProgram, thin: EdgeLineProgram },
      defaultDrawNodeHover: () => {},
      nodeReducer: (id) => this.node(id),
      edgeReducer: (id) => this.edge(id),
    });
    this.names.canvas.className = "network-names";
    this.names.canvas.setAttribute("aria-hidden", "true");
    place.append(this.names.canvas);
    this.sigma.on("afterRender", () => this.name());
    this.sigma.on("enterNode", ({ node }) => this.point(node));
    this.sigma.on("leaveNode", () => this.point(""));
    this.sigma.on("enterEdge", () => place.classList.add("over"));
    this.sigma.on("leaveEdge", () => place.classList.remove("over"));
    this.sigma.on("clickNode", ({ node }) => told.body(node));
    this.sigma.on("clickEdge", ({ edge }) => told.pair(this.graph.source(edge), this.graph.target(edge)));
    this.sigma.on("clickStage", () => told.nothing());
    if (this.tall()) this.stand();
    let upright = this.tall();
    this.sigma.on("resize", () => {
      if (this.tall() === upright) return;
      upright = this.tall();
      this.stand();
      this.sigma.refresh();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
    if (!network.graph.laid_out) this.stop = settle(this.graph, () => this.sigma.refresh());
  }

  /** Draw what is wanted. */
  show(drawn: Drawn): void {
    const before = this.drawn;
    this.drawn = drawn;
    this.near = partners(this.network, drawn.kept.keys());
    this.strength.clear();
    this.sure.clear();
    for (const [number, sure] of drawn.kept) {
      const { source, target } = this.network.edges[number] as Link;
      const key = pair(source, target);
      this.strength.set(key, (this.strength.get(key) ?? 0) + 1);
      if (sure === "certain") this.sure.add(key);
    }
    this.refocus();
    this.resize();
    if (before.body !== drawn.body) this.stand();
    this.sigma.refresh();
  }

  /** Other measures of the bodies, of what is shown now. */
  measured(nodes: readonly Body[]): void {
    for (const { id, community, letter, betweenness } of nodes) {
      const known = this.bodies.get(id);
      if (known) Object.assign(known, { community, letter, betweenness });
    }
    this.resize();
    this.sigma.refresh();
  }

  /** Make these stand out, and the rest pale; null: all as they are. */
  light(bodies: ReadonlySet<string> | null): void {
    this.lit = bodies;
    this.refocus();
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Bring a body to the middle, or all into view. */
  look(id = ""): void {
    const camera = this.sigma.getCamera();
    const found = id && this.near.has(id) ? this.sigma.getNodeDisplayData(id) : undefined;
    const quick = { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 350 };
    if (found) void camera.animate({ x: found.x, y: found.y, ratio: Math.min(camera.ratio, 0.5) }, quick);
    else void camera.animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, quick);
  }

  zoom(closer: boolean): void {
    const camera = this.sigma.getCamera();
    void (closer ? camera.animatedZoom({ duration: 200 }) : camera.animatedUnzoom({ duration: 200 }));
  }

  pan(across: number, down: number): void {
    const { x, y, ratio } = this.sigma.getCamera().getState();
    this.sigma.getCamera().setState({ x: x + across * ratio * 0.1, y: y - down * ratio * 0.1 });
  }

  /** What is seen now, as SVG. */
  svg(title: string): string {
    const { width, height } = this.sigma.getDimensions();
    const seen: Seen = {
      width,
      height,
      title,
      paper: this.palette.paper,
      ink: this.palette.ink,
      onDot: this.palette.onDot,
      size: SIZE,
      labels: this.labels,
      lines: [...this.strength].map(([key, count]) => {
        const [one, other] = this.graph.extremities(key);
        const [from, to] = [this.at(one), this.at(other)];
        const look = this.edge(key);
        const names = `${this.bodies.get(one)?.label} – ${this.bodies.get(other)?.label}: ${count}`;
        return { x1: from.x, y1: from.y, x2: to.x, y2: to.y, width: look.size, colour: look.color, title: names };
      }),
      dots: this.dots(Number.POSITIVE_INFINITY).map(({ id, x, y, radius: wide, letter }) => ({
        x,
        y,
        radius: wide,
        letter: wide < LEAST_LETTER ? "" : letter,
        colour: this.node(id).color ?? "",
        title: `${this.bodies.get(id)?.label}: ${this.near.get(id)?.size ?? 0}`,
      })),
    };
    return svg(seen);
  }

  private recolour(): void {
    this.palette = colours(this.place);
    this.sigma.refresh();
  }

  private point(id: string): void {
    this.pointed = id;
    this.refocus();
    this.place.classList.toggle("over", id !== "");
    this.sigma.refresh({ skipIndexation: true });
  }

  private value(id: string): number {
    return this.drawn.size === "partners" ? (this.near.get(id)?.size ?? 0) : (this.bodies.get(id)?.betweenness ?? 0);
  }

  private resize(): void {
    this.ordered = [...this.near.keys()].toSorted((a, b) => this.value(b) - this.value(a) || (a < b ? -1 : 1));
    const most = this.ordered[0] === undefined ? 1 : this.value(this.ordered[0]);
    for (const id of this.ordered) this.graph.setNodeAttribute(id, "size", radius(this.value(id), most, this.large));
  }

  /** Where everything stands: around one body, or where the whole network has it. */
  private stand(): void {
    this.stop();
    const { body } = this.drawn;
    if (body && this.near.has(body)) {
      const around = this.ordered.filter((id) => id !== body).toSorted((a, b) => (this.bodies.get(a)?.community ?? 0) - (this.bodies.get(b)?.community ?? 0));
      const places = rings(around.length);
      this.graph.mergeNodeAttributes(body, { x: 0, y: 0 });
      around.forEach((id, number) => this.graph.mergeNodeAttributes(id, places[number] ?? { x: 0, y: 0 }));
      const far = Math.max(1, ...places.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
      this.sigma.setCustomBBox({ x: [-far, far], y: [-far, far] });
    } else {
      const turned = this.tall();
      for (const { id, x, y } of this.network.nodes) this.graph.mergeNodeAttributes(id, turned ? { x: y, y: -x } : { x, y: -y });
      this.sigma.setCustomBBox(null);
    }
    void this.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  /** Whether the drawing, which is wider than high, is better turned: on a screen that is held upright. */
  private tall(): boolean {
    if (!this.network.graph.laid_out) return false;
    const [xs, ys] = [this.network.nodes.map(({ x }) => x), this.network.nodes.map(({ y }) => y)];
    const wide = Math.max(...xs) - Math.min(...xs) > Math.max(...ys) - Math.min(...ys);
    return wide && this.place.clientHeight > this.place.clientWidth;
  }

  /** Whom all eyes are on, found out once for all that is drawn; null: nobody more than others. */
  private refocus(): void {
    this.focus = this.focused();
  }

  private focused(): ReadonlySet<string> | null {
    if (this.pointed) return new Set([this.pointed, ...(this.near.get(this.pointed) ?? [])]);
    const [one, other] = this.drawn.selected;
    if (one && other) return new Set([one, other]);
    if (one && one !== this.drawn.body) return new Set([one, ...(this.near.get(one) ?? [])]);
    return this.lit;
  }

  private node(id: string) {
    const { x, y, size } = this.graph.getNodeAttributes(id) as { x: number; y: number; size: number };
    if (!this.near.has(id)) return { x, y, size, hidden: true };
    const { focus } = this;
    const pale = focus !== null && !focus.has(id);
    const colour = this.palette.communities[Math.min(this.bodies.get(id)?.community ?? GROUPS, GROUPS - 1)] as string;
    return { x, y, size, color: pale ? this.palette.line : colour, zIndex: pale ? 0 : 1, forceLabel: !pale };
  }

  private edge(key: string) {
    const count = this.strength.get(key);
    if (!count) return { hidden: true, size: 0, color: this.palette.faint };
    const [one, other] = this.graph.extremities(key);
    const middle = this.pointed || (this.drawn.selected.length === 1 ? this.drawn.selected[0] : "");
    const { focus } = this;
    const strong = middle
      ? (one === middle || other === middle) && middle !== this.drawn.body
      : this.drawn.selected.length === 2 && this.drawn.selected.includes(one) && this.drawn.selected.includes(other);
    const pale = (focus !== null && !strong && !(focus.has(one) && focus.has(other))) || !this.sure.has(key);
    return {
      size: this.large ? 1 : Math.min(1 + 0.5 * Math.sqrt(count), 5),
      color: strong ? this.palette.strong : pale ? this.palette.faint : this.palette.line,
      zIndex: strong ? 2 : pale ? 0 : 1,
    };
  }

  private at(id: string) {
    return this.sigma.graphToViewport(this.graph.getNodeAttributes(id) as { x: number; y: number });
  }

  /** The dots, the most important first. */
  private dots(most: number): Named[] {
    const { focus } = this;
    const order = focus ? [...this.ordered.filter((id) => focus.has(id)), ...this.ordered.filter((id) => !focus.has(id))] : this.ordered;
    const far = focus && !this.drawn.body ? focus.size : order.length;
    return order.slice(0, Math.min(most, order.length)).map((id, number) => {
      const body = this.bodies.get(id) as Body;
      const size = this.sigma.scaleSize(this.graph.getNodeAttribute(id, "size") as number);
      const { x, y } = this.at(id);
      return { id, x, y, radius: size, label: number < far ? body.label : "", letter: body.letter };
    });
  }

  private name(): void {
    const { width, height } = this.sigma.getDimensions();
    this.labels = this.names.draw(this.dots(NAMED), width, height, this.palette).filter((one) => one.lines[0]);
  }
}

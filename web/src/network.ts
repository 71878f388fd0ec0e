// The page of the partner network: the form, the picture, what is said beside it, the tables and the address stay one.
import "./network.css";
import { type State, asked, read, written } from "./network/address.ts";
import { type Body, type Network, type Sure, partners, shown } from "./network/model.ts";
import { type Chosen, element, ofAll, ofBody, ofPair } from "./network/panel.ts";
import { Picture } from "./network/picture.ts";
import { save } from "./network/saving.ts";
import { slider, whole } from "./network/slider.ts";

const PAUSE = 350; // milliseconds after the last change, until the server is asked
const MEASURED = 1500; // bodies; a larger network keeps the measures of the whole while it is filtered

interface Place {
  root: HTMLElement;
  form: HTMLFormElement;
  picture: HTMLElement;
  said: HTMLElement;
}

async function begin(at: Place): Promise<void> {
  const { root, picture: place } = at;
  const source = root.dataset["source"] ?? "network.json";
  place.hidden = false;
  const waiting = element("p", { className: "network-waiting", textContent: "The network is being fetched …" });
  place.append(waiting);
  let network: Network;
  try {
    const answer = await fetch(source);
    if (!answer.ok) throw new Error(answer.statusText);
    network = (await answer.json()) as Network;
    waiting.remove();
    new Page(network, source, at).start();
  } catch {
    waiting.textContent = "This browser cannot draw the picture, or the network could not be fetched. The tables below have all of it.";
    if (!waiting.isConnected) place.replaceChildren(waiting);
    place.classList.add("failed");
  }
}

class Page {
  private state: State;
  private kept: ReadonlyMap<number, Sure> = new Map();
  private readonly bodies: Map<string, Body>;
  private readonly picture: Picture;
  private readonly panel = element("aside", { className: "network-panel", id: "network-panel" });
  private readonly whole: Body[];
  private pause = 0;
  private asking = new AbortController();

  private readonly network: Network;
  private readonly source: string;
  private readonly root: HTMLElement;
  private readonly form: HTMLFormElement;
  private readonly place: HTMLElement;
  private readonly said: HTMLElement;

  constructor(network: Network, source: string, { root, form, picture, said }: Place) {
    this.network = network;
    this.source = source;
    this.root = root;
    this.form = form;
    this.place = picture;
    this.said = said;
    this.state = read(new URLSearchParams(location.search));
    this.bodies = new Map(network.nodes.map((one) => [one.id, one]));
    this.whole = network.nodes.map((one) => ({ ...one }));
    this.picture = new Picture(picture, network, {
      body: (id) => this.select([id]),
      pair: (one, other) => this.select([one, other]),
      nothing: () => this.select([]),
    });
  }

  start(): void {
    this.panel.setAttribute("aria-label", "What was chosen in the picture");
    this.root.append(this.panel);
    this.root.classList.add("drawn");
    this.place.after(this.tools());
    this.place.tabIndex = 0;
    this.place.setAttribute("role", "application");
    this.place.setAttribute("aria-roledescription", "picture of a network");
    this.place.addEventListener("keydown", (event) => this.key(event));
    slider(this.form, () => this.changed());
    for (const button of this.form.querySelectorAll<HTMLElement>("#net-show")) button.hidden = true; // every change shows at once
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.changed();
    });
    document.querySelector("#network-tables")?.addEventListener("click", (event) => this.turned(event as MouseEvent));
    addEventListener("popstate", () => location.reload());
    this.apply();
    if (asked(this.state.want).size) void this.ask(false);
  }

  private chosen: Chosen = {
    body: (id) => this.select([id], true),
    pair: (one, other) => this.select([one, other], true),
    around: (id) => {
      this.state = { ...this.state, want: { ...this.state.want, body: id }, selected: [id] };
      this.renewed(true);
    },
  };

  /** The form was changed: show what it says at once, and ask the server for tables and measures a little later. */
  private changed(): void {
    if (!whole(this.form)) return; // a day is being written
    const given = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") given.append(name, value);
    const next = read(given);
    this.state = { ...this.state, want: { ...next.want, body: this.state.want.body } };
    const exact = this.network.nodes.find((one) => one.label === next.want.name);
    if (exact && !this.state.selected.includes(exact.id)) this.state = { ...this.state, selected: [exact.id] };
    this.renewed(false);
  }

  private renewed(push: boolean): void {
    this.remember(push);
    this.apply();
    clearTimeout(this.pause);
    this.pause = window.setTimeout(() => void this.ask(true), PAUSE);
  }

  private remember(push: boolean): void {
    const given = written(this.state).toString();
    const address = location.pathname + (given ? `?${given}` : "");
    if (push) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  private select(selected: string[], look = false): void {
    this.state = { ...this.state, selected };
    this.remember(false);
    this.draw();
    this.tell();
    if (look && selected.length === 1) this.picture.look(selected[0]);
    if (look) this.panel.querySelector<HTMLElement>("h2")?.focus();
  }

  private apply(): void {
    this.kept = shown(this.network, this.state.want);
    const near = partners(this.network, this.kept.keys());
    this.state = { ...this.state, selected: this.state.selected.filter((id) => near.has(id)) };
    this.draw();
    this.tell();
    const first = [...near].toSorted(([, a], [, b]) => b.size - a.size).slice(0, 3);
    const most = first.map(([id, others]) => `${this.bodies.get(id)?.label} (${others.size})`).join(", ");
    const part = this.kept.size < this.network.edges.length ? ` of ${this.network.edges.length.toLocaleString("en-GB")}` : "";
    const undated = [...this.kept.keys()].filter((number) => !this.network.edges[number]?.first && !this.network.edges[number]?.last).length;
    const timed = Boolean(this.state.want.asOf || this.state.want.since || this.state.want.until);
    const unknown = undated ? ` ${counted(undated, "link is", "links are")} undated${timed ? ", and so only possible at that time" : ""}.` : "";
    this.said.textContent = `${counted(near.size, "body", "bodies")} and ${counted(this.kept.size, "link", "links")}${part}.${most ? ` Most partners: ${most}.` : ""}${unknown}`;
    this.place.setAttribute(
      "aria-label",
      `${this.said.textContent} Arrow keys move, plus and minus zoom, 0 shows all. The tables below have every body and every link.`,
    );
  }

  private draw(): void {
    this.picture.show({ kept: this.kept, size: this.state.size, selected: this.state.selected, body: this.state.want.body });
  }

  private tell(): void {
    const [one, other] = this.state.selected.map((id) => this.bodies.get(id));
    const { want } = this.state;
    const timed = Boolean(want.asOf || want.since || want.until);
    const nodes =
      one && other
        ? ofPair(this.network, this.kept, one, other, this.chosen, timed)
        : one
          ? ofBody(this.network, this.kept, one, want.body, this.chosen)
          : ofAll(this.network, partners(this.network, this.kept.keys()), this.chosen, (letter) => this.light(letter));
    if (one) {
      const close = element("button", { type: "button", className: "close", textContent: "Back" });
      close.addEventListener("click", () => this.select([]));
      nodes.unshift(close);
    }
    this.panel.replaceChildren(...nodes);
    this.panel.scrollTop = 0;
  }

  private light(letter: string): void {
    for (const one of this.panel.querySelectorAll<HTMLElement>("[data-letter]"))
      one.setAttribute("aria-pressed", String(one.dataset["letter"] === letter));
    const members = this.network.nodes.filter((one) => one.letter === letter).map((one) => one.id);
    this.picture.light(letter ? new Set(members) : null);
  }

  /** The tables, and the measures of what is shown. */
  private async ask(tables: boolean): Promise<void> {
    this.asking.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    const parameters = asked(this.state.want).toString();
    try {
      const measured = parameters === "" ? this.whole : this.network.nodes.length > MEASURED ? null : await this.measures(parameters, signal);
      if (measured) {
        this.picture.measured(measured);
        if (!this.state.selected.length) this.tell();
      }
      if (tables) await this.tables(location.href, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  private async measures(parameters: string, signal: AbortSignal): Promise<Body[] | null> {
    const answer = await fetch(`${this.source}?${parameters}`, { signal });
    return answer.ok ? ((await answer.json()) as Network).nodes : null;
  }

  private async tables(address: string, signal: AbortSignal): Promise<void> {
    const answer = await fetch(address, { signal, headers: { Accept: "text/html" } });
    const told = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = told.querySelector("#network-tables");
    const old = document.querySelector("#network-tables");
    if (fresh && old) {
      old.replaceChildren(...fresh.childNodes);
      document.title = told.title;
      const head = told.querySelector("h1");
      if (head) document.querySelector("h1")?.replaceChildren(...head.childNodes);
    }
  }

  /** A table is sorted or turned over without leaving the picture. */
  private turned(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href$="#bodies"], a[href$="#links"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const { hash } = new URL(link.href);
    void this.tables(link.href, new AbortController().signal).then(() => document.querySelector(hash)?.scrollIntoView());
  }

  private key(event: KeyboardEvent): void {
    const ways: Record<string, () => void> = {
      ArrowLeft: () => this.picture.pan(-1, 0),
      ArrowRight: () => this.picture.pan(1, 0),
      ArrowUp: () => this.picture.pan(0, -1),
      ArrowDown: () => this.picture.pan(0, 1),
      "+": () => this.picture.zoom(true),
      "=": () => this.picture.zoom(true),
      "-": () => this.picture.zoom(false),
      "0": () => this.picture.look(),
      Escape: () => this.select([]),
    };
    const way = event.ctrlKey || event.metaKey || event.altKey ? undefined : ways[event.key];
    if (!way) return;
    event.preventDefault();
    way();
  }

  /** Zoom, what the size means, and the picture as a file. */
  private tools(): HTMLElement {
    const size = element("select", { id: "net-size" }, ...["partners", "betweenness"].map((one) => element("option", { value: one, textContent: one })));
    size.value = this.state.size;
    size.addEventListener("change", () => {
      this.state = { ...this.state, size: size.value === "betweenness" ? "betweenness" : "partners" };
      this.remember(false);
      this.draw();
    });
    return element(
      "div",
      { className: "network-tools" },
      tool("+", "Zoom in", () => this.picture.zoom(true)),
      tool("−", "Zoom out", () => this.picture.zoom(false)),
      tool("All", "Show all of it", () => this.picture.look()),
      element("label", {}, "Size: ", size),
      element("span", { className: "apart" }, "This picture: "),
      tool("SVG", "Save what is seen as SVG", () => save(this.picture.svg(document.title), "svg")),
      tool("PNG", "Save what is seen as PNG", () => save(this.picture.svg(document.title), "png")),
    );
  }
}

function counted(number: number, one: string, many: string): string {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;
}

function tool(name: string, label: string, act: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", textContent: name, className: "quiet", title: label });
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

const root = document.querySelector<HTMLElement>("#network");
const form = document.querySelector<HTMLFormElement>("#network-filter");
const picture = document.querySelector<HTMLElement>("#network-picture");
const said = document.querySelector<HTMLElement>("#network-said");
if (root && form && picture && said) void begin({ root, form, picture, said });

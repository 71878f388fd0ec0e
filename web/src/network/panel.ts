// What is said beside the picture of the body or the link that was chosen: its partners, or the words it rests on.
import { type Body, type Link, type Network, type Sure, pair } from "./model.ts";
import { spelled } from "./months.ts";

export interface Chosen {
  body(id: string): void;
  pair(one: string, other: string): void;
  around(id: string): void;
}

const MOST = 60;

/** An element with text or children: never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function button(label: string, act: () => void, name = "plain"): HTMLButtonElement {
  const made = element("button", { type: "button", className: name, textContent: label });
  made.addEventListener("click", act);
  return made;
}

/** One link with its words. */
function words(network: Network, link: Link, sure: Sure | undefined, timed: boolean): HTMLElement {
  const bodies = new Map(network.nodes.map((one) => [one.id, one.label]));
  const title = network.documents[link.document]?.title ?? link.document;
  return element(
    "li",
    {},
    element("p", { className: "said" }, `${bodies.get(link.source)} — `, element("strong", {}, link.kind), ` — ${bodies.get(link.target)}`),
    element(
      "p",
      { className: "soft small" },
      spelled(link.date, link.until, link.event),
      timed && sure ? ` · ${sure} at that time` : "",
    ),
    element("blockquote", {}, link.quote),
    element("cite", {}, element("a", { href: link.at }, title)),
  );
}

/** The words of all links between two bodies that are shown. */
export function ofPair(network: Network, kept: ReadonlyMap<number, Sure>, one: Body, other: Body, chosen: Chosen, timed: boolean): Node[] {
  const key = pair(one.id, other.id);
  const found = [...kept].filter(([number]) => {
    const link = network.edges[number] as Link;
    return pair(link.source, link.target) === key;
  });
  found.sort(([a], [b]) => ((network.edges[a] as Link).first < (network.edges[b] as Link).first ? -1 : 1));
  return [
    element("h2", { tabIndex: -1 }, one.label, element("span", { className: "soft" }, " and "), other.label),
    element("p", { className: "soft" }, `${found.length} link${found.length === 1 ? "" : "s"}, in these words`),
    element(
      "ol",
      { className: "words" },
      ...found.slice(0, MOST).map(([number, sure]) => words(network, network.edges[number] as Link, sure, timed)),
    ),
    found.length > MOST ? element("p", {}, `The first ${MOST}; the table of links has all.`) : "",
    element("p", {}, button(one.label, () => chosen.body(one.id)), " · ", button(other.label, () => chosen.body(other.id))),
  ].map((node) => (typeof node === "string" ? document.createTextNode(node) : node));
}

/** A body, and its partners by their links. */
export function ofBody(network: Network, kept: ReadonlyMap<number, Sure>, body: Body, around: string, chosen: Chosen): Node[] {
  const bodies = new Map(network.nodes.map((one) => [one.id, one]));
  const found = new Map<string, Map<string, number>>();
  for (const number of kept.keys()) {
    const { source, target, kind } = network.edges[number] as Link;
    if (source !== body.id && target !== body.id) continue;
    const other = source === body.id ? target : source;
    const kinds = found.get(other) ?? new Map<string, number>();
    found.set(other, kinds.set(kind, (kinds.get(kind) ?? 0) + 1));
  }
  const ordered = [...found].toSorted(([a], [b]) => ((bodies.get(a)?.label ?? a) < (bodies.get(b)?.label ?? b) ? -1 : 1));
  const row = ([id, kinds]: [string, Map<string, number>]) =>
    element(
      "li",
      {},
      button(bodies.get(id)?.label ?? id, () => chosen.pair(body.id, id)),
      element("span", { className: "soft small" }, ` ${[...kinds].map(([kind, count]) => (count > 1 ? `${kind} × ${count}` : kind)).join(", ")}`),
    );
  return [
    element("h2", { tabIndex: -1 }, element("a", { href: body.at }, body.label)),
    element("p", { className: "soft" }, [body.kind, `community ${body.letter}`, `${ordered.length} partner${ordered.length === 1 ? "" : "s"} shown`].filter(Boolean).join(" · ")),
    ...(around === body.id ? [] : [element("p", {}, button("Only it and its partners", () => chosen.around(body.id), "button quiet"))]),
    element("h3", {}, "Partners"),
    element("ul", { className: "partners" }, ...ordered.map(row)),
  ];
}

/** The communities, and the bodies with the most partners: where to begin. */
export function ofAll(network: Network, partners: ReadonlyMap<string, ReadonlySet<string>>, chosen: Chosen, light: (letter: string) => void): Node[] {
  const shown = network.nodes.filter((one) => partners.has(one.id));
  const ordered = shown.toSorted((a, b) => (partners.get(b.id)?.size ?? 0) - (partners.get(a.id)?.size ?? 0) || (a.label < b.label ? -1 : 1));
  const communities = new Map<number, Body[]>();
  for (const one of ordered) communities.set(one.community, [...(communities.get(one.community) ?? []), one]);
  const chip = (one: Body) => {
    const made = element("span", { className: "community", textContent: one.letter });
    made.dataset["community"] = String(Math.min(one.community, 7));
    return made;
  };
  const legend = [...communities.entries()].toSorted(([a], [b]) => a - b).slice(0, 12);
  return [
    element("h2", { tabIndex: -1 }, "Communities"),
    element("p", { className: "soft small" }, "Bodies with more links among themselves than with the rest. Choose one to see it alone."),
    element(
      "ul",
      { className: "legend" },
      ...legend.map(([, members]) => {
        const first = members[0] as Body;
        const made = button("", () => light(made.getAttribute("aria-pressed") === "true" ? "" : first.letter));
        made.setAttribute("aria-pressed", "false");
        made.dataset["letter"] = first.letter;
        made.append(chip(first), ` ${first.label}`, element("span", { className: "soft" }, members.length > 1 ? ` and ${members.length - 1} more` : ""));
        return element("li", {}, made);
      }),
    ),
    communities.size > 12 ? element("p", { className: "soft small" }, `${communities.size - 12} smaller ones`) : document.createTextNode(""),
    element("h2", {}, "Most partners"),
    element(
      "ol",
      { className: "partners" },
      ...ordered.slice(0, 12).map((one) =>
        element("li", {}, button(one.label, () => chosen.body(one.id)), element("span", { className: "soft" }, ` ${partners.get(one.id)?.size ?? 0}`)),
      ),
    ),
  ];
}

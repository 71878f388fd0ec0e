// What the server tells of the network, and which of it is wanted. The rules are those of kg/linkages.py.

export interface Body {
  id: string;
  label: string;
  kind: string;
  partners: number;
  links: number;
  betweenness: number;
  community: number;
  letter: string;
  x: number;
  y: number;
  at: string;
}

export interface Link {
  source: string;
  target: string;
  kind: string;
  date: string;
  until: string;
  event: string;
  first: string;
  last: string;
  surely_from: string;
  surely_until: string;
  document: string;
  quote: string;
  at: string;
}

export interface Network {
  nodes: Body[];
  edges: Link[];
  graph: { laid_out: boolean; betweenness: string };
  documents: Record<string, { title: string; at: string }>;
}

export interface Wanted {
  asOf: string;
  since: string;
  until: string;
  certain: boolean;
  kinds: ReadonlySet<string>;
  documents: ReadonlySet<string>;
  name: string;
  body: string;
}

export type Sure = "certain" | "possible";

export const EVERYTHING: Wanted = {
  asOf: "",
  since: "",
  until: "",
  certain: false,
  kinds: new Set(),
  documents: new Set(),
  name: "",
  body: "",
};

const FIRST = "0001-01-01";
const LAST = "9999-12-31";

/** Whether two spans of ISO days share a day. */
export function share(first: string, last: string, from: string, to: string): boolean {
  return first <= to && from <= last;
}

/** The last day that a printed day, month or year can mean. */
export function lastDay(printed: string): string {
  const [year, month, day] = printed.slice(-10).split("-").map(Number);
  if (!year || day) return printed;
  const last = new Date(Date.UTC(year, month || 12, 0)).getUTCDate();
  return `${printed.slice(0, 4)}-${String(month || 12).padStart(2, "0")}-${last}`;
}

/** How sure it is that the link was there at the time that is asked for; null where it was not. Without a time, everything is certain. */
export function sureAt(link: Link, want: Wanted): Sure | null {
  const from = want.asOf || want.since || FIRST;
  const to = want.asOf || want.until || LAST;
  if (!want.asOf && !want.since && !want.until) return "certain";
  let { last, surely_until: surely } = link;
  if (link.event && link.date && !want.asOf) last = surely = lastDay(link.date); // in a period, on its own day alone
  if (!share(link.first || FIRST, last || LAST, from, to)) return null;
  return link.surely_from && share(link.surely_from, surely || LAST, from, to) ? "certain" : "possible";
}

/** The links that are wanted, by their number, with how sure each is. */
export function shown(network: Network, want: Wanted): Map<number, Sure> {
  const part = want.name.trim().toLowerCase();
  const named = part ? new Set(network.nodes.filter((one) => one.label.toLowerCase().includes(part)).map((one) => one.id)) : null;
  const kept = new Map<number, Sure>();
  network.edges.forEach((link, number) => {
    if (want.kinds.size && !want.kinds.has(link.kind)) return;
    if (want.documents.size && !want.documents.has(link.document)) return;
    if (named && !named.has(link.source) && !named.has(link.target)) return;
    const sure = sureAt(link, want);
    if (sure && !(want.certain && sure === "possible")) kept.set(number, sure);
  });
  return want.body ? around(network, kept, want.body) : kept;
}

/** Of those links, the ones among a body and its partners. */
function around(network: Network, kept: Map<number, Sure>, body: string): Map<number, Sure> {
  const near = new Set([body]);
  const links = [...kept].map(([number, sure]) => ({ number, sure, link: network.edges[number] as Link }));
  for (const { link } of links) {
    if (link.source === body) near.add(link.target);
    if (link.target === body) near.add(link.source);
  }
  return new Map(links.filter(({ link }) => near.has(link.source) && near.has(link.target)).map(({ number, sure }) => [number, sure]));
}

/** The partners of each body that has any, by those links. */
export function partners(network: Network, numbers: Iterable<number>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (one: string, other: string) => {
    const known = found.get(one);
    if (known) known.add(other);
    else found.set(one, new Set([other]));
  };
  for (const number of numbers) {
    const { source, target } = network.edges[number] as Link;
    add(source, target);
    add(target, source);
  }
  return found;
}

/** One name for two bodies, in whichever order. */
export function pair(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

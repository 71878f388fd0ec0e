// The state of the page as its address has it, with the names that the server reads, too.
import { EVERYTHING, type Wanted } from "./model.ts";

export interface State {
  want: Wanted;
  size: "partners" | "betweenness";
  selected: string[]; // a body, or two that are linked
}

const BASE = "https://w3id.org/line-of-sight/id/body/";

const whole = (tail: string) => (tail.includes("://") ? tail : BASE + tail);
const tail = (iri: string) => (iri.startsWith(BASE) ? iri.slice(BASE.length) : iri);

/** The state that an address says. */
export function read(parameters: URLSearchParams): State {
  const one = (name: string) => parameters.getAll(name).findLast((value) => value.trim())?.trim() ?? "";
  const all = (name: string) => new Set(parameters.getAll(name).filter((value) => value.trim()));
  const body = one("body");
  return {
    want: {
      ...EVERYTHING,
      asOf: one("as_of"),
      since: one("since"),
      until: one("until"),
      certain: one("certain") === "yes",
      kinds: all("kind"),
      documents: all("document"),
      name: one("name"),
      body: body && whole(body),
    },
    size: one("size") === "betweenness" ? "betweenness" : "partners",
    selected: [...all("selected")].slice(0, 2).map(whole),
  };
}

/** The parameters that ask the server for what is wanted, in a fixed order. */
export function asked(want: Wanted): URLSearchParams {
  const made = new URLSearchParams();
  const set = (name: string, value: string) => value && made.set(name, value);
  set("name", want.name);
  set("body", tail(want.body));
  set("as_of", want.asOf);
  set("since", want.since);
  set("until", want.until);
  set("certain", want.certain ? "yes" : "");
  for (const kind of [...want.kinds].toSorted()) made.append("kind", kind);
  for (const document of [...want.documents].toSorted()) made.append("document", document);
  return made;
}

/** All parameters of a state. */
export function written(state: State): URLSearchParams {
  const made = asked(state.want);
  if (state.size !== "partners") made.set("size", state.size);
  for (const one of state.selected) made.append("selected", tail(one));
  return made;
}

// A field that offers what may be meant, by the pattern of ARIA: arrows move, Enter takes, Escape closes.
import { make, unique } from "./make.ts";

export interface Offered {
  readonly value: string;
  readonly label: string;
  readonly kind?: string;
}

const WAIT = 120; // milliseconds after a key

export function combobox<T extends Offered>(
  field: HTMLInputElement,
  ask: (words: string, signal: AbortSignal) => Promise<readonly T[]>,
  take: (one: T) => void,
  least = 1,
): void {
  const list = make("ul", { id: unique("offered"), role: "listbox", "aria-label": "Suggestions", class: "offered" });
  let offered: readonly T[] = [];
  let at = -1;
  let timer = 0;
  let asking = new AbortController();

  field.removeAttribute("list");
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("autocomplete", "off");
  const holder = make("span", { class: "offering" });
  field.replaceWith(holder);
  holder.append(field, list);
  close();

  function close(): void {
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(index: number): void {
    const one = offered[index];
    close();
    if (one) take(one);
  }

  function mark(index: number): void {
    at = index;
    for (const [number, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(number === at));
    const active = list.children[at];
    if (active) {
      field.setAttribute("aria-activedescendant", active.id);
      active.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function show(found: readonly T[]): void {
    offered = found;
    list.replaceChildren(
      ...found.map((one, index) => {
        const option = make("li", { id: unique("option"), role: "option", "aria-selected": "false" }, make("span", {}, one.label));
        if (one.kind) option.append(make("span", { class: "soft small" }, one.kind));
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault(); // the field keeps the focus
          choose(index);
        });
        return option;
      }),
    );
    at = -1;
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(found.length > 0));
    field.removeAttribute("aria-activedescendant");
  }

  async function renew(): Promise<void> {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const words = field.value.trim();
    if (words.length < least) {
      close();
      return;
    }
    try {
      const found = await ask(words, signal);
      if (!signal.aborted && document.activeElement === field) show(found);
    } catch {
      close(); // a suggestion that does not come is missed by nobody
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void renew(), WAIT);
  });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" && !open) void renew();
    else if (event.key === "ArrowDown") mark((at + 1) % offered.length);
    else if (event.key === "ArrowUp" && open) mark((at <= 0 ? offered.length : at) - 1);
    else if (event.key === "Enter" && open && at >= 0) choose(at);
    else if (event.key === "Escape" && open) close();
    else return;
    event.preventDefault();
  });
}

/** What an address that answers in JSON offers. */
export async function fetched<T>(address: string, given: Readonly<Record<string, string>>, signal: AbortSignal): Promise<T> {
  const answer = await fetch(`${address}?${new URLSearchParams(given).toString()}`, {
    headers: { Accept: "application/json" },
    signal,
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as T;
}

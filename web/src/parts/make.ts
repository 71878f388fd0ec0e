// Elements, made short. Text goes in as text, never as markup.
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  given: Readonly<Record<string, string>> = {},
  ...inside: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

let last = 0;

/** A name that no other element of the page has. */
export function unique(name: string): string {
  last += 1;
  return `${name}-${last}`;
}

/** The value of a cell: what it is sorted and drawn by. */
export function valued(cell: Element | undefined): string {
  if (!(cell instanceof HTMLElement)) return "";
  return cell.dataset["value"] ?? (cell.textContent ?? "").replace(/\s+/gu, " ").trim();
}

/** A number with its noun. */
export function counted(number: number, one: string): string {
  return `${number.toLocaleString("en-GB")} ${one}${number === 1 ? "" : "s"}`;
}

// The prefixes of a query: those that it declares, those that it uses, and a query with all that it needs.
const NOT_NAMES = /#[^\n]*|<[^<>\s]*>|"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/gu;
const DECLARED = /\bPREFIX\s+([\w-]*)\s*:/giu;
const USED = /(?<![\w:?$@_-])([A-Za-z][\w-]*):(?=[\w%\\]|\s|$)/gu;

/** The query without comments, IRIs and strings, of the same length. */
function bare(query: string): string {
  return query.replace(NOT_NAMES, (found) => found.replace(/[^\n]/gu, " "));
}

export function declared(query: string): Set<string> {
  return new Set([...bare(query).matchAll(DECLARED)].map(([, name]) => name ?? ""));
}

/** The prefixes that a query uses and does not declare, of those that are known. */
export function missing(query: string, known: Readonly<Record<string, string>>): string[] {
  const there = declared(query);
  const used = new Set([...bare(query).matchAll(USED)].map(([, name]) => name ?? ""));
  return Object.keys(known).filter((name) => used.has(name) && !there.has(name));
}

/** The lines that declare prefixes. */
export function declaring(names: readonly string[], known: Readonly<Record<string, string>>): string {
  return names.map((name) => `PREFIX ${name}: <${known[name] ?? ""}>\n`).join("");
}

/** Where such lines are put: behind the comments that a query begins with. */
export function place(query: string): number {
  return /^(?:[ \t]*#[^\n]*\n|[ \t]*\n)*/u.exec(query)?.[0].length ?? 0;
}

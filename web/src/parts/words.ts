// How words are compared: without case, accents and the forms of quotes and dashes, as kg.values.fold does.
const MARKS = /\p{M}+/gu;
const BLANKS = /[\s_‐-―-]+/gu;

export function fold(words: string): string {
  const plain = words.normalize("NFKD").replace(MARKS, "").toLowerCase().replace(/[’‘]/gu, "'").replaceAll("&", " and ");
  return plain.replace(BLANKS, " ").trim();
}

/** Whether a text (folded) has each of the words. */
export function has(text: string, words: string): boolean {
  return fold(words)
    .split(" ")
    .every((word) => text.includes(word));
}

const collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

/** The order of two values of cells: numbers by size, all else as a dictionary would have it; what is blank comes last. */
export function order(one: string, other: string, down = false): number {
  if (one === "" || other === "") return one === other ? 0 : one === "" ? 1 : -1;
  const [first, second] = [Number(one), Number(other)];
  const found = Number.isNaN(first) || Number.isNaN(second) ? collator.compare(one, other) : first - second;
  return down ? -found : found;
}

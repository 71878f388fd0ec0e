// What a chart is drawn of: the rows of a table on the page, and where they lie on its axes.
export interface Point {
  readonly x: string;
  readonly y: string;
  readonly series: string;
  readonly facet: string;
  readonly words: string; // of the whole row
  readonly to: string; // where its words stand
}

/** A day of ISO 8601, or the middle of a month or year; null for anything else. */
export function instant(said: string): Date | null {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/u.exec(said);
  if (!found) return null;
  const [, year, month, day] = found;
  if (day) return new Date(`${said}T00:00:00Z`);
  return new Date(Date.UTC(Number(year), month ? Number(month) - 1 : 6, month ? 15 : 2));
}

/** The points by what `key` says of them, those of most points first. */
export function grouped(points: readonly Point[], key: (point: Point) => string): [string, Point[]][] {
  return [...Map.groupBy(points, key)].toSorted(([, one], [, other]) => other.length - one.length);
}

/** From where to where an axis of numbers goes: from nought, unless all of them lie close together and far from it. */
export function extent(numbers: readonly number[]): [number, number] {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  if (least >= 0) return [least > 0.8 * most && most > 0 ? least - (most - least) / 4 : 0, most || 1];
  return most <= 0 ? [least, 0] : [least, most];
}

/** A text cut after a whole word. */
export function cut(words: string, most: number): string {
  if (words.length <= most) return words;
  const short = words.slice(0, most);
  const blank = short.lastIndexOf(" ");
  return `${blank > most / 2 ? short.slice(0, blank) : short} …`;
}

/** For each place on a line of `room` pixels a level, so that marks of one lane that are nearer than `size` stand above each other. */
export function levels(places: readonly number[], size: number): number[] {
  const taken: number[] = [];
  const made = Array.from<number>({ length: places.length });
  for (const [place, index] of places.map((one, number) => [one, number] as const).toSorted((one, other) => one[0] - other[0])) {
    let level = 0;
    while ((taken[level] ?? Number.NEGATIVE_INFINITY) > place - size) level += 1;
    taken[level] = place;
    made[index] = level;
  }
  return made;
}

/** The places of names on an upright line, moved no further than needed for each to have `size` pixels, in the order that they had. */
export function apart(places: readonly number[], size: number): number[] {
  const made = [...places];
  const order = places.map((_, index) => index).toSorted((one, other) => (places[one] ?? 0) - (places[other] ?? 0));
  for (const [rank, index] of order.entries()) {
    const before = order[rank - 1];
    if (before !== undefined) made[index] = Math.max(made[index] ?? 0, (made[before] ?? 0) + size);
  }
  // what was pushed beyond the last place goes back up
  const last = order.at(-1);
  let most = Math.max(...places, (order.length - 1) * size);
  if (last !== undefined && (made[last] ?? 0) > most) for (const index of order.toReversed()) {
    made[index] = Math.min(made[index] ?? 0, most);
    most = (made[index] ?? 0) - size;
  }
  return made;
}

// Which names stand in the picture: the important ones first, none on another.

export interface Mark {
  id: string;
  x: number;
  y: number;
  radius: number;
  lines: string[];
  width: number; // of the longest line
}

export interface Placed extends Mark {
  left: number;
  top: number;
}

const CELL = 64;

/** Boxes that are taken, found by the cells that they touch. */
class Taken {
  private readonly cells = new Map<number, [number, number, number, number][]>();

  private *touched(left: number, top: number, right: number, bottom: number): Generator<number> {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1)
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) yield x * 100_003 + y;
  }

  free(left: number, top: number, right: number, bottom: number): boolean {
    for (const cell of this.touched(left, top, right, bottom))
      for (const [l, t, r, b] of this.cells.get(cell) ?? []) if (left < r && l < right && top < b && t < bottom) return false;
    return true;
  }

  take(left: number, top: number, right: number, bottom: number): void {
    for (const cell of this.touched(left, top, right, bottom)) {
      const there = this.cells.get(cell);
      if (there) there.push([left, top, right, bottom]);
      else this.cells.set(cell, [[left, top, right, bottom]]);
    }
  }
}

const ALWAYS = 12; // names of so many may lie on the dots of others

/** The labels of those of the marks, the most important first, that have room: below, above or beside their dots, on no other. */
export function placed(marks: readonly Mark[], width: number, height: number, line: number, most = 400): Placed[] {
  const names = new Taken();
  const dots = new Taken();
  const inside = marks.filter(({ x, y }) => x > -40 && y > -20 && x < width + 40 && y < height + 20);
  for (const { x, y, radius } of inside) dots.take(x - radius, y - radius, x + radius, y + radius);
  const found: Placed[] = [];
  for (const mark of inside) {
    if (found.length >= most) break;
    const { x, y, radius, width: wide } = mark;
    if (!mark.lines[0]) continue;
    const high = mark.lines.length * line;
    const places: [number, number][] = [
      [x - wide / 2, y + radius + 2],
      [x - wide / 2, y - radius - 2 - high],
      [x + radius + 4, y - high / 2],
      [x - radius - 4 - wide, y - high / 2],
    ];
    const roomy = places.filter(
      ([left, top]) =>
        left >= 2 && left + wide <= width - 2 && top >= 2 && top + high <= height - 2 && names.free(left, top, left + wide, top + high),
    );
    const place = roomy.find(([left, top]) => dots.free(left, top, left + wide, top + high)) ?? (found.length < ALWAYS ? roomy[0] : undefined);
    if (place) {
      const [left, top] = place;
      names.take(left - 2, top, left + wide + 2, top + high);
      found.push({ ...mark, left, top });
    }
  }
  return found;
}

/** A name in as few lines as its length allows, two at most; a longer one is cut. */
export function lines(name: string, longest = 24): string[] {
  if (name.length <= longest) return [name];
  const middle = name.length / 2;
  const breaks = [...name.matchAll(/ /g)].map((found) => found.index).toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  const at = breaks[0];
  const parts = at === undefined ? [name] : [name.slice(0, at), name.slice(at + 1)];
  return parts.map((part) => (part.length > longest + 6 ? `${part.slice(0, longest + 5).trimEnd()}…` : part));
}

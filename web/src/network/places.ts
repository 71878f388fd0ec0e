// Where bodies stand in the view of one of them: it in the middle, its partners in rings around it.

export interface Point {
  x: number;
  y: number;
}

/** The places of the partners, in their order: each ring takes as many as stand apart on it; the first is at the top. */
export function rings(count: number, apart = 95): Point[] {
  const found: Point[] = [];
  for (let ring = 1; found.length < count; ring += 1) {
    const far = ring * apart * 1.5;
    const room = Math.max(6, Math.floor((2 * Math.PI * far) / apart));
    const here = Math.min(room, count - found.length);
    for (let number = 0; number < here; number += 1) {
      const angle = (number / here) * 2 * Math.PI + (ring % 2 ? 0 : Math.PI / here);
      found.push({ x: far * Math.sin(angle) * 1.3, y: far * Math.cos(angle) });
    }
  }
  return found;
}

/** How large a body is drawn: its area follows its share of the most. */
export function radius(value: number, most: number, large: boolean): number {
  const [least, range] = large ? [1.2, 6.5] : [3.5, 12];
  return least + range * Math.sqrt(most > 0 ? value / most : 0);
}

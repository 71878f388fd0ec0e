// What is seen, as SVG: the same dots, lines and names at the same places.
import type { Placed } from "./labels.ts";

export interface Dot {
  x: number;
  y: number;
  radius: number;
  colour: string;
  letter: string;
  title: string;
}

export interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  width: number;
  colour: string;
  title: string;
}

export interface Seen {
  width: number;
  height: number;
  title: string;
  paper: string;
  ink: string;
  onDot: string;
  size: number; // of letters
  lines: Line[];
  dots: Dot[];
  labels: Placed[];
}

const NOT_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Words that may stand in XML. */
export function escaped(words: string): string {
  return words
    .replace(NOT_XML, " ")
    .replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] as string);
}

const n = (value: number) => String(Math.round(value * 10) / 10);

/** The drawing as a file. */
export function svg(seen: Seen): string {
  const { width, height } = seen;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" role="img" font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="${n(seen.size)}">`,
    `<title>${escaped(seen.title)}</title>`,
    `<rect width="100%" height="100%" fill="${escaped(seen.paper)}"/>`,
    ...seen.lines.map(
      (one) =>
        `<line x1="${n(one.x1)}" y1="${n(one.y1)}" x2="${n(one.x2)}" y2="${n(one.y2)}" stroke="${escaped(one.colour)}" stroke-width="${n(one.width)}"><title>${escaped(one.title)}</title></line>`,
    ),
    ...seen.dots.map(
      (one) =>
        `<circle cx="${n(one.x)}" cy="${n(one.y)}" r="${n(one.radius)}" fill="${escaped(one.colour)}" stroke="${escaped(seen.paper)}"><title>${escaped(one.title)}</title></circle>`,
    ),
    ...seen.dots
      .filter((one) => one.letter)
      .map(
        (one) =>
          `<text x="${n(one.x)}" y="${n(one.y)}" fill="${escaped(seen.onDot)}" font-weight="bold" font-size="${n(letterSize(one.radius))}" text-anchor="middle" dominant-baseline="central">${escaped(one.letter)}</text>`,
      ),
    ...seen.labels.flatMap((one) =>
      one.lines.map(
        (line, number) =>
          `<text x="${n(one.left + one.width / 2)}" y="${n(one.top + (number + 0.8) * seen.size * 1.15)}" fill="${escaped(seen.ink)}" stroke="${escaped(seen.paper)}" stroke-width="3" paint-order="stroke" text-anchor="middle">${escaped(line)}</text>`,
      ),
    ),
    "</svg>",
  ];
  return `${parts.join("\n")}\n`;
}

/** How large the letter in a dot is. */
export function letterSize(radius: number): number {
  return Math.min(13, radius * 1.25);
}

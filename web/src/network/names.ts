// The names and letters over the picture, on a canvas of their own.
import { letterSize } from "./drawing.ts";
import { type Mark, type Placed, lines, placed } from "./labels.ts";

export const SIZE = 13;
export const LINE = SIZE * 1.15;
const FONT = `${SIZE}px system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif`;
export const LEAST_LETTER = 6.5; // radius of a dot that a letter can be read in

export interface Named {
  id: string;
  x: number;
  y: number;
  radius: number;
  label: string;
  letter: string;
}

interface Ink {
  paper: string;
  ink: string;
  onDot: string;
}

export class Names {
  readonly canvas = document.createElement("canvas");
  private readonly known = new Map<string, { lines: string[]; width: number }>();

  /** Draw the names of the dots that have room, the first of them first; what was drawn. */
  draw(dots: readonly Named[], width: number, height: number, ink: Ink): Placed[] {
    const pen = this.sized(width, height);
    if (!pen) return [];
    const found = placed(
      dots.map(({ id, x, y, radius, label }): Mark => {
        const { lines: parts, width: wide } = this.measured(pen, label);
        return { id, x, y, radius, lines: parts, width: wide };
      }),
      width,
      height,
      LINE,
    );
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = ink.onDot;
    for (const { x, y, radius, letter } of dots) {
      if (radius < LEAST_LETTER || x < 0 || y < 0 || x > width || y > height) continue;
      pen.font = `bold ${letterSize(radius)}px system-ui, sans-serif`;
      pen.fillText(letter, x, y);
    }
    pen.font = FONT;
    pen.textBaseline = "alphabetic";
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = ink.paper;
    pen.fillStyle = ink.ink;
    for (const one of found)
      one.lines.forEach((line, number) => {
        const y = one.top + (number + 0.8) * LINE;
        pen.strokeText(line, one.left + one.width / 2, y);
        pen.fillText(line, one.left + one.width / 2, y);
      });
    return found;
  }

  private sized(width: number, height: number): CanvasRenderingContext2D | null {
    const finer = globalThis.devicePixelRatio || 1;
    const wide = Math.round(width * finer);
    const high = Math.round(height * finer);
    if (this.canvas.width !== wide) this.canvas.width = wide;
    if (this.canvas.height !== high) this.canvas.height = high;
    const pen = this.canvas.getContext("2d");
    pen?.setTransform(finer, 0, 0, finer, 0, 0);
    pen?.clearRect(0, 0, width, height);
    return pen;
  }

  private measured(pen: CanvasRenderingContext2D, name: string): { lines: string[]; width: number } {
    let found = this.known.get(name);
    if (!found) {
      pen.font = FONT;
      const parts = lines(name);
      found = { lines: parts, width: Math.max(...parts.map((part) => pen.measureText(part).width)) };
      this.known.set(name, found);
    }
    return found;
  }
}

/** Small signs of life while the figure waits: it breathes. And how strongly the working part shows. */

import { ANGLE_AT } from "./angles";
import type { PhaseName } from "./motion";

const BREATH_S = 4.6;
const SOON_S = 0.7;
/** Degrees at the deepest breath: the chest lifts a little, and the head stays level. */
const DEPTH: readonly (readonly [string, number])[] = [
  ["chest_flexion_deg", -1.1],
  ["lumbar_flexion_deg", 0.3],
  ["neck_flexion_deg", 0.8],
  ["left_shoulder_elevation_deg", 0.5],
  ["right_shoulder_elevation_deg", 0.5],
];
const TINT: Readonly<Record<PhaseName, number>> = { start: 0.25, move: 0.6, hold: 1, return: 0.4 };
const TINT_S = 0.35;

export class Life {
  #atS = 0;
  #depth = 0;
  #tint = 0;

  get tint(): number {
    return this.#tint;
  }

  /** Let time go by. Whether there is anything new to be seen. */
  advance(seconds: number, waits: boolean, phase: PhaseName): boolean {
    const before = this.#tint;
    this.#tint += (TINT[phase] - this.#tint) * (1 - Math.exp(-seconds / TINT_S));
    if (Math.abs(this.#tint - TINT[phase]) < 0.01) this.#tint = TINT[phase];
    this.#atS += seconds;
    this.#depth += ((waits ? 1 : 0) - this.#depth) * (1 - Math.exp(-seconds / SOON_S));
    if (!waits && this.#depth < 0.01) this.#depth = 0;
    return waits || this.#depth > 0 || this.#tint !== before;
  }

  /** Without movement: the tint of a phase, and no breath. */
  rest(phase: PhaseName): void {
    this.#tint = TINT[phase];
    this.#depth = 0;
  }

  /** A posture with the breath in it. */
  breathe(row: number[]): number[] {
    if (this.#depth === 0) return row;
    const share = (this.#depth * (1 - Math.cos((2 * Math.PI * this.#atS) / BREATH_S))) / 2;
    for (const [name, deg] of DEPTH) {
      const at = 3 + (ANGLE_AT.get(name) ?? 0);
      row[at] = (row[at] ?? 0) + deg * share;
    }
    return row;
  }
}

/** What is drawn: outlines with a tone, gathered into parts with a place in depth. */

import { project, type Camera } from "./camera";
import { ball, type Ball } from "./outline";
import { mix, type Vec } from "./vector";

export type Tone = "skin" | "top" | "legs" | "hair" | "mark" | "prop" | "soft" | "mat" | "wall";

/** One filled outline. `edge` says whether its rim is drawn. */
export interface Shape {
  readonly tone: Tone;
  readonly d: string;
  readonly edge: boolean;
  /** Only there to hide the line to this neighbour: drawn when nothing lies between the two. */
  readonly joins?: string;
  /** Where the two meet. */
  readonly seam?: Ball;
}

/** A straight piece for telling what is nearer: two ends and a thickness. */
export interface Bone {
  readonly from: Vec;
  readonly to: Vec;
  readonly r: number;
}

/** What is drawn in one go. */
export interface Part {
  readonly key: string;
  /** A part that is drawn before this one however they lie. */
  readonly over?: string;
  readonly shapes: readonly Shape[];
  readonly bones: readonly Bone[];
}

export const bone = (from: Vec, to: Vec, r: number): Bone => ({ from, to, r });

/** Balls that stand for a part where only its extent matters (bounds, shadow). */
export const extent = (part: Part): Ball[] =>
  part.bones.flatMap(({ from, to, r }) => [ball(from, r), ball(to, r)]);

/** How near the middle of a part is. */
export function nearness(part: Part, view: Camera): number {
  const all = part.bones.map(({ from, to }) => project(mix(from, to, 0.5), view).near);
  return all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length);
}

/** The arm or leg that a part belongs to; null for all else. */
export function limbOf(key: string): string | null {
  const found = /^(left|right)-(upper-arm|forearm|hand|thigh|shank|foot)$/.exec(key);
  return found ? `${found[1]}-${/arm|hand/.test(found[2] ?? "") ? "arm" : "leg"}` : null;
}

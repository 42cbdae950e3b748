/** Outlines as SVG path data. */

import { project, type Camera } from "./camera";
import { cross, squareTo, unit, type Vec } from "./vector";

/** A ball in the room; bodies and things are skins around balls. */
export interface Ball {
  readonly at: Vec;
  readonly r: number;
  /** A disc instead of a ball, square to this direction: the end of a sleeve. */
  readonly flat?: Vec;
}

export const ball = (at: Vec, r: number): Ball => ({ at, r });
export const disc = (at: Vec, r: number, flat: Vec): Ball => ({ at, r, flat: unit(flat) });

type Flat = readonly [number, number];

/** Directions round the picture in which outlines are felt out, enough for a smooth line. */
const round = (steps: number): readonly Flat[] =>
  Array.from({ length: steps }, (_, i) => {
    const a = (i * 2 * Math.PI) / steps;
    return [Math.cos(a), Math.sin(a)];
  });
const FINE = round(72);
const COARSE = round(24);

/** A ball or disc as seen: an oval by its middle and two half axes (a circle where `r` is given). */
interface Oval {
  readonly x: number;
  readonly y: number;
  readonly a: Flat;
  readonly b: Flat;
  readonly r: number | null;
}

function seen({ at: place, r, flat }: Ball, view: Camera): Oval {
  const { x, y } = project(place, view);
  if (!flat) return { x, y, a: [r, 0], b: [0, r], r };
  const one = squareTo([0, 1, 0], flat, [1, 0, 0]);
  const axis = (way: Vec): Flat => {
    const to = project(way, view);
    return [to.x * r, to.y * r];
  };
  return { x, y, a: axis(one), b: axis(cross(flat, one)), r: null };
}

/** A point of an outline, and the oval it lies on. */
interface On {
  readonly p: Flat;
  readonly oval: number;
}

/** Where the skin round ovals is furthest out, direction after direction. */
function felt(ovals: readonly Oval[], directions: readonly Flat[]): On[] {
  return directions.map(([dx, dy]): On => {
    let best = -1;
    let furthest = -Infinity;
    let [bestA, bestB] = [0, 0];
    for (let i = 0; i < ovals.length; i++) {
      const one = ovals[i] as Oval;
      const a = one.a[0] * dx + one.a[1] * dy;
      const b = one.b[0] * dx + one.b[1] * dy;
      const out = one.x * dx + one.y * dy + (one.r ?? Math.sqrt(a * a + b * b));
      if (out > furthest) [best, furthest, bestA, bestB] = [i, out, a, b];
    }
    const { x, y, a, b, r } = ovals[best] as Oval;
    if (r !== null) return { p: [x + r * dx, y + r * dy], oval: best };
    const size = Math.max(1e-9, Math.hypot(bestA, bestB));
    return { p: [x + (a[0] * bestA + b[0] * bestB) / size, y + (a[1] * bestA + b[1] * bestB) / size], oval: best };
  });
}

const n = (value: number): string => String(Math.round(value * 1e4) / 1e4);
const at = ([x, y]: Flat): string => `${n(x)} ${n(y)}`;

/** The skin stretched round balls, as seen. */
export function skin(balls: readonly Ball[], view: Camera): string {
  if (balls.length === 0) return "";
  const ovals = balls.map((one) => seen(one, view));
  const points = felt(ovals, FINE);
  const steps = points.length;
  const changes = points.findIndex(({ oval }, i) => oval !== points[(i + steps - 1) % steps]?.oval);
  const only = ovals[0];
  if (changes < 0 && only && only.r !== null) return oval(only.x, only.y, only.r, only.r);
  // Begin where one oval takes over from another; follow each circle in one arc.
  const begin = Math.max(0, changes);
  const turned = [...points.slice(begin), ...points.slice(0, begin)];
  let d = "";
  for (let i = 0; i < steps; ) {
    const first = turned[i] as On;
    let last = i;
    while (last + 1 < steps && turned[last + 1]?.oval === first.oval) last++;
    d += `${d ? "L" : "M"}${at(first.p)}`;
    const r = ovals[first.oval]?.r ?? null;
    if (r === null) for (let k = i + 1; k <= last; k++) d += `L${at((turned[k] as On).p)}`;
    else if (last > i) d += `A${n(r)} ${n(r)} 0 ${(last - i) * 2 > steps ? 1 : 0} 1 ${at((turned[last] as On).p)}`;
    i = last + 1;
  }
  return `${d}Z`;
}

/** Several skins as one shape. */
export const skins = (groups: readonly (readonly Ball[])[], view: Camera): string =>
  groups.map((balls) => skin(balls, view)).join("");

/** The skin round discs that lie on the floor, coarsely where the edge is soft anyway. */
export function onFloor(discs: readonly Ball[], view: Camera, soft = false): string {
  const flat = view.towards[1];
  const ovals = discs.map(({ at: place, r }): Oval => {
    const { x, y } = project([place[0], 0, place[2]], view);
    return { x, y, a: [r, 0], b: [0, r * flat], r: null };
  });
  return line(felt(ovals, soft ? COARSE : FINE).map(({ p }) => p), true);
}

/** An oval of the picture. */
export const oval = (x: number, y: number, rx: number, ry: number): string =>
  `M${at([x - rx, y])}A${n(rx)} ${n(ry)} 0 0 1 ${at([x + rx, y])}A${n(rx)} ${n(ry)} 0 0 1 ${at([x - rx, y])}Z`;

/** A line through points of the picture. */
export function line(through: readonly Flat[], closed: boolean): string {
  if (through.length === 0) return "";
  return `M${through.map(at).join("L")}${closed ? "Z" : ""}`;
}

/** Outlines as SVG path data. */

import { project, type Camera } from "./camera";
import type { Vec } from "./vector";

/** A ball in the room; bodies and things are skins around balls. */
export interface Ball {
  readonly at: Vec;
  readonly r: number;
}

export const ball = (at: Vec, r: number): Ball => ({ at, r });

type Flat = readonly [number, number];
/** A point of an outline, and which circle it lies on. */
interface OnCircle {
  readonly p: Flat;
  readonly circle: number;
}

const STEPS = 48;
const ROUND: readonly Flat[] = Array.from({ length: STEPS }, (_, i) => {
  const a = (i * 2 * Math.PI) / STEPS;
  return [Math.cos(a), Math.sin(a)];
});

const turn = (a: Flat, b: Flat, c: Flat): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** Convex hull (monotone chain), anticlockwise in a picture whose y points down. */
function hull(all: readonly OnCircle[]): OnCircle[] {
  const sorted = [...all].sort((a, b) => a.p[0] - b.p[0] || a.p[1] - b.p[1]);
  const half = (input: readonly OnCircle[]): OnCircle[] => {
    const chain: OnCircle[] = [];
    for (const next of input) {
      while (chain.length > 1) {
        const [a, b] = [chain[chain.length - 2], chain[chain.length - 1]];
        if (a && b && turn(a.p, b.p, next.p) <= 1e-12) chain.pop();
        else break;
      }
      chain.push(next);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

const n = (value: number): string => String(Math.round(value * 1e4) / 1e4);
const at = ([x, y]: Flat): string => `${n(x)} ${n(y)}`;

/** The skin stretched round balls, as seen. */
export function skin(balls: readonly Ball[], view: Camera): string {
  const circles = balls.map(({ at: place, r }) => ({ ...project(place, view), r }));
  const all = circles.flatMap(({ x, y, r }, circle) =>
    ROUND.map(([c, s]): OnCircle => ({ p: [x + r * c, y + r * s], circle })),
  );
  const outline = hull(all);
  const first = outline[0];
  if (!first) return "";
  let d = `M${at(first.p)}`;
  for (let i = 1; i <= outline.length; i++) {
    const [from, to] = [outline[i - 1], outline[i % outline.length]];
    if (!from || !to) continue;
    const r = n(circles[to.circle]?.r ?? 0);
    d += from.circle === to.circle ? `A${r} ${r} 0 0 1 ${at(to.p)}` : `L${at(to.p)}`;
  }
  return `${d}Z`;
}

/** Several skins as one shape. */
export const skins = (groups: readonly (readonly Ball[])[], view: Camera): string =>
  groups.map((balls) => skin(balls, view)).join("");

/** The skin round discs that lie on the floor. */
export function onFloor(discs: readonly Ball[], view: Camera): string {
  const flat = view.towards[1];
  const all = discs.flatMap(({ at: place, r }) => {
    const { x, y } = project([place[0], 0, place[2]], view);
    return ROUND.map(([c, s]): OnCircle => ({ p: [x + r * c, y + r * s * flat], circle: 0 }));
  });
  return line(hull(all).map(({ p }) => p), true);
}

/** A line through points of the picture. */
export function line(through: readonly Flat[], closed: boolean): string {
  if (through.length === 0) return "";
  return `M${through.map(at).join("L")}${closed ? "Z" : ""}`;
}

/** A polygon given by places in the room. */
export const face = (corners: readonly Vec[], view: Camera): string =>
  line(
    corners.map((corner): Flat => {
      const { x, y } = project(corner, view);
      return [x, y];
    }),
    true,
  );

/** Outlines as SVG path data. */

import { project, type Camera } from "./camera";
import { add, cross, scale, squareTo, unit, type Vec } from "./vector";

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

/** The rim of a ball or disc as seen. A disc's points have no circle in common. */
function rim({ at: place, r, flat }: Ball, circle: number, view: Camera): OnCircle[] {
  if (!flat) {
    const { x, y } = project(place, view);
    return ROUND.map(([c, s]) => ({ p: [x + r * c, y + r * s], circle }));
  }
  const a = squareTo([0, 1, 0], flat, [1, 0, 0]);
  const b = cross(flat, a);
  return ROUND.map(([c, s]) => {
    const { x, y } = project(add(place, add(scale(a, r * c), scale(b, r * s))), view);
    return { p: [x, y], circle: -1 };
  });
}

/** The skin stretched round balls, as seen. */
export function skin(balls: readonly Ball[], view: Camera): string {
  const outline = hull(balls.flatMap((one, i) => rim(one, i, view)));
  const first = outline[0];
  if (!first) return "";
  let d = `M${at(first.p)}`;
  for (let i = 1; i <= outline.length; i++) {
    const [from, to] = [outline[i - 1], outline[i % outline.length]];
    if (!from || !to) continue;
    const r = n(balls[to.circle]?.r ?? 0);
    const round = from.circle === to.circle && to.circle >= 0;
    d += round ? `A${r} ${r} 0 0 1 ${at(to.p)}` : `L${at(to.p)}`;
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

/** An oval of the picture. */
export const oval = (x: number, y: number, rx: number, ry: number): string =>
  `M${at([x - rx, y])}A${n(rx)} ${n(ry)} 0 0 1 ${at([x + rx, y])}A${n(rx)} ${n(ry)} 0 0 1 ${at([x - rx, y])}Z`;

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

/** Places and directions in the figure's room: x forwards, y up, z to the person's right. */

export type Vec = readonly [number, number, number];

export const add = (a: Vec, b: Vec): Vec => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const sub = (a: Vec, b: Vec): Vec => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vec, k: number): Vec => [a[0] * k, a[1] * k, a[2] * k];
export const dot = (a: Vec, b: Vec): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vec, b: Vec): Vec => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const length = (a: Vec): number => Math.hypot(a[0], a[1], a[2]);
export const distance = (a: Vec, b: Vec): number => length(sub(a, b));
export const mix = (a: Vec, b: Vec, t: number): Vec => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

/** `a` with length 1; `otherwise` if `a` has no direction. */
export function unit(a: Vec, otherwise: Vec = [1, 0, 0]): Vec {
  const l = length(a);
  return l < 1e-9 ? otherwise : scale(a, 1 / l);
}

/** What of `a` is square to the direction `n`, with length 1. */
export function squareTo(a: Vec, n: Vec, otherwise: Vec): Vec {
  const rest = sub(a, scale(n, dot(a, n)));
  return length(rest) > 1e-6 ? unit(rest) : unit(sub(otherwise, scale(n, dot(otherwise, n))));
}

/** A block's own directions: forwards, up and to its right. */
export interface Frame {
  readonly f: Vec;
  readonly u: Vec;
  readonly r: Vec;
}

export const UPRIGHT: Frame = { f: [1, 0, 0], u: [0, 1, 0], r: [0, 0, 1] };

const RADIANS = Math.PI / 180;

function about(v: Vec, axis: Vec, deg: number): Vec {
  const c = Math.cos(deg * RADIANS);
  const s = Math.sin(deg * RADIANS);
  return add(add(scale(v, c), scale(cross(axis, v), s)), scale(axis, dot(axis, v) * (1 - c)));
}

/** `frame` turned about one of its own axes. */
function turnedAbout(frame: Frame, axis: Vec, deg: number): Frame {
  return { f: about(frame.f, axis, deg), u: about(frame.u, axis, deg), r: about(frame.r, axis, deg) };
}

/** `frame` bent forwards, then over to its left, then turned round to its left (degrees). */
export function turned(frame: Frame, [forward, over, round]: Vec): Frame {
  const bent = turnedAbout(frame, frame.r, -forward);
  const tipped = turnedAbout(bent, bent.f, -over);
  return turnedAbout(tipped, tipped.u, round);
}

/** `frame` turned round to the left about the upright (degrees). */
export const faced = (frame: Frame, deg: number): Frame => turnedAbout(frame, [0, 1, 0], deg);

/** A point given in a frame's own directions. */
export const within = (at: Vec, frame: Frame, f: number, u: number, r: number): Vec =>
  add(at, add(scale(frame.f, f), add(scale(frame.u, u), scale(frame.r, r))));

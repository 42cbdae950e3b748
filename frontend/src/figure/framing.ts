/** From where one looks, and how far away, so that all of a movement is in the picture. Pure sums. */

export type Vec = readonly [number, number, number];

/** A ball that must be seen: its middle and radius, metres. */
export interface Ball {
  readonly at: Vec;
  readonly radius: number;
}

/** From where one looks, degrees. */
export interface View {
  readonly azimuth: number;
  readonly elevation: number;
}

export interface Frame {
  readonly eye: Vec;
  readonly target: Vec;
}

const RAD = Math.PI / 180;
const dot = (a: Vec, b: Vec): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Azimuth 0 is before the person (who faces +x), 90 at their left, 180 behind. */
export function axes(azimuthDeg: number, elevationDeg: number): { towards: Vec; right: Vec; up: Vec } {
  const [a, e] = [azimuthDeg * RAD, elevationDeg * RAD];
  const towards: Vec = [Math.cos(e) * Math.cos(a), Math.sin(e), -Math.cos(e) * Math.sin(a)];
  const right: Vec = [-Math.sin(a), 0, -Math.cos(a)];
  const up: Vec = [-Math.sin(e) * Math.cos(a), Math.cos(e), Math.sin(e) * Math.sin(a)];
  return { towards, right, up };
}

/** The nearest place from which all balls are inside a picture of this shape. */
export function frame(balls: readonly Ball[], azimuthDeg: number, elevationDeg: number, fovDeg: number, aspect: number): Frame {
  const { towards, right, up } = axes(azimuthDeg, elevationDeg);
  const high = Math.tan((fovDeg / 2) * RAD);
  const [across, acrossNeeds] = span(balls, right, towards, high * aspect);
  const [along, alongNeeds] = span(balls, up, towards, high);
  // Depth is counted from the plane through the origin.
  const distance = Math.max(acrossNeeds, alongNeeds, 0.5);
  const target: Vec = [0, 1, 2].map((i) => (right[i] ?? 0) * across + (up[i] ?? 0) * along) as unknown as Vec;
  const eye: Vec = [0, 1, 2].map((i) => (target[i] ?? 0) + (towards[i] ?? 0) * distance) as unknown as Vec;
  return { eye, target };
}

/** The middle along one picture axis, and the distance at which everything is between its edges. */
function span(balls: readonly Ball[], axis: Vec, towards: Vec, slope: number): [number, number] {
  const slant = Math.sqrt(1 + slope * slope);
  let [plus, minus] = [-Infinity, -Infinity];
  for (const { at, radius } of balls) {
    const deep = dot(at, towards) * slope + radius * slant;
    plus = Math.max(plus, dot(at, axis) + deep);
    minus = Math.max(minus, -dot(at, axis) + deep);
  }
  if (!Number.isFinite(plus)) return [0, 3];
  return [(plus - minus) / 2, (plus + minus) / 2 / slope];
}

/** Degrees into -180 ... 180. */
export const turnWithin = (deg: number): number => ((((deg + 180) % 360) + 360) % 360) - 180;

/** Things around the figure, drawn simply: a mat, a chair, a wall. */

import type { Camera } from "./camera";
import type { Prop, PropKind } from "./data";
import { ball, onFloor, skin, type Ball } from "./outline";
import { bone, type Bone, type Part, type Shape, type Tone } from "./shape";
import { UPRIGHT, faced, within, type Vec } from "./vector";

/** Length (forwards), height and width of a thing that does not say. */
const SIZE: Readonly<Record<PropKind, Vec>> = {
  mat: [1.5, 0.014, 0.56],
  chair: [0.33, 0.315, 0.34],
  wall: [0.03, 1.5, 0.9],
  pillow: [0.3, 0.09, 0.22],
  table: [0.45, 0.6, 0.6],
  door_frame: [0.1, 1.5, 0.62],
  block: [0.16, 0.09, 0.1],
  bolster: [0.16, 0.15, 0.46],
  wedge: [0.14, 0.05, 0.34],
};

const MAT_CORNER = 0.05;

/** Lies under everything and is drawn first. */
export const BACKGROUND: ReadonlySet<PropKind> = new Set<PropKind>(["mat", "wall"]);

type At = (x: number, y: number, z: number) => Vec;

interface Piece {
  readonly tone: Tone;
  readonly balls: readonly Ball[];
  readonly bones: readonly Bone[];
}

/** A box with rounded edges; x from..to, y from..to, z from..to. */
function box(at: At, tone: Tone, x: Span, y: Span, z: Span, round: number): Piece {
  const inner = ([a, b]: Span): Span => [a + round, b - round];
  const [xs, ys, zs] = [inner(x), inner(y), inner(z)];
  const balls = xs.flatMap((px) => ys.flatMap((py) => zs.map((pz) => ball(at(px, py, pz), round))));
  const [my, thick] = [(ys[0] + ys[1]) / 2, (y[1] - y[0]) / 2];
  const upright = y[1] - y[0] > Math.max(x[1] - x[0], z[1] - z[0]);
  const [mx, mz] = [(xs[0] + xs[1]) / 2, (zs[0] + zs[1]) / 2];
  const bones = upright
    ? [bone(at(mx, ys[0], mz), at(mx, ys[1], mz), 0.02)]
    : [0, 0.25, 0.5, 0.75, 1].map((t) => {
        const pz = zs[0] + (zs[1] - zs[0]) * t;
        return bone(at(xs[0], my, pz), at(xs[1], my, pz), Math.max(0.01, thick));
      });
  return { tone, balls, bones };
}
type Span = readonly [number, number];
const around = (middle: number, size: number): Span => [middle - size / 2, middle + size / 2];

const piece = (kind: PropKind, at: At, [l, h, w]: Vec): Piece[] => PIECES[kind](at, l, h, w);

const legs = (at: At, l: number, h: number, w: number): Piece[] =>
  [-1, 1].flatMap((x) =>
    [-1, 1].map((z) =>
      box(at, "prop", around(x * (l / 2 - 0.02), 0.028), [0, h - 0.01], around(z * (w / 2 - 0.02), 0.028), 0.012),
    ),
  );

const PIECES: Readonly<Record<PropKind, (at: At, l: number, h: number, w: number) => Piece[]>> = {
  mat: (at, l, h, w) => [box(at, "mat", around(0, l), [-h, 0], around(0, w), MAT_CORNER)],
  wall: (at, l, h, w) => [box(at, "wall", [-l, 0], [0, h], around(0, w), 0.004)],
  chair: (at, l, h, w) => [
    ...legs(at, l, h, w),
    box(at, "prop", around(0, l), [h - 0.035, h], around(0, w), 0.016),
    ...[-1, 1].map((z) =>
      box(at, "prop", around(-l / 2 + 0.018, 0.028), [h, h + 0.36], around(z * (w / 2 - 0.02), 0.028), 0.012),
    ),
    box(at, "prop", around(-l / 2 + 0.018, 0.03), [h + 0.22, h + 0.38], around(0, w), 0.014),
  ],
  table: (at, l, h, w) => [
    ...legs(at, l, h, w),
    box(at, "prop", around(0, l), [h - 0.035, h], around(0, w), 0.014),
  ],
  pillow: (at, l, h, w) => [box(at, "soft", around(0, l), [0, h], around(0, w), Math.min(h / 2, 0.045))],
  block: (at, l, h, w) => [box(at, "soft", around(0, l), [0, h], around(0, w), 0.012)],
  bolster: (at, l, h, w) => [box(at, "soft", around(0, l), [0, h], around(0, w), Math.min(l, h) / 2 - 0.001)],
  wedge: (at, l, h, w) => {
    const low = [-1, 1].flatMap((z) => [ball(at(l / 2, 0.006, (z * w) / 2), 0.005), ball(at(-l / 2, 0.006, (z * w) / 2), 0.005)]);
    const high = [-1, 1].map((z) => ball(at(-l / 2, h - 0.006, (z * w) / 2), 0.005));
    return [{ tone: "soft", balls: [...low, ...high], bones: [bone(at(-l / 2, 0, 0), at(l / 2, 0, 0), 0.01)] }];
  },
  door_frame: (at, l, h, w) => [
    ...[-1, 1].map((z) => box(at, "prop", around(0, l), [0, h], around((z * w) / 2, 0.05), 0.008)),
    box(at, "prop", around(0, l), [h - 0.055, h], around(0, w + 0.05), 0.008),
  ],
};

export interface Thing {
  readonly background: boolean;
  readonly parts: readonly Part[];
  readonly balls: readonly Ball[];
}

/** A thing's parts; mirrored with the figure. */
export function thing(prop: Prop, index: number, mirror: boolean, view: Camera): Thing {
  const flip = mirror ? -1 : 1;
  const [x, y, z] = prop.at ?? [0, 0, 0];
  const frame = faced(UPRIGHT, (prop.turn_deg ?? 0) * flip);
  const origin: Vec = [x, y, z * flip];
  const at: At = (px, py, pz) => within(origin, frame, px, py, pz * flip);
  const pieces = piece(prop.kind, at, prop.size ?? SIZE[prop.kind]);
  const parts = pieces.map(({ tone, balls, bones }, i) => {
    // A mat is thin enough to be flat, with corners that are round from above.
    const d = prop.kind === "mat" ? onFloor(balls.map((one) => ball(one.at, MAT_CORNER)), view) : skin(balls, view);
    const shape: Shape = { tone, d, edge: true };
    return { key: `prop-${index}-${i}`, shapes: [shape], bones };
  });
  return { background: BACKGROUND.has(prop.kind), parts, balls: pieces.flatMap(({ balls }) => balls) };
}

/** A figure ready to be drawn: its stances, the things around it, and the picture's bounds. */

import { cameraOf, project, type Camera } from "./camera";
import type { FigureData, PhaseName } from "./data";
import { ball, onFloor, oval, type Ball } from "./outline";
import { farToNear, patched } from "./order";
import { bodyParts, heldParts } from "./parts";
import { thing, type Thing } from "./props";
import { extent, limbOf, nearness, type Part } from "./shape";
import { between, mirrored, solve, stances, type Stance } from "./solve";

export interface Key {
  readonly phase: PhaseName;
  readonly passBy: boolean;
  readonly stance: Stance;
}

/** Left, top, width and height of the picture. */
export type Frame = readonly [number, number, number, number];

export interface Scene {
  readonly view: Camera;
  readonly keys: readonly Key[];
  readonly things: readonly Thing[];
  readonly frame: Frame;
  /** The patch of floor the figure is on, as path data. */
  readonly ground: string;
  /** Whether there is a small weight in each hand. */
  readonly weights: boolean;
}

/** A part with how far behind the body's middle it is, 0-1. */
export interface Drawn {
  readonly part: Part;
  readonly far: number;
}

export interface Picture {
  readonly shadow: string;
  readonly drawn: readonly Drawn[];
}

const MARGIN = 0.05;
/** Higher above the floor than this, a part casts no shadow. */
const SHADOW_UP_TO = 0.42;
/** A limb so much behind the middle of the body is shaded fully. */
const FAR = 0.16;

/**
 * `data` made ready; `mirror` changes left and right over. The picture has room for all of the
 * movement, or only for key pose `alone`.
 */
export function scene(data: FigureData, mirror: boolean, alone: ((keys: readonly Key[]) => number) | null = null): Scene {
  const view = cameraOf(data, mirror);
  const all = stances(data.poses);
  const keys = data.poses.map((pose, i): Key => {
    const stance = all[i] as Stance;
    return {
      phase: pose.phase,
      passBy: pose.pass_by ?? false,
      stance: mirror ? mirrored(stance) : stance,
    };
  });
  const things = (data.props ?? []).map((prop, i) => thing(prop, i, mirror, view));
  const one = alone ? keys[alone(keys)] : undefined;
  const body = movement(one ? [one] : keys).flatMap((stance) => bodyParts(solve(stance), view).flatMap(extent));
  const ground = groundUnder([...body, ...things.filter(({ background }) => !background).flatMap(({ balls }) => balls)], view);
  const frame = bounds([...body, ...things.flatMap(({ balls }) => balls)], ground, view);
  const mat = (data.props ?? []).some(({ kind }) => kind === "mat");
  return { view, keys, things, frame, ground: mat ? "" : ground.d, weights: data.holds === "weights" };
}

/** Every stance the figure shows on its way, coarsely: enough to know how much room it takes. */
function movement(keys: readonly Key[]): Stance[] {
  return keys.flatMap(({ stance }, i) => {
    const next = keys[(i + 1) % keys.length]?.stance ?? stance;
    return [stance, between(stance, next, 0.5)];
  });
}

interface Ground {
  readonly d: string;
  readonly top: number;
  readonly bottom: number;
}

/** A flat oval on the floor, under everything that stands or lies there. */
function groundUnder(balls: readonly Ball[], view: Camera): Ground {
  const low = balls.filter(({ at, r }) => at[1] - r < SHADOW_UP_TO).map(({ at, r }) => ({ ...project([at[0], 0, at[2]], view), r }));
  const [left, right] = [Math.min(...low.map(({ x, r }) => x - r)), Math.max(...low.map(({ x, r }) => x + r))];
  const flat = view.towards[1];
  const [far, near] = [Math.min(...low.map(({ y, r }) => y - r * flat)), Math.max(...low.map(({ y, r }) => y + r * flat))];
  const [cx, cy] = [(left + right) / 2, (far + near) / 2];
  const [rx, ry] = [(right - left) * 0.58 + 0.06, (near - far) * 0.62 + 0.03];
  return { d: oval(cx, cy, rx, ry), top: cy - ry, bottom: cy + ry };
}

function bounds(balls: readonly Ball[], ground: Ground, view: Camera): Frame {
  const spots = balls.map(({ at, r }) => ({ ...project(at, view), r }));
  const left = Math.min(...spots.map(({ x, r }) => x - r)) - MARGIN;
  const right = Math.max(...spots.map(({ x, r }) => x + r)) + MARGIN;
  const top = Math.min(ground.top, ...spots.map(({ y, r }) => y - r)) - MARGIN;
  const bottom = Math.max(ground.bottom, ...spots.map(({ y, r }) => y + r)) + MARGIN * 0.4;
  return [left, top, right - left, bottom - top];
}

/** What is seen of a stance in a scene: far things first. */
export function picture(at: Scene, stance: Stance): Picture {
  const { view } = at;
  const joints = solve(stance);
  const body = [...bodyParts(joints, view), ...(at.weights ? heldParts(joints, view) : [])];
  const standing = at.things.filter(({ background }) => !background);
  const middle = project(joints.pelvis, view).near * 0.5 + project(joints.neck, view).near * 0.5;
  const order = patched(farToNear([...standing.flatMap(({ parts }) => parts), ...body], view), view);
  const drawn = order.map((part): Drawn => {
    const limb = limbOf(part.key);
    if (!limb) return { part, far: 0 };
    // A limb has one shade all over, so that its parts stay one limb.
    const mine = body.filter(({ key }) => limbOf(key) === limb);
    const near = mine.reduce((sum, one) => sum + nearness(one, view), 0) / mine.length;
    // Seen from above, what is further from the eye is only lower: it needs no shade.
    return { part, far: Math.min(1, Math.max(0, (middle - near - 0.02) / FAR)) * (1 - view.towards[1]) };
  });
  const shadow = [...body.map(extent), ...standing.map(({ balls }) => balls)]
    .map((balls) => balls.filter(({ at: [, y] }) => y < SHADOW_UP_TO))
    .filter((balls) => balls.length > 0)
    .map((balls) => onFloor(balls.map(({ at: p, r }) => ball(p, r * (1 - (0.6 * Math.max(0, p[1])) / SHADOW_UP_TO))), view, true))
    .join("");
  return { shadow, drawn };
}

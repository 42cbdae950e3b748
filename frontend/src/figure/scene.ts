/** A figure ready to be drawn: its stances, the things around it, and the picture's bounds. */

import { cameraOf, project, type Camera } from "./camera";
import type { FigureData, PhaseName } from "./data";
import { onFloor, ball, type Ball } from "./outline";
import { farToNear } from "./order";
import { bodyParts } from "./parts";
import { thing, type Thing } from "./props";
import { extent, nearness, type Part } from "./shape";
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

/** `data` made ready; `mirror` changes left and right over. */
export function scene(data: FigureData, mirror: boolean): Scene {
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
  const body = movement(keys).flatMap((stance) => bodyParts(solve(stance), view).flatMap(extent));
  const ground = groundUnder([...body, ...things.filter((one) => !one.background).flatMap(({ balls }) => balls)], view);
  const frame = bounds([...body, ...things.flatMap(({ balls }) => balls)], ground, view);
  return { view, keys, things, frame, ground: ground.d };
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
  const low = balls.filter(({ at, r }) => at[1] - r < SHADOW_UP_TO);
  const over = (axis: 0 | 2): readonly [number, number] => {
    const ends = low.flatMap(({ at, r }) => [at[axis] - r, at[axis] + r]);
    return [Math.min(...ends), Math.max(...ends)];
  };
  const [[x0, x1], [z0, z1]] = [over(0), over(2)];
  const round = 0.22;
  const grow = 0.1;
  const corners = [x0, x1].flatMap((x, i) =>
    [z0, z1].map((z, k) => {
      const [towardsX, towardsZ] = [i === 0 ? 1 : -1, k === 0 ? 1 : -1];
      const inset = round - grow;
      const [dx, dz] = [Math.min(inset, (x1 - x0) / 2), Math.min(inset, (z1 - z0) / 2)];
      return ball([x + towardsX * dx, 0, z + towardsZ * dz], round);
    }),
  );
  const ys = corners.flatMap(({ at, r }) => {
    const { y } = project(at, view);
    return [y - r * view.towards[1], y + r * view.towards[1]];
  });
  return { d: onFloor(corners, view), top: Math.min(...ys), bottom: Math.max(...ys) };
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
  const body = bodyParts(joints, view);
  const standing = at.things.filter(({ background }) => !background);
  const middle = project(joints.pelvis, view).near * 0.5 + project(joints.neck, view).near * 0.5;
  const bodyKeys = new Set(body.map(({ key }) => key));
  const limb = /arm|hand|thigh|shank|foot/;
  const drawn = farToNear([...standing.flatMap(({ parts }) => parts), ...body], view).map((part): Drawn => {
    const behind = middle - nearness(part, view);
    const shaded = bodyKeys.has(part.key) && limb.test(part.key);
    return { part, far: shaded ? Math.min(1, Math.max(0, (behind - 0.02) / FAR)) : 0 };
  });
  const shadow = [...body.map(extent), ...standing.map(({ balls }) => balls)]
    .map((balls) => balls.filter(({ at: [, y] }) => y < SHADOW_UP_TO))
    .filter((balls) => balls.length > 0)
    .map((balls) => onFloor(balls.map(({ at: p, r }) => ball(p, r * (1 - (0.6 * Math.max(0, p[1])) / SHADOW_UP_TO))), view))
    .join("");
  return { shadow, drawn };
}

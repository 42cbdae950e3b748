/**
 * From a key pose to joints.
 *
 * A pose says where the trunk, the hands and the feet are. Knees and elbows follow from the
 * lengths of the limbs, so no limb is ever longer or shorter in one pose than in another.
 */

import { LENGTH, STANDING } from "./body";
import type { Anchor, HandPlace, KeyPose } from "./data";
import {
  UPRIGHT,
  add,
  dot,
  faced,
  length,
  mix,
  scale,
  squareTo,
  sub,
  turned,
  unit,
  within,
  type Frame,
  type Vec,
} from "./vector";

export type SideName = "left" | "right";
export const SIDES: readonly SideName[] = ["left", "right"];

/** A limb's target: where its end is, and to where its middle joint and its end point. */
export interface Limb {
  readonly at: Vec;
  readonly bend: Vec;
  readonly point: Vec;
}

/** All of a body that is free to be posed. Two stances can be mixed number by number. */
export interface Stance {
  readonly pelvis: Vec;
  readonly facing: number;
  readonly trunk: Vec;
  readonly chest: Vec;
  readonly head: Vec;
  readonly arms: Readonly<Record<SideName, Limb>>;
  readonly legs: Readonly<Record<SideName, Limb>>;
}

export interface Arm {
  readonly shoulder: Vec;
  readonly elbow: Vec;
  readonly wrist: Vec;
  readonly fingers: Vec;
}

export interface Leg {
  readonly hip: Vec;
  readonly knee: Vec;
  readonly ankle: Vec;
  readonly heel: Vec;
  readonly toes: Vec;
}

export interface Joints {
  readonly pelvis: Vec;
  readonly waist: Vec;
  /** The middle between the shoulders. */
  readonly neck: Vec;
  readonly head: Vec;
  readonly pelvisFrame: Frame;
  readonly chestFrame: Frame;
  readonly headFrame: Frame;
  readonly arms: Readonly<Record<SideName, Arm>>;
  readonly legs: Readonly<Record<SideName, Leg>>;
}

/** +1 for the right side, where z grows; -1 for the left. */
const outward = (side: SideName): number => (side === "right" ? 1 : -1);

interface Trunk {
  readonly waist: Vec;
  readonly neck: Vec;
  readonly head: Vec;
  readonly pelvisFrame: Frame;
  readonly chestFrame: Frame;
  readonly headFrame: Frame;
}

function trunkOf(stance: Omit<Stance, "arms" | "legs">): Trunk {
  const pelvisFrame = turned(faced(UPRIGHT, stance.facing), stance.trunk);
  const chestFrame = turned(pelvisFrame, stance.chest);
  const headFrame = turned(chestFrame, stance.head);
  const waist = within(stance.pelvis, pelvisFrame, 0, LENGTH.waist, 0);
  const neck = within(waist, chestFrame, 0, LENGTH.back, 0);
  const along = unit(add(add(chestFrame.u, headFrame.u), scale(add(chestFrame.f, headFrame.f), 0.12)));
  const head = add(neck, scale(along, LENGTH.neck));
  return { waist, neck, head, pelvisFrame, chestFrame, headFrame };
}

const hipOf = (pelvis: Vec, frame: Frame, side: SideName): Vec =>
  within(pelvis, frame, 0, 0, outward(side) * LENGTH.hip);

const shoulderOf = (neck: Vec, frame: Frame, side: SideName): Vec =>
  within(neck, frame, 0, 0, outward(side) * LENGTH.shoulder);

/** The middle and the end of a limb of two parts that reaches for `at` (as far as it can). */
export function reach(root: Vec, at: Vec, first: number, second: number, bend: Vec): readonly [Vec, Vec] {
  const way = sub(at, root);
  const direction = unit(way, [0, -1, 0]);
  const least = Math.abs(first - second) + 1e-4;
  const far = Math.min(Math.max(length(way), least), first + second - 1e-4);
  const along = (far * far + first * first - second * second) / (2 * far);
  const aside = Math.sqrt(Math.max(0, first * first - along * along));
  const out = squareTo(bend, direction, Math.abs(direction[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0]);
  const middle = add(root, add(scale(direction, along), scale(out, aside)));
  return [middle, add(root, scale(direction, far))];
}

function legOf(trunk: Trunk, pelvis: Vec, limb: Limb, side: SideName): Leg {
  const hip = hipOf(pelvis, trunk.pelvisFrame, side);
  const [knee, ankle] = reach(hip, limb.at, LENGTH.thigh, LENGTH.shank, limb.bend);
  const ahead = unit(limb.point);
  const sole = squareTo(sub(ankle, knee), ahead, [0, -1, 0]);
  const foot = add(ankle, scale(sole, LENGTH.ankle));
  return {
    hip,
    knee,
    ankle,
    heel: sub(foot, scale(ahead, LENGTH.heel)),
    toes: add(foot, scale(ahead, LENGTH.toes)),
  };
}

function armOf(trunk: Trunk, limb: Limb, side: SideName): Arm {
  const shoulder = shoulderOf(trunk.neck, trunk.chestFrame, side);
  const [elbow, wrist] = reach(shoulder, limb.at, LENGTH.upperArm, LENGTH.forearm, limb.bend);
  return { shoulder, elbow, wrist, fingers: add(wrist, scale(unit(limb.point), LENGTH.hand)) };
}

/** Where every joint of a stance is. */
export function solve(stance: Stance): Joints {
  const trunk = trunkOf(stance);
  return {
    pelvis: stance.pelvis,
    ...trunk,
    arms: {
      left: armOf(trunk, stance.arms.left, "left"),
      right: armOf(trunk, stance.arms.right, "right"),
    },
    legs: {
      left: legOf(trunk, stance.pelvis, stance.legs.left, "left"),
      right: legOf(trunk, stance.pelvis, stance.legs.right, "right"),
    },
  };
}

type Whole = Required<{ [K in keyof Omit<KeyPose, "pass_by" | "phase">]: NonNullable<KeyPose[K]> }>;

const STAND: Whole = {
  pelvis: [0, STANDING, 0],
  facing_deg: 0,
  trunk: [0, 0, 0],
  chest: [0, 0, 0],
  head: [0, 0, 0],
  left_hand: "hangs",
  right_hand: "hangs",
  left_foot: { at: [0, LENGTH.ankle, -LENGTH.hip] },
  right_foot: { at: [0, LENGTH.ankle, LENGTH.hip] },
};

function hanging(shoulder: Vec, frame: Frame, side: SideName): HandPlace {
  const long = LENGTH.upperArm + LENGTH.forearm - 0.012;
  const down = unit([frame.f[0] * 0.1, -1, frame.f[2] * 0.1]);
  const out = scale(frame.r, outward(side) * 0.035);
  return { at: add(add(shoulder, scale(down, long)), out) };
}

function armLimb(
  place: HandPlace | "hangs",
  trunk: Trunk,
  anchors: Readonly<Record<Anchor, Vec>>,
  side: SideName,
): Limb {
  const shoulder = shoulderOf(trunk.neck, trunk.chestFrame, side);
  const { f, r } = trunk.chestFrame;
  const hand = place === "hangs" ? hanging(shoulder, trunk.chestFrame, side) : place;
  const at = hand.on ? add(anchors[hand.on], hand.at) : hand.at;
  const bend = hand.elbow ?? add(scale(f, -1), scale(r, outward(side) * 0.45));
  const [elbow, wrist] = reach(shoulder, at, LENGTH.upperArm, LENGTH.forearm, bend);
  return { at, bend: unit(bend), point: unit(hand.fingers ?? sub(wrist, elbow)) };
}

function stanceOf(pose: Whole): Stance {
  const base = {
    pelvis: pose.pelvis,
    facing: pose.facing_deg,
    trunk: pose.trunk,
    chest: pose.chest,
    head: pose.head,
  };
  const trunk = trunkOf(base);
  const ahead = trunk.pelvisFrame.f;
  const level: Vec = Math.abs(ahead[1]) > 0.9 ? [1, 0, 0] : unit([ahead[0], 0, ahead[2]]);
  const leg = (side: SideName): Limb => {
    const foot = pose[`${side}_foot`];
    return { at: foot.at, bend: unit(foot.knee ?? ahead), point: unit(foot.toes ?? level) };
  };
  const legs = { left: leg("left"), right: leg("right") };
  const left = legOf(trunk, pose.pelvis, legs.left, "left");
  const right = legOf(trunk, pose.pelvis, legs.right, "right");
  const anchors: Record<Anchor, Vec> = {
    left_hip: left.hip,
    right_hip: right.hip,
    left_knee: left.knee,
    right_knee: right.knee,
    left_ankle: left.ankle,
    right_ankle: right.ankle,
    head: trunk.head,
  };
  return {
    ...base,
    legs,
    arms: {
      left: armLimb(pose.left_hand, trunk, anchors, "left"),
      right: armLimb(pose.right_hand, trunk, anchors, "right"),
    },
  };
}

/** The stances of key poses, each taking from the one before what it does not say. */
export function stances(poses: readonly KeyPose[]): readonly Stance[] {
  let whole = STAND;
  return poses.map((pose) => {
    const said = Object.entries(pose).filter(([, value]) => value !== null && value !== undefined);
    whole = { ...whole, ...Object.fromEntries(said) };
    return stanceOf(whole);
  });
}

const number = (a: number, b: number, t: number): number => a + (b - a) * t;

/** From `a` to `b` round the ball of directions, so that a limb swings and does not dip. */
export function swing(a: Vec, b: Vec, t: number): Vec {
  const cos = Math.min(1, Math.max(-1, dot(a, b)));
  // Straight back has no way round: any plain mix is as good, and is mended by `unit`.
  if (cos > 0.9995 || cos < -0.9995) return unit(mix(a, b, t), t < 0.5 ? a : b);
  const angle = Math.acos(cos);
  const s = Math.sin(angle);
  return add(scale(a, Math.sin((1 - t) * angle) / s), scale(b, Math.sin(t * angle) / s));
}

const limb = (a: Limb, b: Limb, t: number): Limb => ({
  at: mix(a.at, b.at, t),
  bend: swing(a.bend, b.bend, t),
  point: swing(a.point, b.point, t),
});

const pair = (
  a: Readonly<Record<SideName, Limb>>,
  b: Readonly<Record<SideName, Limb>>,
  t: number,
): Record<SideName, Limb> => ({ left: limb(a.left, b.left, t), right: limb(a.right, b.right, t) });

/** The stance a part `t` (0-1) of the way from `a` to `b`. */
export function between(a: Stance, b: Stance, t: number): Stance {
  return {
    pelvis: mix(a.pelvis, b.pelvis, t),
    facing: number(a.facing, b.facing, t),
    trunk: mix(a.trunk, b.trunk, t),
    chest: mix(a.chest, b.chest, t),
    head: mix(a.head, b.head, t),
    arms: pair(a.arms, b.arms, t),
    legs: pair(a.legs, b.legs, t),
  };
}

const flip = (v: Vec): Vec => [v[0], v[1], -v[2]];
const flipTurn = (v: Vec): Vec => [v[0], -v[1], -v[2]];
const flipLimb = (one: Limb): Limb => ({ at: flip(one.at), bend: flip(one.bend), point: flip(one.point) });

/** The same stance with left and right changed over. */
export function mirrored(stance: Stance): Stance {
  return {
    pelvis: flip(stance.pelvis),
    facing: -stance.facing,
    trunk: flipTurn(stance.trunk),
    chest: flipTurn(stance.chest),
    head: flipTurn(stance.head),
    arms: { left: flipLimb(stance.arms.right), right: flipLimb(stance.arms.left) },
    legs: { left: flipLimb(stance.legs.right), right: flipLimb(stance.legs.left) },
  };
}

/** How far the joint that moves furthest is from one stance to another. */
export function travel(a: Stance, b: Stance): number {
  const [from, to] = [points(solve(a)), points(solve(b))];
  return Math.max(...from.map((point, i) => length(sub(point, to[i] ?? point))));
}

/** The joints of a body, in a fixed order. */
export function points(joints: Joints): readonly Vec[] {
  const limbs = SIDES.flatMap((side) => [
    ...Object.values(joints.arms[side] as unknown as Record<string, Vec>),
    ...Object.values(joints.legs[side] as unknown as Record<string, Vec>),
  ]);
  return [joints.pelvis, joints.waist, joints.neck, joints.head, ...limbs];
}

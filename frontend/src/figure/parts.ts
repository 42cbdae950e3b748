/** From joints to drawn parts: trunk, head and limbs with flesh, clothes and a place in depth. */

import { LENGTH, RADIUS } from "./body";
import type { Camera } from "./camera";
import { head } from "./head";
import { ball, disc, skin, skins, type Ball } from "./outline";
import { bone, type Part, type Shape, type Tone } from "./shape";
import { SIDES, type Arm, type Joints, type Leg, type SideName } from "./solve";
import { add, cross, mix, scale, sub, unit, within, type Vec } from "./vector";

/** How much a patch over a joint keeps away from the rim. */
const INSET = 0.004;

/** Covers the seam to a neighbour in a limb that meets this part at a joint. */
function patch(tone: Tone, neighbour: string, seam: Ball, towards: readonly (readonly [Vec, number])[], view: Camera): Shape {
  const inner = ball(seam.at, seam.r - INSET);
  const arms = towards.map(([to, r]) => {
    const way = unit(sub(to, seam.at));
    return [inner, ball(add(seam.at, scale(way, seam.r * 1.15)), seam.r + (r - seam.r) * 0.25 - INSET)];
  });
  return { tone, d: skins(arms, view), edge: false, joins: neighbour, seam };
}

function trunk(j: Joints, view: Camera): Part[] {
  const { pelvis, waist, neck, pelvisFrame: p, chestFrame: c } = j;
  const both = (at: Vec, frame: typeof p, f: number, u: number, r: number, size: number): Ball[] =>
    [-1, 1].map((side) => ball(within(at, frame, f, u, side * r), size));
  const seat = [
    ...both(pelvis, p, 0, 0, LENGTH.hip - 0.004, RADIUS.hip),
    ...both(pelvis, p, -0.022, -0.008, 0.045, 0.08),
    ...both(pelvis, p, 0.003, 0.035, 0.05, 0.066),
    ...both(pelvis, p, 0.003, 0.1, 0.043, 0.07).map(({ at, r }) => disc(at, r, p.u)),
  ];
  const hem = [...both(pelvis, p, 0.002, 0.075, 0.043, 0.069), ...both(waist, p, 0.002, 0, 0.042, 0.068)];
  const middle = mix(waist, within(waist, c, 0, 0.05, 0), 0.5);
  const chest = [
    ...both(middle, c, 0.002, 0, 0.042, 0.068),
    ...both(neck, c, 0.008, -0.085, 0.062, 0.074),
    ...both(neck, c, 0, -0.006, LENGTH.shoulder - 0.022, 0.046),
    ball(within(neck, c, 0, 0.022, 0), 0.038),
  ];
  const lower: Part = {
    key: "seat",
    over: "chest",
    shapes: [{ tone: "legs", d: skin(seat, view), edge: true }],
    bones: [
      bone(within(pelvis, p, 0, 0, -LENGTH.hip), within(pelvis, p, 0, 0, LENGTH.hip), 0.075),
      bone(pelvis, within(pelvis, p, 0, 0.075, 0), 0.07),
    ],
  };
  const upper: Part = {
    key: "chest",
    shapes: [
      { tone: "top", d: skin(hem, view), edge: true },
      { tone: "top", d: skin(chest, view), edge: true },
      { tone: "top", d: skins(seamless(waist, middle, p, c), view), edge: false },
    ],
    bones: [
      bone(within(pelvis, p, 0, 0.06, 0), waist, 0.07),
      bone(waist, neck, 0.075),
      bone(within(neck, c, 0, -0.02, -0.09), within(neck, c, 0, -0.02, 0.09), 0.05),
    ],
  };
  return [lower, upper];
}

/** Covers the line at the waist where the two halves of the shirt meet. */
function seamless(waist: Vec, middle: Vec, p: Joints["pelvisFrame"], c: Joints["chestFrame"]): Ball[][] {
  const row = (at: Vec, frame: typeof p, u: number): Ball[] =>
    [-1, 1].map((side) => ball(within(at, frame, 0.002, u, side * 0.042), 0.068 - INSET));
  return [
    [...row(waist, p, -0.05), ...row(waist, p, 0)],
    [...row(waist, p, 0), ...row(middle, c, 0.05)],
  ];
}

/** `inner` is a place in the chest beside the shoulder, to which the sleeve is sewn. */
function arm(side: SideName, a: Arm, inner: Vec, view: Camera): Part[] {
  const { shoulder, elbow, wrist, fingers } = a;
  const top = ball(shoulder, RADIUS.shoulder);
  const joint = ball(elbow, RADIUS.elbow);
  const bulge = ball(mix(elbow, wrist, 0.25), RADIUS.elbow * 1.02);
  const end = ball(wrist, RADIUS.wrist);
  const cuff = disc(mix(shoulder, elbow, 0.56), 0.049, sub(elbow, shoulder));
  const collar = mix(shoulder, inner, 0.35);
  const seam = (neighbour: string): Shape =>
    patch("skin", neighbour, joint, [[mix(shoulder, elbow, 0.6), RADIUS.elbow], [wrist, RADIUS.wrist]], view);
  const wristSeam = (neighbour: string): Shape =>
    patch("skin", neighbour, end, [[elbow, RADIUS.elbow], [fingers, RADIUS.palm]], view);
  const hand = [
    end,
    ball(mix(wrist, fingers, 0.45), RADIUS.palm),
    ball(mix(wrist, fingers, 0.87), RADIUS.fingers),
  ];
  return [
    {
      key: `${side}-upper-arm`,
      shapes: [
        { tone: "skin", d: skin([top, joint], view), edge: true },
        seam(`${side}-forearm`),
        { tone: "top", d: skin([top, cuff], view), edge: true },
        { tone: "top", d: skin([ball(shoulder, RADIUS.shoulder - INSET), ball(collar, 0.042)], view), edge: false, joins: "chest", seam: top },
      ],
      bones: [bone(shoulder, elbow, 0.042)],
    },
    {
      key: `${side}-forearm`,
      shapes: [
        { tone: "skin", d: skin([joint, bulge, end], view), edge: true },
        seam(`${side}-upper-arm`),
        wristSeam(`${side}-hand`),
      ],
      bones: [bone(elbow, wrist, 0.03)],
    },
    {
      key: `${side}-hand`,
      shapes: [{ tone: "skin", d: skin(hand, view), edge: true }, wristSeam(`${side}-forearm`)],
      bones: [bone(wrist, mix(wrist, fingers, 0.9), 0.024)],
    },
  ];
}

function leg(side: SideName, l: Leg, view: Camera): Part[] {
  const { hip, knee, ankle, heel, toes } = l;
  const top = ball(hip, RADIUS.hip - 0.003);
  const middle = ball(mix(hip, knee, 0.45), RADIUS.thigh);
  const joint = ball(knee, RADIUS.knee);
  // The calf is behind the shank: away from where the knee points.
  const back = unit(sub(mix(hip, ankle, 0.5), knee), [-1, 0, 0]);
  const calf = ball(add(mix(knee, ankle, 0.32), scale(back, 0.012)), RADIUS.calf);
  const end = ball(ankle, RADIUS.ankle);
  const cuff = disc(mix(knee, ankle, 0.86), 0.037, sub(ankle, knee));
  const seam = (neighbour: string): Shape =>
    patch("legs", neighbour, joint, [[hip, RADIUS.thigh], [ankle, RADIUS.calf]], view);
  const ankleSeam = (neighbour: string): Shape =>
    patch("skin", neighbour, end, [[toes, RADIUS.ankle], [knee, RADIUS.ankle]], view);
  return [
    {
      key: `${side}-thigh`,
      shapes: [
        { tone: "legs", d: skin([top, middle, joint], view), edge: true },
        patch("legs", "seat", top, [[knee, RADIUS.thigh]], view),
        seam(`${side}-shank`),
      ],
      bones: [bone(hip, knee, 0.062)],
    },
    {
      key: `${side}-shank`,
      shapes: [
        { tone: "skin", d: skin([ball(cuff.at, 0.033), end], view), edge: true },
        ankleSeam(`${side}-foot`),
        { tone: "legs", d: skin([joint, calf, cuff], view), edge: true },
        seam(`${side}-thigh`),
      ],
      bones: [bone(knee, ankle, 0.045)],
    },
    {
      key: `${side}-foot`,
      shapes: [
        { tone: "skin", d: skin(foot(ankle, heel, toes), view), edge: true },
        ankleSeam(`${side}-shank`),
      ],
      bones: [bone(mix(heel, ankle, 0.4), mix(toes, ankle, 0.2), 0.026)],
    },
  ];
}

function foot(ankle: Vec, heel: Vec, toes: Vec): Ball[] {
  const ahead = unit(sub(toes, heel));
  const rise = scale(unit(sub(ankle, add(heel, scale(ahead, LENGTH.heel)))), 1);
  const across = cross(ahead, rise);
  const raised = (at: Vec, r: number): Vec => add(at, scale(rise, r));
  const front = add(toes, scale(ahead, -0.05));
  return [
    ball(ankle, RADIUS.ankle),
    ball(add(raised(heel, 0.024), scale(ahead, 0.006)), 0.024),
    ball(add(raised(front, 0.02), scale(across, 0.016)), 0.02),
    ball(add(raised(front, 0.02), scale(across, -0.016)), 0.02),
    ball(add(raised(toes, 0.013), scale(ahead, -0.013)), 0.013),
  ];
}

/** A small weight across the palm. */
function weight(side: SideName, { wrist, fingers }: Arm, across: Vec, view: Camera): Part {
  const middle = mix(wrist, fingers, 0.5);
  const [from, to] = [add(middle, scale(across, -0.075)), add(middle, scale(across, 0.075))];
  const end = (at: Vec, towards: number): Ball[] => [ball(at, 0.03), ball(add(at, scale(across, towards)), 0.03)];
  return {
    key: `${side}-weight`,
    shapes: [
      { tone: "prop", d: skin([ball(from, 0.01), ball(to, 0.01)], view), edge: true },
      { tone: "prop", d: skin(end(from, 0.02), view), edge: true },
      { tone: "prop", d: skin(end(to, -0.02), view), edge: true },
    ],
    bones: [bone(from, to, 0.028)],
  };
}

/** What the hands of a figure hold, one thing in each. */
export function heldParts(joints: Joints, view: Camera): Part[] {
  return SIDES.map((side) => weight(side, joints.arms[side], joints.chestFrame.f, view));
}

/** All parts of a body, in no particular order. */
export function bodyParts(joints: Joints, view: Camera): Part[] {
  return [
    ...trunk(joints, view),
    ...head(joints, view),
    ...SIDES.flatMap((side) => [
      ...arm(side, joints.arms[side], mix(joints.neck, joints.waist, 0.18), view),
      ...leg(side, joints.legs[side], view),
    ]),
  ];
}

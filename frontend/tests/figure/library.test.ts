/** Statements about the figures of the packaged library: bodies that could be real. */

import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { LENGTH } from "../../src/figure/body";
import type { FigureData } from "../../src/figure/data";
import { libraryBook } from "../../src/figure/library";
import { along, moves, round, route } from "../../src/figure/motion";
import { picture, scene } from "../../src/figure/scene";
import { between, solve, SIDES, stances, type Joints, type Stance } from "../../src/figure/solve";
import { distance } from "../../src/figure/vector";

const LIBRARY = resolve(import.meta.dirname, "../../../src/tenfold/library");
const texts = readdirSync(LIBRARY, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => readFileSync(resolve(LIBRARY, name, "exercise.toml"), "utf8"));
const book = libraryBook(texts);
const figures: (readonly [string, FigureData])[] = Object.entries(book).flatMap(([id, { levels = {} }]) =>
  Object.entries(levels).flatMap(([level, { figure }]) =>
    figure ? [[`${id} level ${level}`, figure] as const] : [],
  ),
);

/** Key stances and those on the way between them, each with where it is. */
function onTheWay(data: FigureData): (readonly [string, Stance])[] {
  const keys = stances(data.poses);
  return keys.flatMap((stance, i) => {
    const next = keys[(i + 1) % keys.length] ?? stance;
    return [0, 0.25, 0.5, 0.75].map((t) => [`pose ${i} + ${t}`, between(stance, next, t)] as const);
  });
}

/** Every stretch between neighbouring joints that a body cannot change, with its own length. */
function segments(j: Joints): (readonly [string, number, number])[] {
  const limbs = SIDES.flatMap((side) => {
    const [arm, leg] = [j.arms[side], j.legs[side]];
    return [
      [`${side} upper arm`, distance(arm.shoulder, arm.elbow), LENGTH.upperArm],
      [`${side} forearm`, distance(arm.elbow, arm.wrist), LENGTH.forearm],
      [`${side} hand`, distance(arm.wrist, arm.fingers), LENGTH.hand],
      [`${side} thigh`, distance(leg.hip, leg.knee), LENGTH.thigh],
      [`${side} shank`, distance(leg.knee, leg.ankle), LENGTH.shank],
      [`${side} foot`, distance(leg.heel, leg.toes), LENGTH.heel + LENGTH.toes],
      [`${side} hip`, distance(j.pelvis, leg.hip), LENGTH.hip],
      [`${side} shoulder`, distance(j.neck, arm.shoulder), LENGTH.shoulder],
    ] as const;
  });
  return [
    ...limbs,
    ["waist", distance(j.pelvis, j.waist), LENGTH.waist],
    ["back", distance(j.waist, j.neck), LENGTH.back],
    ["neck", distance(j.neck, j.head), LENGTH.neck],
  ];
}

test("all ten exercises have a figure with at least a start and a hold", () => {
  const own = Object.entries(book).map(([id, { levels }]) => [id, levels?.["0"]?.figure] as const);
  expect(own).toHaveLength(10);
  for (const [id, figure] of own) {
    const phases = figure?.poses.map(({ phase }) => phase) ?? [];
    expect(phases, id).toEqual(expect.arrayContaining(["start", "hold"]));
  }
});

describe.each(figures)("%s", (_name, data) => {
  test("no limb changes its length, in key poses and on the way", () => {
    for (const [where, stance] of onTheWay(data)) {
      for (const [name, now, always] of segments(solve(stance))) {
        expect(Math.abs(now / always - 1), `${name}, ${where}`).toBeLessThan(0.001);
      }
    }
  });

  test("hands and feet reach where the key poses put them", () => {
    for (const [i, stance] of stances(data.poses).entries()) {
      const joints = solve(stance);
      for (const side of SIDES) {
        expect(distance(joints.arms[side].wrist, stance.arms[side].at), `pose ${i}, ${side} hand`).toBeLessThan(0.02);
        expect(distance(joints.legs[side].ankle, stance.legs[side].at), `pose ${i}, ${side} foot`).toBeLessThan(0.02);
      }
    }
  });

  test("nothing sinks into the floor", () => {
    for (const [where, stance] of onTheWay(data)) {
      const joints = solve(stance);
      for (const side of SIDES) {
        const { elbow, wrist, fingers } = joints.arms[side];
        const { knee, ankle, heel, toes } = joints.legs[side];
        const parts = { elbow, wrist, fingers, knee, ankle, heel, toes, pelvis: joints.pelvis };
        for (const [name, at] of Object.entries(parts)) expect(at[1], `${side} ${name}, ${where}`).toBeGreaterThan(-0.02);
      }
    }
  });

  test("knees and elbows do not bend the wrong way", () => {
    for (const [i, stance] of stances(data.poses).entries()) {
      const joints = solve(stance);
      for (const side of SIDES) {
        const { hip, knee, ankle, heel, toes } = joints.legs[side];
        // Toes point roughly to where the knee goes; a knee that bent backwards would go against them.
        const bend = [knee[0] - (hip[0] + ankle[0]) / 2, knee[1] - (hip[1] + ankle[1]) / 2, knee[2] - (hip[2] + ankle[2]) / 2] as const;
        const foot = [toes[0] - heel[0], toes[1] - heel[1], toes[2] - heel[2]] as const;
        const size = Math.hypot(...bend);
        if (size < 0.06) continue;
        const along = (bend[0] * foot[0] + bend[1] * foot[1] + bend[2] * foot[2]) / size / Math.hypot(...foot);
        expect(along, `pose ${i}, ${side} knee and foot`).toBeGreaterThan(-0.75);
      }
    }
  });

  test("the right side is the picture of the left side turned over", () => {
    const [left, right] = [scene(data, false), scene(data, true)];
    expect(right.frame[0]).toBeCloseTo(-(left.frame[0] + left.frame[2]), 6);
    expect(right.frame.slice(1)).toEqual(left.frame.slice(1).map((value) => expect.closeTo(value, 6)));
    const flip = (key: string): string => key.replace(/^(left|right)/, (side) => (side === "left" ? "right" : "left"));
    left.keys.forEach((key, i) => {
      const other = right.keys[i];
      if (!other) throw new Error("a pose is missing");
      const sizes = (drawn: ReturnType<typeof picture>["drawn"], rename: (key: string) => string): Record<string, number> =>
        Object.fromEntries(drawn.map(({ part, far }) => [rename(part.key), Math.round(far * 1000)]));
      expect(sizes(picture(right, other.stance).drawn, flip)).toEqual(sizes(picture(left, key.stance).drawn, (same) => same));
    });
  });

  test("everything drawn is inside the picture", () => {
    const at = scene(data, false);
    const [x, y, width, height] = at.frame;
    for (const move of moves(at.keys, at.keys[0]?.stance as Stance, round(at.keys, 0))) {
      for (const t of [0, 0.3, 0.6, 1]) {
        const { drawn } = picture(at, along(move, t));
        const ends = drawn.flatMap(({ part }) => part.shapes.flatMap(({ d }) => corners(d)));
        const [xs, ys] = [ends.map(([px]) => px), ends.map(([, py]) => py)];
        expect(Math.min(...xs)).toBeGreaterThan(x - 0.02);
        expect(Math.max(...xs)).toBeLessThan(x + width + 0.02);
        expect(Math.min(...ys)).toBeGreaterThan(y - 0.02);
        expect(Math.max(...ys)).toBeLessThan(y + height + 0.02);
      }
    }
  });

  test("from anywhere, every phase is reached and the figure can start again", () => {
    const { keys } = scene(data, false);
    for (const from of keys.keys()) {
      for (const phase of ["start", "move", "hold", "return"] as const) {
        const way = route(keys, from, phase);
        for (const index of way) expect(keys[index]).toBeDefined();
        const end = keys[way.at(-1) ?? from];
        expect(end?.passBy, `${from} to ${phase}`).toBe(false);
        if (phase === "return") expect(end?.phase).toBe("start");
      }
    }
  });
});

/** The points of path data made of M, L, A and Z. */
function corners(d: string): (readonly [number, number])[] {
  return [...d.matchAll(/[ML]([-\d.e]+) ([-\d.e]+)|A[-\d.e]+ [-\d.e]+ 0 [01] 1 ([-\d.e]+) ([-\d.e]+)/g)].map((found) => [
    Number(found[1] ?? found[3]),
    Number(found[2] ?? found[4]),
  ]);
}

describe("particulars of the article are in the pictures", () => {
  const hold = (id: string, level = "0"): Joints => {
    const figure = book[id]?.levels?.[level]?.figure as FigureData;
    const last = figure.poses.map(({ phase, pass_by }) => phase === "hold" && !pass_by).lastIndexOf(true);
    return solve(stances(figure.poses)[last] as Stance);
  };
  const flexion = (a: readonly number[], b: readonly number[], c: readonly number[]): number => {
    const [u, v] = [a.map((x, i) => x - (b[i] ?? 0)), c.map((x, i) => x - (b[i] ?? 0))];
    const cos = u.reduce((sum, x, i) => sum + x * (v[i] ?? 0), 0) / Math.hypot(...u) / Math.hypot(...v);
    return 180 - (Math.acos(cos) * 180) / Math.PI;
  };

  test("reverse lunge: rear knee just above the floor, front knee near a right angle, trunk upright", () => {
    const { legs, neck, pelvis } = hold("reverse_lunge");
    expect(legs.left.knee[1] - 0.05).toBeGreaterThan(0.01);
    expect(legs.left.knee[1] - 0.05).toBeLessThan(0.08);
    const front = flexion(legs.right.hip, legs.right.knee, legs.right.ankle);
    expect(front).toBeGreaterThan(80);
    expect(front).toBeLessThan(105);
    expect(Math.abs(neck[0] - pelvis[0])).toBeLessThan(0.08);
  });
  test("lying twist: knees to the left, face to the right, both shoulders down", () => {
    const { legs, headFrame, arms } = hold("lying_twist");
    expect(legs.left.knee[2]).toBeLessThan(-0.2);
    expect(legs.left.knee[1]).toBeLessThan(0.09);
    expect(headFrame.f[2]).toBeGreaterThan(0.6);
    expect(Math.max(arms.left.shoulder[1], arms.right.shoulder[1])).toBeLessThan(0.16);
  });
  test("seated twist: right elbow outside the raised left knee, gaze over the left shoulder", () => {
    const { arms, legs, headFrame } = hold("seated_twist");
    expect(arms.right.elbow[2]).toBeLessThan(legs.left.knee[2] - 0.03);
    expect(distance(arms.right.elbow, legs.left.knee)).toBeLessThan(0.16);
    expect(headFrame.f[2]).toBeLessThan(-0.8);
    expect(legs.left.ankle[2]).toBeGreaterThan(legs.right.knee[2]);
  });
  test("seated lunge: the left leg is off the chair, behind and nearly straight", () => {
    const { legs, neck, pelvis } = hold("seated_lunge");
    expect(legs.left.knee[0]).toBeLessThan(pelvis[0] - 0.1);
    expect(flexion(legs.left.hip, legs.left.knee, legs.left.ankle)).toBeLessThan(35);
    expect(legs.left.hip[2]).toBeLessThan(-0.035);
    expect(Math.abs(neck[0] - pelvis[0])).toBeLessThan(0.06);
  });
  test("pigeon: rear knee about a right angle, a hand on each side of the front knee", () => {
    const { legs, arms } = hold("pigeon_pose");
    const rear = flexion(legs.right.hip, legs.right.knee, legs.right.ankle);
    expect(rear).toBeGreaterThan(75);
    expect(rear).toBeLessThan(105);
    expect(arms.left.wrist[2]).toBeLessThan(legs.left.knee[2]);
    expect(arms.right.wrist[2]).toBeGreaterThan(legs.left.knee[2]);
  });
  test("butterfly: soles together", () => {
    const { legs } = hold("butterfly_pose");
    for (const end of ["heel", "toes"] as const) expect(Math.abs(legs.left[end][2] - legs.right[end][2])).toBeLessThan(0.05);
  });
  test("lateral hip stretch: left leg crossed over the right, both knees to the left", () => {
    const { legs } = hold("lateral_hip_stretch");
    expect(legs.left.knee[2]).toBeLessThan(-0.15);
    expect(legs.right.knee[2]).toBeLessThan(-0.1);
    expect(legs.left.ankle[2]).toBeGreaterThan(legs.right.ankle[2]);
    expect(legs.left.ankle[1]).toBeGreaterThan(legs.right.ankle[1] + 0.1);
  });
  test("standing abdominal hold: feet together, pelvis tucked from the start to the hold", () => {
    const { legs, pelvisFrame } = hold("standing_abdominal_hold");
    expect(Math.abs(legs.left.ankle[2] - legs.right.ankle[2])).toBeLessThan(0.1);
    expect(pelvisFrame.u[0]).toBeLessThan(0);
  });
  test("deep squat rest: hips low, arms in front, trunk near the thighs", () => {
    const { pelvis, arms, legs, neck } = hold("deep_squat_rest");
    expect(pelvis[1]).toBeLessThan(legs.left.knee[1]);
    expect(arms.left.wrist[0]).toBeGreaterThan(legs.left.knee[0]);
    expect(flexion(neck, pelvis, legs.left.knee)).toBeGreaterThan(110);
  });
});

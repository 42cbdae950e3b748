import { describe, expect, test } from "vitest";
import type { FigureData, FootPlace } from "../../src/figure/data";
import { figureOf } from "../../src/figure/data";
import { along, ease, moves, round, route, stillOf } from "../../src/figure/motion";
import { scene } from "../../src/figure/scene";
import { between, mirrored, points, reach, solve, stances, swing, type Stance } from "../../src/figure/solve";
import { distance, dot, length, type Vec } from "../../src/figure/vector";

const foot = (x: number): FootPlace => ({ at: [x, 0.05, -0.07] });
const DATA: FigureData = {
  poses: [
    { phase: "start" },
    { phase: "move", pass_by: true, left_foot: foot(-0.2) },
    { phase: "hold", pelvis: [0, 0.6, 0], left_foot: foot(-0.4) },
  ],
};
const keys = scene(DATA, false).keys;
const first = (): Stance => keys[0]?.stance as Stance;

describe("routes", () => {
  test("a pose that is passed by leads on to the next stop", () => {
    expect(route(keys, 0, "move")).toEqual([1, 2]);
    expect(route(keys, 2, "hold")).toEqual([]);
  });
  test("a return ends at the start, also where there is no pose for it", () => {
    expect(route(keys, 2, "return")).toEqual([0]);
    expect(route(keys, 0, "return")).toEqual([]);
  });
  test("a phase without poses is shown by what it amounts to", () => {
    const two = scene({ poses: [{ phase: "start" }, { phase: "hold" }] }, false).keys;
    expect(stillOf(two, "move")).toBe(1);
    expect(stillOf(two, "return")).toBe(0);
  });
  test("playing goes once round and comes back", () => {
    expect(round(keys, 0)).toEqual([1, 2, 0]);
    expect(round(keys, -1)).toEqual([0, 1, 2]);
  });
  test("a move begins and ends exactly at its poses, and never leaps", () => {
    const [move] = moves(keys, first(), [1, 2]);
    if (!move) throw new Error("no move");
    expect(move.end).toBe(2);
    expect(points(solve(along(move, 0)))).toEqual(points(solve(first())));
    const last = points(solve(along(move, 1)));
    points(solve(keys[2]?.stance as Stance)).forEach((p, i) => expect(distance(p, last[i] ?? p)).toBeLessThan(1e-9));
    let before = points(solve(along(move, 0)));
    for (let k = 1; k <= 60; k++) {
      const now = points(solve(along(move, k / 60)));
      now.forEach((p, i) => expect(distance(p, before[i] ?? p)).toBeLessThan(0.05));
      before = now;
    }
  });
  test("easing is slow at both ends and never goes back", () => {
    expect([ease(0), ease(0.5), ease(1)]).toEqual([0, 0.5, 1]);
    expect(ease(0.1)).toBeLessThan(0.1);
    for (let t = 0; t < 1; t += 0.05) expect(ease(t + 0.05)).toBeGreaterThan(ease(t));
  });
});

describe("bodies", () => {
  test("a pose takes from the one before what it does not say", () => {
    const [, second] = stances([{ phase: "start", trunk: [10, 0, 0] }, { phase: "hold", head: [5, 0, 0] }]);
    expect(second?.trunk).toEqual([10, 0, 0]);
  });
  test("an arm that cannot reach points the way, stretched", () => {
    const [elbow, wrist] = reach([0, 0, 0], [3, 0, 0], 0.2, 0.2, [0, 1, 0]);
    expect(length(wrist)).toBeCloseTo(0.4, 3);
    expect(distance(elbow, wrist)).toBeCloseTo(0.2, 6);
    expect(wrist[1]).toBe(0);
  });
  test("the middle joint bends to where it is told", () => {
    const [knee] = reach([0, 1, 0], [0, 0.5, 0], 0.3, 0.3, [0, 0, 1]);
    expect(knee[2]).toBeGreaterThan(0.1);
  });
  test("mirrored twice is the same, and mirrored once changes hands", () => {
    const stance = keys[2]?.stance as Stance;
    expect(mirrored(mirrored(stance))).toEqual(stance);
    const [one, other] = [solve(stance), solve(mirrored(stance))];
    expect(other.legs.right.knee[0]).toBeCloseTo(one.legs.left.knee[0], 9);
    expect(other.legs.right.knee[2]).toBeCloseTo(-one.legs.left.knee[2], 9);
  });
  test("mirroring a way between poses is the way between mirrored poses", () => {
    const [a, b] = [first(), keys[2]?.stance as Stance];
    const [one, other] = [points(solve(mirrored(between(a, b, 0.4)))), points(solve(between(mirrored(a), mirrored(b), 0.4)))];
    one.forEach((p, i) => expect(distance(p, other[i] ?? p)).toBeLessThan(1e-9));
  });
  test("directions swing round and keep their length, even straight back", () => {
    const up: Vec = [0, 1, 0];
    for (const to of [[1, 0, 0], [0, -1, 0], [0, 1, 0]] as Vec[]) {
      for (const t of [0, 0.25, 0.5, 0.75, 1]) expect(length(swing(up, to, t))).toBeCloseTo(1, 6);
    }
    expect(dot(swing(up, [1, 0, 0], 0.5), up)).toBeCloseTo(Math.SQRT1_2, 6);
  });
});

describe("page data", () => {
  const book = { one: { levels: { "0": { figure: DATA }, "-1": { figure: null } } } };
  test("a level without a figure shows the exercise's own", () => {
    expect(figureOf(book, "one", "-1")).toBe(DATA);
    expect(figureOf(book, "one", "2")).toBe(DATA);
  });
  test("an exercise without a figure has none", () => expect(figureOf(book, "two", "0")).toBeNull());
});

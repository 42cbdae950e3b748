import { describe, expect, test } from "vitest";
import { Playback } from "../../src/figure/playback";
import type { LevelMotion, PhaseName } from "../../src/figure/motion";
import { SQUAT, STRETCH } from "./made";

/** Let time go by in pictures; the places on the way. */
function pass(playback: Playback, seconds: number, every = 1 / 30): number[] {
  const places: number[] = [];
  for (let t = 0; t < seconds - 1e-9; t += every) {
    playback.advance(every);
    places.push(playback.place);
  }
  return places;
}
function at(level: LevelMotion, phase: PhaseName): Playback {
  const playback = new Playback(level);
  playback.jump(phase);
  return playback;
}

describe("playback", () => {
  test("a phase is gone to along the frames, and waited at", () => {
    const playback = at(STRETCH, "start");
    playback.go("hold");
    const places = pass(playback, 8);
    expect(playback.place).toBe(60);
    expect(playback.moving).toBe(false);
    expect(places.every((place, i) => place >= (places[i - 1] ?? 0))).toBe(true);
  });
  test("it keeps the movement's own time", () => {
    const playback = at(STRETCH, "start");
    playback.go("hold");
    pass(playback, 5.9);
    expect(playback.moving).toBe(true);
    pass(playback, 0.4);
    expect(playback.moving).toBe(false);
  });
  test("it does not wait at a pose that is only passed", () => {
    const playback = at(SQUAT, "start");
    playback.go("move");
    pass(playback, 5);
    expect(playback.place).toBe(20);
  });
  test("a still picture of such a pose is that pose all the same", () => {
    expect(at(SQUAT, "move").place).toBe(10);
    expect(at(SQUAT, "hold").place).toBe(20);
  });
  test("the way back is the movement's own, never a film run backwards", () => {
    for (const phase of ["return", "start"] as const) {
      const playback = at(SQUAT, "hold");
      playback.go(phase);
      const places = pass(playback, 5);
      expect(places[0]).toBeGreaterThan(20);
      expect(playback.place).toBe(0);
    }
  });
  test("called back soon after setting off, it turns round", () => {
    const playback = at(STRETCH, "start");
    playback.go("hold");
    pass(playback, 1);
    const turned = playback.place;
    playback.go("start");
    const places = pass(playback, 5);
    expect(Math.max(...places)).toBeLessThan(turned + 3);
    expect(playback.place).toBe(0);
  });
  test.each([
    ["hold", "start", "hold"],
    ["move", "return", "move"],
    ["hold", "move", "start"],
    ["return", "hold", "return"],
  ] as const)("it never jumps: from %s by %s to %s", (...phases) => {
    for (const level of [SQUAT, STRETCH]) {
      const playback = at(level, "start");
      const round = level.frames.length - 1;
      let before = playback.place;
      for (const phase of phases) {
        playback.go(phase);
        for (const place of pass(playback, 1.1)) {
          const way = Math.abs(place - before);
          expect(Math.min(way, round - way)).toBeLessThan((level.fps / 30) * 1.85);
          before = place;
        }
      }
    }
  });
  test("it catches up with a player who is faster than the movement", () => {
    const playback = at(SQUAT, "start");
    const lag: number[] = [];
    for (let rep = 0; rep < 4; rep += 1) {
      playback.go("move");
      pass(playback, 1.6);
      playback.go("return");
      pass(playback, 1.6);
      lag.push(playback.place === 0 ? 0 : 40 - playback.place);
    }
    expect(Math.max(...lag)).toBeLessThan(8);
  });
  test("asked for the same phase again it stays", () => {
    const playback = at(STRETCH, "hold");
    playback.go("hold");
    expect(playback.moving).toBe(false);
  });
  test("a hold where there is none is the nearest there is to one", () => {
    const level = { ...STRETCH, keys: STRETCH.keys.filter((key) => key.phase !== "hold") };
    expect(at(level, "hold").place).toBe(20);
  });
  test("round and round, it rests at each stop and passes the others", () => {
    const playback = new Playback(SQUAT);
    playback.goRound();
    const counts = new Map<number, number>();
    for (const place of pass(playback, 20)) counts.set(place, (counts.get(place) ?? 0) + 1);
    const rested = [...counts].filter(([, count]) => count > 10).map(([place]) => place);
    expect(rested.sort((a, b) => a - b)).toEqual([0, 20]);
  });
  test("round and round, it says what phase it is in", () => {
    const playback = new Playback(STRETCH);
    playback.goRound();
    const phases: PhaseName[] = [];
    for (let i = 0; i < 900; i += 1) {
      playback.advance(1 / 30);
      if (phases.at(-1) !== playback.phase) phases.push(playback.phase);
    }
    expect(phases.join(" ")).toContain("start move hold return start move hold");
  });
  test("told to settle, it finishes its move and rests there", () => {
    const playback = new Playback(STRETCH);
    playback.goRound();
    pass(playback, 2);
    playback.settle();
    pass(playback, 20);
    expect(playback.place).toBe(20);
    expect(playback.running).toBe(false);
  });
  test("a movement without a way back has one to show all the same", () => {
    expect(new Playback(SQUAT).phases).toEqual(["start", "move", "hold", "return"]);
  });
  test("a long pause between two pictures does not carry it past its goal", () => {
    const playback = at(STRETCH, "start");
    playback.go("move");
    playback.advance(60);
    expect(playback.place).toBe(20);
  });
});

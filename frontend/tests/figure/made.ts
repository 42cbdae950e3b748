/** Movements made up for the tests. */

import { ANGLES } from "../../src/figure/angles";
import type { Key, LevelMotion, MotionFile } from "../../src/figure/motion";

/** A row whose pelvis is at `x`. */
export const row = (x: number): number[] => [x, 1, 0.1, ...ANGLES.map((_, i) => i)];

/** Frames 0 ... `last` - 1 go on by one each; the last one is the first again. */
export function movement(last: number, keys: readonly Key[], more: Partial<LevelMotion> = {}): LevelMotion {
  return {
    azimuth_deg: 60,
    elevation_deg: 10,
    props: [{ kind: "chair", at_m: [0.1, 0, 0.2], turn_deg: 30, size_m: [0.4, 0.45, 0.4] }],
    holds: null,
    tint: ["left_buttock", "low_back"],
    arrows: [{ from_m: [0, 1, 0.5], to_m: [0, 1, 0.2], phase: "move" }],
    fps: 10,
    keys,
    frames: Array.from({ length: last + 1 }, (_, i) => row(i === last ? 0 : i)),
    ...more,
  };
}

/** Down in two seconds by way of a pose in between, held, and up in one. */
export const SQUAT = movement(40, [
  { frame: 0, phase: "start", stop: true },
  { frame: 10, phase: "move", stop: false },
  { frame: 20, phase: "hold", stop: true },
]);

/** Two stops on the way in. */
export const STRETCH = movement(90, [
  { frame: 0, phase: "start", stop: true },
  { frame: 20, phase: "move", stop: true },
  { frame: 60, phase: "hold", stop: true },
]);

export const file = (levels: Record<string, LevelMotion>): MotionFile => ({ format: 1, exercise: "one", digest: "", levels });

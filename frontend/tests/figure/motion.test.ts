import { describe, expect, test } from "vitest";
import { ANGLE_AT } from "../../src/figure/angles";
import { levelOf, mirrored, mirroredRow, rowAt } from "../../src/figure/motion";
import { file, row, SQUAT, STRETCH } from "./made";

describe("a movement", () => {
  test("a level that has none of its own moves like level 0", () => {
    const found = file({ "0": SQUAT, "-2": STRETCH });
    expect(levelOf(found, "-2")).toBe(STRETCH);
    expect(levelOf(found, "1")).toBe(SQUAT);
    expect(levelOf(file({}), "0")).toBeNull();
  });
  test("between frames every number goes straight; before and after it stands", () => {
    expect(rowAt(SQUAT.frames, 3.25)[0]).toBeCloseTo(3.25);
    expect(rowAt(SQUAT.frames, -1)).toEqual(row(0));
    expect(rowAt(SQUAT.frames, 900)).toEqual(row(0));
  });
  test("the mirror image of a mirror image is the thing itself", () => {
    expect(mirroredRow(mirroredRow(row(2)))).toEqual(row(2));
    expect(mirrored(mirrored(SQUAT))).toEqual(SQUAT);
  });
  test("the mirror exchanges sides and turns left into right", () => {
    const value = (name: string, of: readonly number[]): number => of[3 + (ANGLE_AT.get(name) ?? -1)] ?? NaN;
    const [before, after] = [row(0), mirroredRow(row(0))];
    expect(value("left_knee_flexion_deg", after)).toBe(value("right_knee_flexion_deg", before));
    expect(value("neck_turn_left_deg", after)).toBe(-value("neck_turn_left_deg", before));
    expect(value("pelvis_tilt_deg", after)).toBe(value("pelvis_tilt_deg", before));
    expect(after[2]).toBe(-0.1);
  });
  test("things, arrows, tint and view are mirrored with it", () => {
    const other = mirrored(SQUAT);
    expect(other.azimuth_deg).toBe(-60);
    expect(other.props[0]?.at_m).toEqual([0.1, 0, -0.2]);
    expect(other.props[0]?.turn_deg).toBe(-30);
    expect(other.arrows[0]?.to_m).toEqual([0, 1, -0.2]);
    expect(other.tint).toEqual(["right_buttock", "low_back"]);
  });
});

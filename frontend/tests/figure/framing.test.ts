import { describe, expect, test } from "vitest";
import { axes, frame, turnWithin, type Ball, type Vec } from "../../src/figure/framing";
import { viewOf, Turning } from "../../src/figure/turning";

const dot = (a: Vec, b: Vec): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const minus = (a: Vec, b: Vec): Vec => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const BALLS: readonly Ball[] = [
  { at: [0, 1.7, 0], radius: 0.12 },
  { at: [0.6, 0, 0.3], radius: 0.05 },
  { at: [-0.9, 0.1, -0.4], radius: 0.2 },
];
const FOV = 24;

/** How far the outermost ball reaches, as a share of the way to the picture's edge. */
function reach(azimuth: number, elevation: number, aspect: number): { across: number; along: number } {
  const { eye } = frame(BALLS, azimuth, elevation, FOV, aspect);
  const { towards, right, up } = axes(azimuth, elevation);
  const slope = Math.tan((FOV * Math.PI) / 360);
  const edge = (axis: Vec, tan: number): number =>
    Math.max(
      ...BALLS.map(({ at, radius }) => {
        const from = minus(at, eye);
        const distance = -dot(from, towards);
        return (Math.abs(dot(from, axis)) + radius * Math.sqrt(1 + tan * tan)) / (distance * tan);
      }),
    );
  return { across: edge(right, slope * aspect), along: edge(up, slope) };
}

describe("framing", () => {
  test.each([0, 37, 90, 180, -120])("nothing is cut off, and no more is left round it than must be: azimuth %d", (azimuth) => {
    for (const elevation of [3, 25, 70]) {
      for (const aspect of [0.6, 4 / 3, 2.4]) {
        const { across, along } = reach(azimuth, elevation, aspect);
        expect(Math.max(across, along)).toBeCloseTo(1, 5);
        expect(Math.min(across, along)).toBeGreaterThan(0);
      }
    }
  });
  test("azimuth 0 is before the person, 90 at their left, and up is up", () => {
    expect(axes(0, 0).towards[0]).toBeCloseTo(1);
    expect(axes(90, 0).towards[2]).toBeCloseTo(-1);
    expect(axes(20, 30).up[1]).toBeGreaterThan(0.8);
    expect(axes(0, 0).right[2]).toBeCloseTo(-1);
  });
  test("angles come back into one round", () => {
    expect(turnWithin(190)).toBe(-170);
    expect(turnWithin(-540)).toBe(-180);
  });
});

describe("turning", () => {
  test("from the side is from the side that the best view is nearer to", () => {
    expect(viewOf("side", { azimuth: 30, elevation: 10 }).azimuth).toBe(90);
    expect(viewOf("side", { azimuth: -30, elevation: 10 }).azimuth).toBe(-90);
    expect(viewOf("front", { azimuth: 60, elevation: 45 })).toEqual({ azimuth: 0, elevation: 30 });
  });
  test("it goes round the short way, and gets there", () => {
    const turning = new Turning();
    turning.to({ azimuth: 170, elevation: 10 }, "best", true);
    turning.to({ azimuth: -170, elevation: 10 }, "side", false);
    const seen: number[] = [];
    while (turning.advance(1 / 60)) seen.push(turning.view.azimuth);
    expect(seen.every((azimuth) => Math.abs(azimuth) >= 170)).toBe(true);
    expect(turning.view.azimuth).toBe(-170);
  });
  test("by hand it turns as far as one likes round, and stays above the floor", () => {
    const turning = new Turning();
    turning.by(500, -80);
    expect(turning.view).toEqual({ azimuth: 140, elevation: 2 });
    expect(turning.name).toBeNull();
  });
});

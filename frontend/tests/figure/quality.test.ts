import { describe, expect, test } from "vitest";
import { QualityGuard } from "../../src/figure/quality";

const feed = (guard: QualityGuard, ms: number, times: number): void => {
  for (let i = 0; i < times; i += 1) guard.took(ms);
};

describe("quality", () => {
  test("stays fine while pictures come in time, a single late one included", () => {
    const guard = new QualityGuard();
    feed(guard, 16, 50);
    guard.took(400);
    feed(guard, 16, 50);
    expect(guard.now).toEqual({ ratio: 2, shadows: true });
  });
  test("gives up points and then shadows where it is slow, down to a least", () => {
    const guard = new QualityGuard();
    const seen = [guard.now];
    for (let i = 0; i < 8; i += 1) {
      feed(guard, 60, 10);
      if (guard.now !== seen.at(-1)) seen.push(guard.now);
    }
    expect(seen.map(({ ratio }) => ratio)).toEqual([2, 1.25, 1, 0.75, 0.6]);
    expect(seen.at(-1)?.shadows).toBe(false);
    expect(guard.coarse).toBe(true);
  });
  test("without a graphics card it begins modestly", () => {
    const guard = new QualityGuard();
    guard.software();
    expect(guard.now).toEqual({ ratio: 1, shadows: false });
  });
});

import { describe, expect, it } from "vitest";
import { drawOutline, type Outline } from "../src/practice/outline";

/** A pen that writes down how far it reached. */
function pen(width: number, height: number) {
  const reached: number[][] = [];
  const canvas = { width, height };
  const spy = {
    canvas, reached, dashes: [] as number[],
    save() {}, restore() {}, beginPath() {}, stroke() {},
    setLineDash(dashes: number[]) { spy.dashes = dashes; },
    arc(x: number, y: number, r: number) { reached.push([x - r, y - r], [x + r, y + r]); },
    roundRect(x: number, y: number, w: number, h: number) { reached.push([x, y], [x + w, y + h]); },
  };
  return spy;
}

describe("the outline to get into", () => {
  const shapes: Outline[] = ["upright", "seated", "lying"];
  for (const shape of shapes) {
    for (const [width, height] of [[640, 480], [480, 640], [300, 225], [400, 400]] as const) {
      it(`is whole in a picture of ${width} by ${height}: ${shape}`, () => {
        const spy = pen(width, height);
        drawOutline(spy as unknown as CanvasRenderingContext2D, shape, false);
        expect(spy.reached.length).toBeGreaterThan(2);
        for (const [x = -1, y = -1] of spy.reached) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(width);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(height);
        }
      });
    }
  }

  it("is dashed until all is seen, and is not drawn where there is none", () => {
    const missing = pen(640, 480);
    drawOutline(missing as unknown as CanvasRenderingContext2D, "upright", false);
    expect(missing.dashes.length).toBe(2);
    const seen = pen(640, 480);
    drawOutline(seen as unknown as CanvasRenderingContext2D, "upright", true);
    expect(seen.dashes).toEqual([]);
    const none = pen(640, 480);
    drawOutline(none as unknown as CanvasRenderingContext2D, "none", true);
    expect(none.reached).toEqual([]);
  });
});

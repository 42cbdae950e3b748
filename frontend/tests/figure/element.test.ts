import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import "../../src/figure/main";
import type { FigureData } from "../../src/figure/data";
import type { TenfoldFigure } from "../../src/figure/element";

const DATA: FigureData = {
  poses: [
    { phase: "start" },
    { phase: "hold", pelvis: [0, 0.5, 0], left_foot: { at: [-0.3, 0.05, -0.07] } },
  ],
};
let lessMotion = false;
let frames: FrameRequestCallback[] = [];
let now = 0;

/** Let `seconds` of animation time go by. */
function pass(seconds: number): void {
  for (let t = 0; t < seconds * 30; t++) {
    now += 1000 / 30;
    const due = frames;
    frames = [];
    for (const frame of due) frame(now);
  }
}
const settled = (): Promise<void> => Promise.resolve().then(() => undefined);

function figure(attributes: Record<string, string>): TenfoldFigure {
  const element = document.createElement("tenfold-figure");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element;
}
/** The picture as a short word, so that a failing test is readable. */
const drawn = (element: TenfoldFigure): string =>
  createHash("sha1")
    .update([...(element.shadowRoot?.querySelectorAll(".part path") ?? [])].map((path) => path.getAttribute("d")).join())
    .digest("hex");
const still = (side: string, phase: string): string => drawn(figure({ exercise: "one", side, phase, still: "" }));

beforeEach(() => {
  [lessMotion, frames, now] = [false, [], 0];
  vi.stubGlobal("requestAnimationFrame", (frame: FrameRequestCallback) => frames.push(frame));
  vi.stubGlobal("cancelAnimationFrame", () => (frames = []));
  vi.stubGlobal("matchMedia", () => ({
    get matches() {
      return lessMotion;
    },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  const script = document.createElement("script");
  script.type = "application/json";
  script.id = "exercises";
  script.textContent = JSON.stringify({ one: { levels: { "0": { figure: DATA } } } });
  document.body.append(script);
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

describe("tenfold-figure", () => {
  test("is a picture, named by the page", () => {
    const element = figure({ exercise: "one", "aria-label": "Drawing" });
    expect(element.getAttribute("role")).toBe("img");
    expect(element.shadowRoot?.querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
  });
  test("without a figure it says so and shows what the page wrote into it", () => {
    const element = figure({ exercise: "unknown" });
    expect(element.hasAttribute("empty")).toBe(true);
    expect(element.shadowRoot?.querySelector("slot")?.hidden).toBe(false);
    expect(figure({ exercise: "one" }).shadowRoot?.querySelector("slot")?.hidden).toBe(true);
  });
  test("still, it shows the hold, and does not ask for frames", () => {
    const element = figure({ exercise: "one", still: "" });
    expect(drawn(element)).toBe(still("left", "hold"));
    expect(drawn(element)).not.toBe(still("left", "start"));
    expect(frames).toHaveLength(0);
  });
  test("a picture that does not move has room for its one pose only", () => {
    const high = (element: TenfoldFigure): number =>
      Number(element.shadowRoot?.querySelector("svg")?.getAttribute("viewBox")?.split(" ")[3]);
    const [alone, moving] = [figure({ exercise: "one", still: "" }), figure({ exercise: "one", playing: "" })];
    expect(high(alone)).toBeLessThan(high(moving) - 0.1);
  });
  test("right is another picture than left, both is the left one", () => {
    expect(still("right", "hold")).not.toBe(still("left", "hold"));
    expect(still("both", "hold")).toBe(still("left", "hold"));
  });
  test("a change of phase moves there and stays", async () => {
    const element = figure({ exercise: "one", phase: "start" });
    element.phase = "hold";
    await settled();
    pass(0.3);
    expect(drawn(element)).not.toBe(still("left", "start"));
    expect(drawn(element)).not.toBe(still("left", "hold"));
    pass(10);
    expect(drawn(element)).toBe(still("left", "hold"));
    expect(frames).toHaveLength(0);
  });
  test("a phase that changes on the way is gone to from there", async () => {
    const element = figure({ exercise: "one", phase: "start" });
    element.phase = "hold";
    await settled();
    pass(0.5);
    element.phase = "start";
    await settled();
    pass(10);
    expect(drawn(element)).toBe(still("left", "start"));
  });
  test("playing goes round for as long as it plays", async () => {
    const element = figure({ exercise: "one", playing: "" });
    const seen = new Set<string>();
    for (let i = 0; i < 80; i++) {
      pass(0.1);
      seen.add(drawn(element));
    }
    expect(seen).toContain(still("left", "hold"));
    expect(seen).toContain(still("left", "start"));
    expect(frames).toHaveLength(1);
    element.playing = false;
    await settled();
    pass(20);
    expect(frames).toHaveLength(0);
  });
  test("for who wants less movement, nothing moves", async () => {
    lessMotion = true;
    const element = figure({ exercise: "one", playing: "" });
    expect(drawn(element)).toBe(still("left", "hold"));
    element.phase = "start";
    await settled();
    expect(drawn(element)).toBe(still("left", "start"));
    expect(frames).toHaveLength(0);
  });
  test("data given by property comes before the page's", () => {
    const element = document.createElement("tenfold-figure");
    element.exercise = "one";
    element.still = true;
    element.data = { poses: [{ phase: "hold", trunk: [30, 0, 0] }] };
    document.body.append(element);
    const own = drawn(element);
    element.data = null;
    document.body.append(element);
    expect(drawn(element)).toBe(still("left", "hold"));
    expect(own).not.toBe(drawn(element));
  });
  test("nothing in it needs a style attribute in the markup", () => {
    const element = figure({ exercise: "one" });
    expect(element.shadowRoot?.querySelector("style")).toBeNull();
    expect(element.shadowRoot?.adoptedStyleSheets).toHaveLength(1);
  });
});

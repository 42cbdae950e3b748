import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import "../../src/figure/main";
import type { Drawing } from "../../src/figure/drawing";
import { TenfoldFigure } from "../../src/figure/element";
import type { View } from "../../src/figure/framing";
import { forgetAll } from "../../src/figure/loading";
import type { LevelMotion, Row } from "../../src/figure/motion";
import { file, SQUAT, STRETCH } from "./made";

/** Notes what it is told to draw. */
class Notes implements Drawing {
  level: LevelMotion | null = null;
  row: Row = [];
  view: View = { azimuth: NaN, elevation: NaN };
  pictures = 0;
  floor = true;
  shadows = true;
  software = false;
  show(level: LevelMotion): void {
    this.level = level;
  }
  pose(row: Row): void {
    this.row = row;
  }
  look(view: View): void {
    this.view = view;
  }
  render(): void {
    this.pictures += 1;
  }
  mark(): void {}
  paint(): void {}
  resize(): void {}
  dispose(): void {}
}

const BOOK = {
  one: { levels: { "0": { figure: { stills: { start: "/start.webp", hold: "/hold.webp" } } } } },
  bare: { levels: { "0": { figure: null } } },
};
let notes: Notes;
let canDraw = true;
let lessMotion = false;
let served = true;
let asked: string[] = [];
let frames: FrameRequestCallback[] = [];
let now = 0;
const draw = TenfoldFigure.draw;

/** Let `seconds` of animation time go by. */
function pass(seconds: number): void {
  for (let t = 0; t < seconds * 30; t += 1) {
    now += 1000 / 30;
    vi.advanceTimersByTime(1000 / 30);
    const due = frames;
    frames = [];
    for (const frame of due) frame(now);
  }
}
const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
};
async function figure(attributes: Record<string, string>): Promise<TenfoldFigure> {
  const element = document.createElement("tenfold-figure");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  await settled();
  return element;
}
const inside = <E extends Element = HTMLElement>(element: TenfoldFigure, selector: string): E =>
  element.shadowRoot?.querySelector(selector) as E;
/** Where the pelvis is drawn: in these movements, the frame. */
const place = (): number => notes.row[0] ?? NaN;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  [notes, canDraw, lessMotion, served, asked, frames, now] = [new Notes(), true, false, true, [], [], 0];
  forgetAll();
  TenfoldFigure.draw = () => (canDraw ? Promise.resolve(notes) : Promise.reject(new Error("no WebGL")));
  vi.stubGlobal("requestAnimationFrame", (frame: FrameRequestCallback) => frames.push(frame));
  vi.stubGlobal("cancelAnimationFrame", () => (frames = []));
  vi.stubGlobal("matchMedia", (query: string) => ({
    get matches() {
      return query.includes("motion") && lessMotion;
    },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal("fetch", async (address: string) => {
    asked.push(address);
    if (!served) throw new TypeError("no server");
    if (!address.startsWith("/motions/one")) return { ok: false, status: 404 };
    return { ok: true, status: 200, json: async () => file({ "0": STRETCH, "-1": SQUAT }) };
  });
  const script = document.createElement("script");
  script.type = "application/json";
  script.id = "exercises";
  script.textContent = JSON.stringify(BOOK);
  document.body.append(script);
});
afterEach(() => {
  document.body.replaceChildren();
  TenfoldFigure.draw = draw;
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("tenfold-figure", () => {
  test("without controls it is a picture; with them a group with a picture in it", async () => {
    expect((await figure({ exercise: "one" })).getAttribute("role")).toBe("img");
    const controlled = await figure({ exercise: "one", controls: "full", "aria-label": "Figure: one" });
    expect(controlled.getAttribute("role")).toBe("group");
    expect(inside(controlled, "canvas").getAttribute("role")).toBe("img");
    expect(inside(controlled, "canvas").getAttribute("aria-label")).toBe("Figure: one");
    expect(inside(controlled, "canvas").tabIndex).toBe(0);
    // Where arrow keys are the page's, a click on the figure does not take them away.
    expect(inside(await figure({ exercise: "one", controls: "turn" }), "canvas").hasAttribute("tabindex")).toBe(false);
  });
  test("without a figure it shows what the page wrote into it, and asks nobody where the page says so", async () => {
    const element = await figure({ exercise: "unknown" });
    expect(element.hasAttribute("empty")).toBe(true);
    expect(inside(element, "slot").hidden).toBe(false);
    asked = [];
    expect((await figure({ exercise: "bare" })).hasAttribute("empty")).toBe(true);
    expect(asked).toEqual([]);
    expect(inside(await figure({ exercise: "one" }), "slot").hidden).toBe(true);
  });
  test("each movement is asked for once", async () => {
    await figure({ exercise: "one" });
    await figure({ exercise: "one", level: "-1" });
    expect(asked).toEqual(["/motions/one.json"]);
  });
  test("still, it shows the hold and draws no more than that", async () => {
    await figure({ exercise: "one", still: "" });
    expect(place()).toBe(60);
    const pictures = notes.pictures;
    pass(5);
    expect(notes.pictures).toBe(pictures);
  });
  test("a level of its own is shown, and the right side is the mirror image", async () => {
    await figure({ exercise: "one", level: "-1", still: "", side: "right" });
    expect(place()).toBe(20);
    expect(notes.row[2]).toBe(-0.1);
    expect(notes.view.azimuth).toBe(-60);
  });
  test("a change of phase moves there and waits", async () => {
    const element = await figure({ exercise: "one", phase: "start" });
    element.phase = "move";
    await settled();
    pass(1);
    expect(place()).toBeGreaterThan(4);
    expect(place()).toBeLessThan(20);
    pass(5);
    expect(place()).toBeCloseTo(20, 5);
  });
  test("while it waits it breathes, with fewer pictures than when it moves", async () => {
    await figure({ exercise: "one", phase: "hold" });
    const [row, before] = [[...notes.row], notes.pictures];
    pass(2);
    expect(notes.row.some((value, i) => value !== row[i])).toBe(true);
    expect(notes.row[0]).toBe(row[0]);
    expect(notes.pictures - before).toBeLessThan(35);
    expect(notes.pictures - before).toBeGreaterThan(5);
  });
  test("sparing, it moves in few pictures and does not breathe, where the processor draws", async () => {
    notes.software = true;
    const element = await figure({ exercise: "one", phase: "start", sparing: "" });
    pass(1);
    let before = notes.pictures;
    pass(2);
    expect(notes.pictures).toBe(before);
    element.phase = "move";
    await settled();
    before = notes.pictures;
    pass(2);
    expect(notes.pictures - before).toBeLessThan(20);
    pass(2);
    expect(place()).toBeCloseTo(20, 5);
  });
  test("playing goes round, and says which phase it is in", async () => {
    const told: string[] = [];
    document.body.addEventListener("figure-phase", (event) => told.push((event as CustomEvent).detail.phase));
    await figure({ exercise: "one", playing: "" });
    pass(25);
    expect(told.join(" ")).toContain("start move hold return start");
  });
  test("with another exercise it fades over and never moves from one to the other", async () => {
    const element = await figure({ exercise: "one", phase: "hold" });
    element.level = "-1";
    await settled();
    expect(inside(element, "canvas").classList.contains("away")).toBe(true);
    expect(notes.level).toBe(STRETCH);
    vi.advanceTimersByTime(200);
    await settled();
    expect(inside(element, "canvas").classList.contains("away")).toBe(false);
    expect(place()).toBe(20);
  });
  test("for who wants less movement nothing moves, and phases are still pictures", async () => {
    lessMotion = true;
    const element = await figure({ exercise: "one", playing: "", controls: "full" });
    expect(place()).toBe(60);
    element.playing = false;
    element.phase = "start";
    await settled();
    expect(place()).toBe(0);
    expect(frames).toHaveLength(0);
    expect(inside(element, ".bar button").hidden).toBe(true);
  });
  test("without WebGL the page's pictures stand in, phase by phase, mirrored for the right", async () => {
    canDraw = false;
    const element = await figure({ exercise: "one", phase: "start", side: "right", controls: "turn" });
    const picture = inside<HTMLImageElement>(element, ".still");
    expect(element.hasAttribute("flat")).toBe(true);
    expect(picture.hidden).toBe(false);
    expect(picture.getAttribute("src")).toBe("/start.webp");
    expect(picture.classList.contains("turned")).toBe(true);
    expect(inside(element, ".around").hidden).toBe(true);
    element.phase = "hold";
    await settled();
    expect(picture.getAttribute("src")).toBe("/hold.webp");
  });
  test("a lost drawing gives way to the picture and comes back", async () => {
    const element = await figure({ exercise: "one", phase: "hold" });
    const canvas = inside(element, "canvas");
    const lost = new Event("webglcontextlost", { cancelable: true });
    canvas.dispatchEvent(lost);
    expect(lost.defaultPrevented).toBe(true);
    expect(inside(element, ".still").hidden).toBe(false);
    expect(canvas.hidden).toBe(true);
    canvas.dispatchEvent(new Event("webglcontextrestored"));
    expect(canvas.hidden).toBe(false);
    expect(inside(element, ".still").hidden).toBe(true);
  });
  test("a server that is away is asked again at the next change", async () => {
    served = false;
    const element = await figure({ exercise: "one", phase: "hold" });
    expect(element.hasAttribute("empty")).toBe(true);
    served = true;
    element.phase = "start";
    await settled();
    expect(element.hasAttribute("empty")).toBe(false);
    expect(place()).toBe(0);
  });
  test("the stepper goes to the next phase and stops there; play goes on", async () => {
    const element = await figure({ exercise: "one", playing: "", controls: "full" });
    inside(element, ".next").click();
    await settled();
    expect(element.playing).toBe(false);
    expect(element.phase).toBe("move");
    pass(5);
    expect(place()).toBeCloseTo(20, 5);
    expect(inside(element, ".phase").textContent).toBe("Way in");
    inside(element, ".before").click();
    expect(element.phase).toBe("start");
    inside(element, ".bar button").click();
    await settled();
    expect(element.playing).toBe(true);
    expect(element.phase).toBeNull();
  });
  test("arrow keys and the view buttons turn it", async () => {
    const element = await figure({ exercise: "one", controls: "full" });
    const key = new KeyboardEvent("keydown", { key: "ArrowRight", cancelable: true });
    inside(element, "canvas").dispatchEvent(key);
    expect(key.defaultPrevented).toBe(true);
    expect(notes.view.azimuth).toBe(48);
    inside(element, '[data-view="front"]').click();
    pass(3);
    expect(notes.view.azimuth).toBe(0);
    expect(inside(element, '[data-view="front"]').getAttribute("aria-pressed")).toBe("true");
    inside(element, '[data-view="best"]').click();
    pass(3);
    expect(notes.view.azimuth).toBe(60);
  });
  test("a key on one of its buttons is not the page's", async () => {
    const element = await figure({ exercise: "one", controls: "turn" });
    let seen = 0;
    document.body.addEventListener("keydown", () => (seen += 1));
    const press = (key: string): boolean =>
      inside(element, ".around").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
    press(" ");
    expect(seen).toBe(0);
    press("s");
    expect(seen).toBe(1);
  });
  test("nothing in it needs a style in the markup", async () => {
    const element = await figure({ exercise: "one", controls: "full" });
    expect(element.shadowRoot?.querySelector("style, [style]")).toBeNull();
    expect(element.shadowRoot?.adoptedStyleSheets).toHaveLength(1);
  });
});

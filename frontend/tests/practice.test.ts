import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FrameBatch, landmarkFrame } from "../src/practice/batch";
import { refusalOf } from "../src/practice/camera";
import { Caption, readingTime_ms } from "../src/practice/caption";
import { keyAction, mainAction } from "../src/practice/controls";
import { readMessage } from "../src/practice/messages";
import { PaceWatch } from "../src/practice/pace";
import { readSettings } from "../src/practice/settings";
import { LiveSocket, type SocketState } from "../src/practice/socket";
import { pickVoice, SpeechQueue } from "../src/practice/speech";
import type { ServerMessage } from "../src/practice/protocol";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("what the server sends", () => {
  it("is taken when it is whole", () => {
    expect(readMessage('{"v":1,"type":"chime","kind":"end"}')).toEqual({ v: 1, type: "chime", kind: "end" });
  });
  it.each([
    "no json",
    "null",
    "[]",
    '{"v":2,"type":"chime","kind":"end"}',
    '{"v":1,"type":"surprise"}',
    '{"v":1,"type":"toString"}',
    '{"v":1,"type":"say","text":5,"urgent":true,"kind":"lead"}',
    '{"v":1,"type":"state","stage":"work"}',
  ])("is passed over when it is not: %s", (text) => {
    expect(readMessage(text)).toBeUndefined();
  });
  it("is passed over when it is no text", () => {
    expect(readMessage(new ArrayBuffer(3))).toBeUndefined();
  });
});

class FakeSocket {
  static all: FakeSocket[] = [];
  readyState = WebSocket.OPEN as number;
  bufferedAmount = 0;
  sent: string[] = [];
  onopen?: () => void;
  onmessage?: (event: { data: unknown }) => void;
  onclose?: (event: { code: number }) => void;
  constructor() {
    FakeSocket.all.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.readyState = WebSocket.CLOSED;
    this.onclose?.({ code: 1000 });
  }
}

const STATE = {
  v: 1, type: "state", stage: "work", paused: false, title: "x", line: "", exercise_id: "x", level: 0, side: "both",
  rail: [], buttons: [], camera: false, left_s: 1,
};

describe("the socket", () => {
  function open() {
    FakeSocket.all = [];
    const states: SocketState[] = [];
    const messages: ServerMessage[] = [];
    const socket = new LiveSocket(
      "ws://here/live/1",
      { message: (message) => messages.push(message), state: (state) => states.push(state) },
      () => new FakeSocket() as unknown as WebSocket,
    );
    socket.connect();
    return { socket, states, messages };
  }

  it("says hello first", () => {
    open();
    FakeSocket.all[0]?.onopen?.();
    expect(FakeSocket.all[0]?.sent).toEqual(['{"v":1,"type":"hello"}']);
  });
  it("comes back after a loss, more slowly each time, and at once again after a good talk", () => {
    const { states } = open();
    FakeSocket.all[0]?.onclose?.({ code: 1006 });
    expect(states).toEqual(["waiting"]);
    vi.advanceTimersByTime(500);
    expect(FakeSocket.all).toHaveLength(2);
    FakeSocket.all[1]?.onclose?.({ code: 1006 });
    vi.advanceTimersByTime(900);
    expect(FakeSocket.all).toHaveLength(2);
    vi.advanceTimersByTime(100);
    expect(FakeSocket.all).toHaveLength(3);
    FakeSocket.all[2]?.onmessage?.({ data: JSON.stringify(STATE) });
    expect(states.at(-1)).toBe("open");
    FakeSocket.all[2]?.onclose?.({ code: 1006 });
    vi.advanceTimersByTime(500);
    expect(FakeSocket.all).toHaveLength(4);
  });
  it.each([4403, 4404, 4409])("stays away when told so (%i)", (code) => {
    const { states } = open();
    FakeSocket.all[0]?.onclose?.({ code });
    vi.advanceTimersByTime(60_000);
    expect(states).toEqual(["closed"]);
    expect(FakeSocket.all).toHaveLength(1);
  });
  it("is told to be open once, not with every message", () => {
    const { states } = open();
    for (let i = 0; i < 3; i++) FakeSocket.all[0]?.onmessage?.({ data: JSON.stringify(STATE) });
    expect(states).toEqual(["open"]);
  });
  it("does not come back once it was closed here", () => {
    const { socket, states } = open();
    socket.close();
    vi.advanceTimersByTime(60_000);
    expect(states).toEqual(["closed"]);
    expect(FakeSocket.all).toHaveLength(1);
  });
  it("says when something could not be sent", () => {
    const { socket } = open();
    expect(socket.send({ type: "press", button: "pause" })).toBe(true);
    (FakeSocket.all[0] as FakeSocket).readyState = WebSocket.CONNECTING;
    expect(socket.send({ type: "press", button: "pause" })).toBe(false);
  });
  it("drops a broken message and goes on", () => {
    const { messages } = open();
    FakeSocket.all[0]?.onmessage?.({ data: "{" });
    FakeSocket.all[0]?.onmessage?.({ data: '{"v":1,"type":"chime","kind":"end"}' });
    expect(messages).toHaveLength(1);
  });
});

describe("the voice", () => {
  const voice = (lang: string, localService = true, byDefault = false) => ({ lang, localService, default: byDefault });
  it("is never one that speaks over the network", () => {
    expect(pickVoice([voice("en-US", false, true)], "en")).toBeUndefined();
  });
  it("speaks the person's language, the exact one first", () => {
    const [us, gb, de] = [voice("en_US", true, true), voice("en-GB"), voice("de-DE")];
    expect(pickVoice([us, gb, de], "en-GB")).toBe(gb);
    expect(pickVoice([gb, us, de], "en")).toBe(us);
    expect(pickVoice([us, gb, de], "de")).toBe(de);
    expect(pickVoice([us, gb, de], "fr")).toBeUndefined();
  });
  it("drops what would be said too late", () => {
    const queue = new SpeechQueue();
    queue.add("old", 0);
    queue.add("new", 5000);
    expect(queue.next(7000)).toBe("new");
    expect(queue.next(7000)).toBeUndefined();
  });
  it("keeps only the latest few", () => {
    const queue = new SpeechQueue();
    for (const text of ["1", "2", "3", "4", "5"]) queue.add(text, 0);
    expect(queue.next(0)).toBe("3");
    queue.clear();
    expect(queue.next(0)).toBeUndefined();
  });
});

describe("frames", () => {
  const point = { x: 0.123456, y: 1, z: -0.5, visibility: 0.98765 };
  it("are rounded, with nobody as an empty frame", () => {
    expect(landmarkFrame(1.23456, [point], [point])).toEqual({
      t_s: 1.2346, image: [[0.1235, 1, -0.5]], world: [[0.1235, 1, -0.5]], visibility: [0.9877],
    });
    expect(landmarkFrame(0, [], []).image).toEqual([]);
  });
  it("go out about ten times a second", () => {
    const batch = new FrameBatch();
    const sent = Array.from({ length: 31 }, (_, i) => batch.add(landmarkFrame(i / 30, [], []), 4 / 3)).filter(Boolean);
    expect(sent.length).toBeGreaterThanOrEqual(7);
    expect(sent.length).toBeLessThanOrEqual(10);
    expect(sent.every((message) => (message?.frames.length ?? 0) <= 30)).toBe(true);
  });
  it("of before are forgotten on request", () => {
    const batch = new FrameBatch();
    batch.add(landmarkFrame(0, [], []), 1);
    batch.clear();
    expect(batch.add(landmarkFrame(5, [], []), 1)).toBeUndefined();
  });
});

describe("the pose model", () => {
  const feed = (watch: PaceWatch, ms: number, count: number) => Array.from({ length: count }, () => watch.frame(ms));
  it("stays when the machine keeps up, however slow the first pictures are", () => {
    const watch = new PaceWatch();
    expect(new Set([...feed(watch, 900, 5), ...feed(watch, 40, 60)])).toEqual(new Set(["keep"]));
  });
  it("is changed for the lighter one below 12 frames a second", () => {
    expect(feed(new PaceWatch(), 100, 25).at(-1)).toBe("use_lite");
  });
  it("is given up below 5 frames a second", () => {
    const watch = new PaceWatch();
    feed(watch, 300, 25);
    expect(feed(watch, 300, 25).at(-1), "a busy moment").toBe("keep");
    expect(feed(watch, 300, 20).at(-1)).toBe("too_slow");
  });
});

describe("a refused camera", () => {
  it.each([
    ["NotAllowedError", "refused"],
    ["SecurityError", "refused"],
    ["NotReadableError", "busy"],
    ["NotFoundError", "none"],
    ["OverconstrainedError", "none"],
  ])("%s is %s", (name, why) => {
    expect(refusalOf(new DOMException("", name))).toBe(why);
  });
  it("of an unknown kind is as none", () => expect(refusalOf("odd")).toBe("none"));
});

describe("the one line of words", () => {
  it("shows what is said for as long as it takes to read, then the standing line", () => {
    const element = document.createElement("p");
    const caption = new Caption(element);
    caption.standing("Hold");
    caption.said("Halfway", "lead");
    caption.standing("Hold on");
    expect(element.textContent).toBe("Halfway");
    vi.advanceTimersByTime(readingTime_ms("Halfway"));
    expect(element.textContent).toBe("Hold on");
    caption.said("7", "lead");
    expect(element.textContent, "a count is the big number already").toBe("Hold on");
    caption.said("Chest tall", "cue");
    expect(element.dataset.kind).toBe("cue");
  });
  it("gives long lines more time and short ones at least two and a half seconds", () => {
    expect(readingTime_ms("Go")).toBe(2500);
    expect(readingTime_ms("one two three four five six seven eight nine ten")).toBe(5000);
  });
});

describe("buttons and keys", () => {
  const key = (name: string, more = {}) => keyAction({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more });
  it("give the big button its meaning from the stage", () => {
    expect(mainAction({ stage: "ready", paused: false })).toBe("start");
    expect(mainAction({ stage: "work", paused: false })).toBe("pause");
    expect(mainAction({ stage: "work", paused: true })).toBe("resume");
    expect(mainAction({ stage: "done", paused: false })).toBeUndefined();
  });
  it("leave the browser's own keys alone", () => {
    expect(key(" ")).toBe("main");
    expect(key("ArrowRight")).toBe("skip");
    expect(key("E")).toBe("easier");
    expect(key("s", { ctrlKey: true })).toBeUndefined();
    expect(key("q")).toBeUndefined();
  });
});

describe("settings", () => {
  it("say of a camera that gives a mirror image that it does", () => {
    const batch = new FrameBatch(readSettings('{"mirrored": true}').mirrored);
    batch.add(landmarkFrame(0, [], []), 1);
    expect(batch.add(landmarkFrame(1, [], []), 1)).toMatchObject({ type: "frames", mirrored: true });
  });

  it("have sense where nothing or nonsense is written", () => {
    expect(readSettings(undefined)).toEqual({ voice: true, voiceRate: 0.95, chimes: true, camera: false, mirrored: false, language: "en" });
    expect(readSettings("{").voice).toBe(true);
    expect(readSettings('{"voice_rate": 9, "voice": false, "camera": true}')).toMatchObject({ voice: false, voiceRate: 1.5, camera: true });
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { noticeSetting, readAnswer, Reminders, type Due } from "../src/reminders";

const DUE: Due = {
  state: "due",
  ask_again_s: 300,
  key: "2026-11-23/hold/1",
  how: "page",
  exercise_id: "hold",
  say: "Time for a round of Abdominal hold",
  do: "Do one round",
  later: "Later",
  allow: "Allow notices",
};
const WAIT = { state: "wait", ask_again_s: 60 };

class FakeNotification {
  static permission: NotificationPermission = "granted";
  static shown: string[] = [];
  static asked = 0;
  static willSay: NotificationPermission = "granted";
  onclick?: () => void;
  constructor(_title: string, options: { body: string; tag: string }) {
    FakeNotification.shown.push(`${options.tag}: ${options.body}`);
  }
  static requestPermission(): Promise<NotificationPermission> {
    FakeNotification.asked += 1;
    FakeNotification.permission = FakeNotification.willSay;
    return Promise.resolve(FakeNotification.permission);
  }
  close(): void {}
}

/** The server's answers, one after the other, the last one again and again. */
function server(...answers: unknown[]) {
  const asked = vi.fn((): Promise<unknown> => {
    const next = answers.length > 1 ? answers.shift() : answers[0];
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  });
  return asked;
}
const banner = () => document.querySelector<HTMLElement>(".round-banner");
const after = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("Notification", FakeNotification);
  Object.assign(FakeNotification, { permission: "granted", shown: [], asked: 0, willSay: "granted" });
  localStorage.clear();
  document.body.innerHTML = "<main></main>";
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("what the server says", () => {
  it("is taken when it makes sense", () => {
    expect(readAnswer(DUE)).toEqual(DUE);
    expect(readAnswer(WAIT)).toEqual(WAIT);
    expect(readAnswer({ state: "off" })).toEqual({ state: "off" });
  });
  it.each([null, "due", [], { state: "due" }, { ...DUE, say: 5 }, { ...DUE, how: "loudly" }, { state: "wait", ask_again_s: "soon" }, { state: "wait", ask_again_s: NaN }])(
    "is passed over when it does not: %j",
    (value) => {
      expect(readAnswer(value)).toBeUndefined();
    },
  );
});

describe("a round that is due", () => {
  it("is said in a calm line with two ways on, which need no script", async () => {
    await new Reminders(server(DUE)).look();
    const line = banner()?.querySelector("p");
    expect([line?.getAttribute("role"), line?.textContent]).toEqual(["status", ""]);
    await after(0.1);
    expect(line?.textContent).toBe(DUE.say);
    const [round, later] = banner()!.querySelectorAll("form");
    expect([round?.getAttribute("action"), round?.method]).toEqual(["/sittings", "post"]);
    expect(Object.fromEntries(new FormData(round))).toEqual({ mode: "single", at_once: "yes", exercise_id: "hold" });
    expect(later?.getAttribute("action")).toBe("/rounds/later");
  });

  it("is text and nothing else, whatever an exercise is called", async () => {
    await new Reminders(server({ ...DUE, say: "<img src=x onerror=alert(1)>" })).look();
    await after(0.1);
    expect(banner()?.querySelector("img")).toBeNull();
    expect(banner()?.textContent).toContain("<img");
  });

  it("is not said twice where the page shows it already", async () => {
    document.body.innerHTML = "<main><section data-round-due></section></main>";
    await new Reminders(server(DUE)).look();
    expect(banner()).toBeNull();
  });

  it("goes away once it is done elsewhere", async () => {
    await new Reminders(server(DUE, WAIT)).look();
    expect(banner()).not.toBeNull();
    await after(300);
    expect(banner()).toBeNull();
  });

  it("stays as it is while it is the same round: nobody loses a button under the finger", async () => {
    const reminders = new Reminders(server(DUE));
    await reminders.look();
    const first = banner();
    await reminders.look();
    expect(banner()).toBe(first);
  });
});

describe("asking", () => {
  it("is done again when the server said", async () => {
    const ask = server(WAIT);
    await new Reminders(ask).look();
    await after(59);
    expect(ask).toHaveBeenCalledTimes(1);
    await after(1);
    expect(ask).toHaveBeenCalledTimes(2);
  });
  it("ends where no reminders are wanted", async () => {
    const ask = server({ state: "off" });
    await new Reminders(ask).look();
    await after(10_000);
    expect(ask).toHaveBeenCalledTimes(1);
  });
  it("goes on after trouble, without haste and without a banner", async () => {
    const ask = server(new Error("gone"), { what: "?" }, DUE);
    await new Reminders(ask).look();
    expect(banner()).toBeNull();
    await after(119);
    expect(ask).toHaveBeenCalledTimes(1);
    await after(121);
    expect(ask).toHaveBeenCalledTimes(3);
    expect(banner()).not.toBeNull();
  });
  it("is never done in haste, whatever the server says", async () => {
    const ask = server({ state: "wait", ask_again_s: 0 });
    await new Reminders(ask).look();
    await after(4.9);
    expect(ask).toHaveBeenCalledTimes(1);
  });
});

describe("a notice", () => {
  const wanted = { ...DUE, how: "notice" as const };

  it("comes once for each round, however many pages are open", async () => {
    await new Reminders(server(wanted)).look();
    await new Reminders(server(wanted)).look();
    await after(900);
    expect(FakeNotification.shown).toEqual([`tenfold-round: ${DUE.say}`]);
    await new Reminders(server({ ...wanted, key: "2026-11-23/hold/2" })).look();
    expect(FakeNotification.shown).toHaveLength(2);
  });
  it("does not come where it is not wanted", async () => {
    await new Reminders(server(DUE)).look();
    expect(FakeNotification.shown).toEqual([]);
    expect(banner()?.querySelectorAll("button")).toHaveLength(2);
  });
  it("is asked for only by a press", async () => {
    FakeNotification.permission = "default";
    await new Reminders(server(wanted)).look();
    expect(FakeNotification.asked).toBe(0);
    const allow = banner()!.querySelector<HTMLButtonElement>('button[type="button"]');
    expect(allow?.textContent).toBe("Allow notices");
    allow?.click();
    await after(0);
    expect(FakeNotification.asked).toBe(1);
    expect(allow?.isConnected).toBe(false);
  });
  it("is not missed where the browser refuses: the line is there", async () => {
    FakeNotification.permission = "denied";
    await new Reminders(server(wanted)).look();
    await after(0.1);
    expect(FakeNotification.shown).toEqual([]);
    expect(banner()?.textContent).toContain(DUE.say);
  });
  it("is not missed in a browser that knows no notices", async () => {
    vi.stubGlobal("Notification", undefined);
    await new Reminders(server(wanted)).look();
    await after(0.1);
    expect(banner()?.textContent).toContain(DUE.say);
  });
});

describe("the setting", () => {
  const place = () => document.querySelector<HTMLElement>("[data-notices]")!;
  beforeEach(() => {
    document.body.innerHTML = `
      <input type="radio" name="reminders" value="page" checked><input type="radio" name="reminders" value="notice">
      <p data-notices hidden data-ask="Not asked." data-button="Allow" data-yes="Shown." data-no="Not shown."></p>`;
  });
  const choose = (value: string) => {
    const choice = document.querySelector<HTMLInputElement>(`[value="${value}"]`)!;
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  };

  it("says nothing of notices while none are wanted", () => {
    noticeSetting(place());
    expect(place().hidden).toBe(true);
  });
  it("asks the browser by its button only, and says what came of it", async () => {
    Object.assign(FakeNotification, { permission: "default", willSay: "denied" });
    noticeSetting(place());
    choose("notice");
    expect(place().textContent).toContain("Not asked.");
    expect(FakeNotification.asked).toBe(0);
    place().querySelector("button")?.click();
    await after(0);
    expect(FakeNotification.asked).toBe(1);
    expect(place().textContent).toBe("Not shown.");
  });
  it("says that notices are shown", () => {
    noticeSetting(place());
    choose("notice");
    expect(place().textContent).toBe("Shown.");
  });
});

/**
 * Says that a round is due while a page is open: by a calm line on the page, and, if the person wants
 * it and the browser lets us, by a notice. The server knows what is done, put off, quiet or closed; here
 * we only ask it now and then.
 */

export interface Due {
  state: "due";
  ask_again_s: number;
  key: string;
  how: "page" | "notice";
  exercise_id: string;
  say: string;
  do: string;
  later: string;
  allow: string;
}
export type Answer = { state: "off" } | { state: "wait"; ask_again_s: number } | Due;

const ADDRESS = "/rounds/next";
const SAID = "tenfold-round-said";
const FILL_MS = 100;
const SHORTEST_S = 5;
const LONGEST_S = 900;
const AFTER_TROUBLE_S = 120;
const TEXTS = ["key", "exercise_id", "say", "do", "later", "allow"] as const;

/** What the server said, if it makes sense. */
export function readAnswer(value: unknown): Answer | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const given = value as Record<string, unknown>;
  if (given["state"] === "off") return { state: "off" };
  if (typeof given["ask_again_s"] !== "number" || !Number.isFinite(given["ask_again_s"])) return undefined;
  if (given["state"] === "wait") return { state: "wait", ask_again_s: given["ask_again_s"] };
  if (given["state"] !== "due" || TEXTS.some((name) => typeof given[name] !== "string")) return undefined;
  if (given["how"] !== "page" && given["how"] !== "notice") return undefined;
  return given as unknown as Due;
}

/** Whether the browser shows notices of ours: "default" means that nobody has asked it yet. */
export function permission(): NotificationPermission {
  return typeof Notification === "undefined" ? "denied" : Notification.permission;
}

/** Asks the browser; only ever after a press. What comes of it. */
export async function askPermission(): Promise<NotificationPermission> {
  if (permission() !== "default") return permission();
  try {
    return await Notification.requestPermission();
  } catch {
    return "denied";
  }
}

async function askServer(): Promise<unknown> {
  const answer = await fetch(ADDRESS, { credentials: "same-origin", cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** One browser has one memory of what was said, however many pages are open. */
function saidBefore(key: string): boolean {
  try {
    if (localStorage.getItem(SAID) === key) return true;
    localStorage.setItem(SAID, key);
  } catch {
    // Without a memory it is said once by each page.
  }
  return false;
}

export class Reminders {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #banner: HTMLElement | undefined;
  #said = "";
  #over = false;

  constructor(private readonly ask: () => Promise<unknown> = askServer) {}

  start(): void {
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) void this.look();
    });
    void this.look();
  }

  /** Ask now, say what there is to say, and ask again in time. */
  async look(): Promise<void> {
    if (this.#over) return;
    clearTimeout(this.#timer);
    let answer: Answer | undefined;
    try {
      answer = readAnswer(await this.ask());
    } catch {
      // The server is not there just now.
    }
    clearTimeout(this.#timer);
    if (answer?.state === "off") {
      this.#over = true;
      this.#hide();
      return;
    }
    if (answer?.state === "due") this.#say(answer);
    else this.#hide();
    const wait_s = answer ? Math.min(Math.max(answer.ask_again_s, SHORTEST_S), LONGEST_S) : AFTER_TROUBLE_S;
    this.#timer = setTimeout(() => void this.look(), wait_s * 1000);
  }

  #say(due: Due): void {
    if (this.#said === due.key) return;
    // Today shows it in its own place.
    if (!document.querySelector("[data-round-due]")) this.#show(due);
    this.#said = due.key;
    if (due.how === "notice" && permission() === "granted" && !saidBefore(due.key)) notice(due.say);
  }

  #show(due: Due): void {
    this.#hide();
    const banner = document.createElement("aside");
    banner.className = "round-banner";
    banner.setAttribute("aria-label", due.say);
    const text = document.createElement("p");
    text.setAttribute("role", "status");
    const round = { mode: "single", at_once: "yes", exercise_id: due.exercise_id };
    banner.append(text, form("/sittings", due.do, round, "button small-button"));
    banner.append(form("/rounds/later", due.later, { back: location.pathname }, "button quiet small-button"));
    if (due.how === "notice" && permission() === "default") {
      const allow = button(due.allow, "button quiet small-button");
      allow.type = "button";
      allow.addEventListener("click", () => void askPermission().then(() => allow.remove()));
      banner.append(allow);
    }
    document.body.append(banner);
    this.#banner = banner;
    // Screen readers speak what comes into a place that is there already.
    setTimeout(() => (text.textContent = due.say), FILL_MS);
  }

  #hide(): void {
    this.#banner?.remove();
    this.#banner = undefined;
    this.#said = "";
  }
}

function notice(say: string): void {
  try {
    // The same name for all: a newer one takes the place of an older one.
    const shown = new Notification("Tenfold", { body: say, tag: "tenfold-round" });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  } catch {
    // Some browsers show notices only by other ways. The line on the page is there.
  }
}

function button(text: string, className: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.textContent = text;
  made.className = className;
  return made;
}

function form(action: string, text: string, fields: Record<string, string>, className: string): HTMLFormElement {
  const made = document.createElement("form");
  made.method = "post";
  made.action = action;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    made.append(field);
  }
  made.append(button(text, className));
  return made;
}

/** On the settings page: whether the browser shows notices, and the button that asks it. */
export function noticeSetting(place: HTMLElement): void {
  const wanted = document.querySelector<HTMLInputElement>('input[name="reminders"][value="notice"]');
  const say = () => {
    const now = permission();
    place.hidden = !wanted?.checked;
    place.textContent = place.dataset[now === "granted" ? "yes" : now === "denied" ? "no" : "ask"] ?? "";
    if (now !== "default") return;
    const ask = button(place.dataset["button"] ?? "", "button small-button");
    ask.type = "button";
    ask.addEventListener("click", () => void askPermission().then(say));
    place.append(" ", ask);
  };
  for (const choice of document.querySelectorAll('input[name="reminders"]')) choice.addEventListener("change", say);
  say();
}

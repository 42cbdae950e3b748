/** Buttons and keys. Pause is always in sight; the rest comes with a movement, a touch or the Tab key. */

import type { PressMessage, StateMessage } from "./protocol";

export type Action = PressMessage["button"] | "stop_for_pain" | "camera" | "voice" | "fullscreen" | "help";

const KEYS: Record<string, Action> = {
  ArrowRight: "skip",
  ArrowLeft: "back",
  "+": "more_time",
  "=": "more_time",
  e: "easier",
  s: "stop_for_pain",
  c: "camera",
  v: "voice",
  f: "fullscreen",
  "?": "help",
};
const HIDE_AFTER_MS = 4000;

/** What the space bar and the big button mean now. */
export function mainAction(state: Pick<StateMessage, "stage" | "paused">): "start" | "pause" | "resume" | undefined {
  if (state.stage === "done") return undefined;
  if (state.stage === "ready") return "start";
  return state.paused ? "resume" : "pause";
}

/** What a key means, or nothing. Letters are taken without Shift, Ctrl, Alt or the like. */
export function keyAction(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): Action | "main" | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === " ") return "main";
  return KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
}

export class Controls {
  #state: StateMessage | undefined;
  #hide: ReturnType<typeof setTimeout> | undefined;
  #buttons = [...document.querySelectorAll<HTMLButtonElement>("button[data-action]")];

  constructor(private readonly act: (action: Action) => void) {
    for (const button of this.#buttons) {
      button.addEventListener("click", () => {
        const action = button.dataset.action as Action | "main";
        this.#do(action);
      });
    }
    document.addEventListener("keydown", (event) => this.#key(event));
    for (const kind of ["pointermove", "pointerdown", "keydown", "focusin"]) {
      document.addEventListener(kind, () => this.wake(), { passive: true });
    }
    this.wake();
  }

  show(state: StateMessage): void {
    const before = this.#state;
    this.#state = state;
    const main = mainAction(state);
    for (const button of this.#buttons) {
      const action = button.dataset.action;
      if (action === "main") {
        button.hidden = main === undefined || main === "start";
        button.dataset.now = main ?? "";
      } else if (action && !["camera", "voice", "fullscreen", "help", "start"].includes(action)) {
        button.disabled = !state.buttons.includes(action);
      }
    }
    if (!before || before.paused !== state.paused || before.stage !== state.stage) this.wake();
  }

  /** Show the controls for a while. */
  wake(): void {
    document.body.classList.add("awake");
    clearTimeout(this.#hide);
    this.#hide = setTimeout(() => document.body.classList.remove("awake"), HIDE_AFTER_MS);
  }

  #key(event: KeyboardEvent): void {
    if (document.querySelector("dialog[open]")) return;
    const on = event.target instanceof HTMLElement ? event.target.tagName : "";
    if (["INPUT", "SELECT", "TEXTAREA"].includes(on)) return;
    const action = keyAction(event);
    // Space on a button presses that button; elsewhere it is start, pause and resume.
    if (!action || (event.key === " " && (on === "BUTTON" || on === "A"))) return;
    event.preventDefault();
    this.#do(action);
  }

  #do(action: Action | "main"): void {
    if (action === "main") {
      const main = this.#state && mainAction(this.#state);
      if (main) this.act(main);
      return;
    }
    const local = ["camera", "voice", "fullscreen", "help", "start"].includes(action);
    if (local || this.#state?.buttons.includes(action)) this.act(action);
  }
}

/** Buttons of the figure: play and pause, phase by phase, and from where it is seen. */

import { t } from "../words";
import type { PhaseName } from "./motion";
import { VIEWS, type ViewName } from "./turning";

export interface ControlState {
  readonly playing: boolean;
  /** Whether it can move at all: where it cannot, there is nothing to play. */
  readonly moves: boolean;
  readonly phase: PhaseName;
  readonly view: ViewName | null;
  /** Whether it can be turned. */
  readonly turns: boolean;
}

export interface ControlActs {
  play(on: boolean): void;
  step(by: 1 | -1): void;
  view(name: ViewName): void;
}

const ICONS = {
  play: '<path class="full" d="M8 5l11 7-11 7z"/>',
  pause: '<path d="M8 5v14M16 5v14" stroke-width="4"/>',
  before: '<path d="M15 5l-7 7 7 7"/>',
  next: '<path d="M9 5l7 7-7 7"/>',
  around: '<path d="M20 12c0 2.2-3.6 4-8 4s-8-1.8-8-4 3.6-4 8-4c2 0 3.9.4 5.3 1"/><path d="M14.5 5.5l3.3 3.5-4 2.3"/><path d="M12 16v4M12 4v1.5"/>',
} as const;

export function phaseWord(phase: PhaseName): string {
  if (phase === "start") return t("Start");
  if (phase === "move") return t("Way in");
  if (phase === "hold") return t("In position");
  return t("Way back");
}

function viewWord(view: ViewName): string {
  if (view === "side") return t("From the side");
  if (view === "front") return t("From the front");
  return t("Best view");
}

function icon(name: keyof typeof ICONS): string {
  return `<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">${ICONS[name]}</svg>`;
}

function button(className: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.addEventListener("click", press);
  // The page has keys of its own, and does not see that it is a button that is pressed here.
  made.addEventListener("keydown", (event) => {
    if (event.key === " " || event.key === "Enter") event.stopPropagation();
  });
  return made;
}

function group(label: string, ...inside: HTMLElement[]): HTMLDivElement {
  const made = document.createElement("div");
  made.className = "group";
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", label);
  made.append(...inside);
  return made;
}

export interface Controls {
  readonly element: HTMLElement;
  show(state: ControlState): void;
}

/** All controls, for a page where the figure is to be studied. */
export function fullControls(acts: ControlActs): Controls {
  const bar = document.createElement("div");
  bar.className = "bar";
  let playing = false;
  const play = button("round play", () => acts.play(!playing));
  const before = button("round before", () => acts.step(-1));
  const next = button("round next", () => acts.step(1));
  before.innerHTML = icon("before");
  next.innerHTML = icon("next");
  before.setAttribute("aria-label", t("Part before"));
  next.setAttribute("aria-label", t("Next part"));
  const word = document.createElement("span");
  word.className = "phase";
  const views = VIEWS.map((name) => {
    const made = button("view", () => acts.view(name));
    made.textContent = viewWord(name);
    made.dataset["view"] = name;
    return made;
  });
  const turned = group(t("Seen from"), ...views);
  bar.append(group(t("The movement"), play, before, word, next), turned);
  return {
    element: bar,
    show(state) {
      playing = state.playing;
      play.hidden = !state.moves;
      play.innerHTML = icon(playing ? "pause" : "play");
      play.setAttribute("aria-label", playing ? t("Pause the figure") : t("Play the figure"));
      word.textContent = phaseWord(state.phase);
      turned.hidden = !state.turns;
      for (const one of views) one.setAttribute("aria-pressed", String(one.dataset["view"] === state.view));
    },
  };
}

/** One button that goes round the views, for a page that is looked at from afar. */
export function turnControl(acts: ControlActs): Controls {
  let now: ViewName = "best";
  const around = button("round around", () => acts.view(VIEWS[(VIEWS.indexOf(now) + 1) % VIEWS.length] ?? "best"));
  around.innerHTML = icon("around");
  around.setAttribute("aria-label", t("See it from another side"));
  around.title = t("See it from another side");
  return {
    element: around,
    show(state) {
      now = state.view ?? "front";
      around.hidden = !state.turns;
    },
  };
}

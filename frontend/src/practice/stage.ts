/** Draws one state of the sitting. Everything visible comes from the latest state alone. */

import { t } from "../words";
import type { StateMessage } from "./protocol";

function part<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element as E;
}

/** Minutes to go, in words for a glance: rounded up, never "0". */
export function minutesLeft(left_s: number): string {
  return t("About {minutes} min left", { minutes: Math.max(1, Math.ceil(left_s / 60)) });
}

export class Stage {
  readonly #body = document.body;
  readonly #figure = part("figure");
  readonly #title = part("title");
  readonly #labels = part("labels");
  readonly #number = part("number");
  readonly #numberLabel = part("number-label");
  readonly #rail = part("rail");
  readonly #left = part("left");
  readonly #pace = part("pace");
  readonly #next = part("next");
  readonly #breath = part("breath");

  show(state: StateMessage): void {
    this.#body.dataset.stage = state.stage;
    this.#body.dataset.paused = String(state.paused);
    this.#title.textContent = state.title;
    this.#labels.textContent = [state.side_label, state.set_label].filter(Boolean).join(" · ");
    this.#number.textContent = state.number === null ? "" : String(state.number);
    this.#number.dataset.digits = String(this.#number.textContent.length);
    this.#numberLabel.textContent = state.number === null ? "" : state.number_label;
    this.#left.textContent = state.stage === "done" ? "" : minutesLeft(state.left_s);
    this.#pace.textContent = state.stage === "work" ? state.pace_label : "";
    this.#next.textContent = state.next_title ? t("Next: {exercise}", { exercise: state.next_title }) : "";
    this.#drawRail(state);
    this.#drawFigure(state);
    this.#drawBreath(state);
  }

  #drawRail(state: StateMessage): void {
    while (this.#rail.children.length > state.rail.length) this.#rail.lastElementChild?.remove();
    while (this.#rail.children.length < state.rail.length) {
      const item = document.createElement("progress");
      item.max = 100;
      item.tabIndex = -1;
      this.#rail.append(item);
    }
    state.rail.forEach((share, index) => {
      const item = this.#rail.children[index] as HTMLProgressElement;
      item.value = Math.round(share * 100);
      item.classList.toggle("now", index === state.block_index);
    });
    this.#rail.setAttribute(
      "aria-label",
      t("Exercise {number} of {count}", { number: state.block_index + 1, count: state.block_count }),
    );
  }

  #drawFigure(state: StateMessage): void {
    const wanted: Record<string, string> = {
      exercise: state.exercise_id,
      level: String(state.level),
      side: state.side,
      phase: state.figure_phase,
    };
    for (const [name, value] of Object.entries(wanted))
      if (this.#figure.getAttribute(name) !== value) this.#figure.setAttribute(name, value);
    // While getting ready it shows the whole movement; in work it follows the player.
    this.#figure.toggleAttribute("playing", !state.paused && ["ready", "prepare", "rest"].includes(state.stage));
    this.#figure.setAttribute("aria-label", state.title);
  }

  #drawBreath(state: StateMessage): void {
    const breath = state.breath;
    this.#breath.hidden = !breath;
    if (!breath) return;
    const key = `${breath.half}:${state.paused}`;
    if (this.#breath.dataset.key === key) return;
    this.#breath.dataset.key = key;
    this.#breath.textContent = breath.half === "in" ? t("In") : t("Out");
    const full = breath.half === "in";
    const done = 1 - breath.left_s / Math.max(0.1, breath.length_s);
    const from = full ? 0.55 + 0.45 * done : 1 - 0.45 * done;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    for (const old of this.#breath.getAnimations()) old.cancel();
    if (still || state.paused) return;
    this.#breath.animate(
      [{ transform: `scale(${from})` }, { transform: `scale(${full ? 1 : 0.55})` }],
      { duration: breath.left_s * 1000, fill: "forwards", easing: "ease-in-out" },
    );
  }
}

/** Steps in words beside the figure: those of the phase that it shows stand out. */

import type { TenfoldFigure } from "./element";
import { PHASES, type PhaseName } from "./motion";

/** Let the list that describes a figure (`aria-describedby`) follow it, and its caption too. */
export function followSteps(figure: TenfoldFigure): void {
  const list = document.getElementById(figure.getAttribute("aria-describedby") ?? "");
  if (!list) return;
  const steps = [...list.querySelectorAll<HTMLElement>("[data-phase]")];
  const caption = captionOf(steps);
  figure.addEventListener("figure-phase", (event) => {
    const { phase } = (event as CustomEvent<{ phase: PhaseName }>).detail;
    for (const step of steps) {
      if (step.dataset["phase"] === phase) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
    for (const words of caption) words.classList.toggle("now", words.dataset["of"] === phase);
  });
}

/** The words of every phase in one place, so that the page does not move when they change. */
function captionOf(steps: readonly HTMLElement[]): HTMLElement[] {
  const caption = document.querySelector("[data-figure-words]");
  if (!caption) return [];
  return PHASES.map((phase) => {
    const words = document.createElement("span");
    words.dataset["of"] = phase;
    words.textContent = steps
      .filter((step) => step.dataset["phase"] === phase)
      .map((step) => step.querySelector("span")?.textContent?.trim() ?? "")
      .join(" ");
    caption.append(words);
    return words;
  });
}

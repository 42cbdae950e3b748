/** Steps in words beside the figure: those of the phase that it shows stand out. */

import type { PhaseName } from "./motion";
import type { TenfoldFigure } from "./element";

/** Let the list that describes a figure (`aria-describedby`) follow it, and its caption too. */
export function followSteps(figure: TenfoldFigure): void {
  const list = document.getElementById(figure.getAttribute("aria-describedby") ?? "");
  if (!list) return;
  const steps = [...list.querySelectorAll<HTMLElement>("[data-phase]")];
  const caption = document.querySelector<HTMLElement>("[data-figure-words]");
  figure.addEventListener("figure-phase", (event) => {
    const { phase } = (event as CustomEvent<{ phase: PhaseName }>).detail;
    const now = steps.filter((step) => step.dataset["phase"] === phase);
    for (const step of steps) {
      if (now.includes(step)) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
    if (caption) caption.textContent = now.map((step) => step.querySelector("span")?.textContent?.trim() ?? "").join(" ");
  });
}

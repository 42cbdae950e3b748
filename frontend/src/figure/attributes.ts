/** The attributes of `<tenfold-figure>` as properties. */

import { PHASES, type PhaseName } from "./motion";

export class FigureAttributes extends HTMLElement {
  get exercise(): string {
    return this.getAttribute("exercise") ?? "";
  }
  set exercise(value: string) {
    this.setAttribute("exercise", value);
  }
  get level(): string {
    return this.getAttribute("level") ?? "0";
  }
  set level(value: string | number) {
    this.setAttribute("level", String(value));
  }
  get side(): "left" | "right" | "both" {
    const value = this.getAttribute("side");
    return value === "right" || value === "both" ? value : "left";
  }
  set side(value: string) {
    this.setAttribute("side", value);
  }
  get phase(): PhaseName | null {
    return PHASES.find((name) => name === this.getAttribute("phase")) ?? null;
  }
  set phase(value: PhaseName | null) {
    if (value === null) this.removeAttribute("phase");
    else this.setAttribute("phase", value);
  }
  get playing(): boolean {
    return this.hasAttribute("playing");
  }
  set playing(value: boolean) {
    this.toggleAttribute("playing", value);
  }
  get still(): boolean {
    return this.hasAttribute("still");
  }
  set still(value: boolean) {
    this.toggleAttribute("still", value);
  }
}

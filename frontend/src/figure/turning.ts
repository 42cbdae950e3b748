/** From where the figure is seen: turned by hand, or gone to smoothly. */

import { turnWithin, type View } from "./framing";
import type { LevelMotion } from "./motion";

export type ViewName = "best" | "side" | "front";
export const VIEWS: readonly ViewName[] = ["best", "side", "front"];

const LOWEST_DEG = 2;
const HIGHEST_DEG = 82;
const GO_S = 0.22;

/** From where a movement is seen best. */
export const bestOf = (level: LevelMotion): View => ({ azimuth: level.azimuth_deg, elevation: level.elevation_deg });

/** The view of a name, for a movement whose best view is `best`. */
export function viewOf(name: ViewName, best: View): View {
  const elevation = Math.min(30, Math.max(8, best.elevation));
  if (name === "side") return { azimuth: best.azimuth < 0 ? -90 : 90, elevation };
  if (name === "front") return { azimuth: 0, elevation };
  return best;
}

export class Turning {
  #now: View = { azimuth: 0, elevation: 0 };
  #goal: View = this.#now;
  #name: ViewName | null = "best";

  get view(): View {
    return this.#now;
  }
  /** The named view it is in or goes to; null when turned by hand. */
  get name(): ViewName | null {
    return this.#name;
  }
  get moving(): boolean {
    return this.#now !== this.#goal;
  }

  /** Look from there, at once or by going round. */
  to(view: View, name: ViewName | null, atOnce: boolean): void {
    this.#goal = view;
    this.#name = name;
    if (atOnce) this.#now = view;
  }

  /** Turned by hand, degrees. */
  by(azimuth: number, elevation: number): void {
    const up = Math.min(HIGHEST_DEG, Math.max(LOWEST_DEG, this.#now.elevation + elevation));
    this.#now = this.#goal = { azimuth: turnWithin(this.#now.azimuth + azimuth), elevation: up };
    this.#name = null;
  }

  /** Let time go by. Whether it turned. */
  advance(seconds: number): boolean {
    if (!this.moving) return false;
    const share = 1 - Math.exp(-seconds / GO_S);
    const round = turnWithin(this.#goal.azimuth - this.#now.azimuth);
    const up = this.#goal.elevation - this.#now.elevation;
    this.#now =
      Math.hypot(round, up) < 0.2
        ? this.#goal
        : { azimuth: turnWithin(this.#now.azimuth + round * share), elevation: this.#now.elevation + up * share };
    return true;
  }
}

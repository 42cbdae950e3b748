/** Which pose model this machine can keep up with, from how long frames take. Pure, for tests. */

export type Model = "full" | "lite";
export type Advice = "keep" | "use_lite" | "too_slow";

/** Below 12 frames a second the lighter model; below 5 none. */
const LITE_OVER_MS = 1000 / 12;
const SLOW_OVER_MS = 1000 / 5;
/** Judged over so many frames, the first few (warming up) left out. */
const WARM_UP = 5;
const JUDGED = 20;
/** Too slow must be so twice running: another program may only be busy for a moment. */
const SLOW_TIMES = 2;

export class PaceWatch {
  #times: number[] = [];
  #skip = WARM_UP;
  #slow = 0;

  constructor(private model: Model = "full") {}

  /** A frame took `ms`. */
  frame(ms: number): Advice {
    if (this.#skip > 0) {
      this.#skip -= 1;
      return "keep";
    }
    this.#times.push(ms);
    if (this.#times.length < JUDGED) return "keep";
    const middle = this.#times.sort((a, b) => a - b)[JUDGED >> 1] ?? 0;
    this.#times = [];
    if (this.model === "full" && middle > LITE_OVER_MS) {
      this.model = "lite";
      this.#skip = WARM_UP;
      return "use_lite";
    }
    this.#slow = middle > SLOW_OVER_MS ? this.#slow + 1 : 0;
    return this.#slow >= SLOW_TIMES ? "too_slow" : "keep";
  }
}

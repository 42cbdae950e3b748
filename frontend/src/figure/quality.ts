/** How finely to draw: less where pictures come too slowly. No clock in here. */

export interface Quality {
  /** Pixels of the picture to one of the page, at most. */
  readonly ratio: number;
  /** Whether the lamp throws shadows. */
  readonly shadows: boolean;
}

const STEPS: readonly Quality[] = [
  { ratio: 2, shadows: true },
  { ratio: 1.25, shadows: true },
  { ratio: 1, shadows: false },
  { ratio: 0.75, shadows: false },
  { ratio: 0.6, shadows: false },
];
/** Where pictures are made by the processor, begin here. */
const SOFTWARE = 2;
const SLOW_MS = 25;
const SAMPLES = 10;

export class QualityGuard {
  #step = 0;
  #times: number[] = [];

  get now(): Quality {
    return STEPS[this.#step] ?? { ratio: 1, shadows: false };
  }
  /** Fewer points than the page has: what need not move had better not, and be sharp. */
  get coarse(): boolean {
    return this.now.ratio < 1;
  }
  software(): void {
    this.#step = Math.max(this.#step, SOFTWARE);
  }

  /** Tell the time from one picture to the next while it moves. Whether to draw otherwise now. */
  took(ms: number): boolean {
    this.#times.push(ms);
    if (this.#times.length < SAMPLES) return false;
    const middle = [...this.#times].sort((a, b) => a - b)[SAMPLES / 2] ?? 0;
    this.#times = [];
    if (middle <= SLOW_MS || this.#step === STEPS.length - 1) return false;
    this.#step += 1;
    return true;
  }
  /** What was not measured in one go does not count. */
  forget(): void {
    this.#times = [];
  }
}

/**
 * Where in its movement the figure is, and how it gets on from there. No clock and no drawing.
 *
 * The place is counted in frames, round and round: the last frame is the first one again. It only
 * ever goes along the frames, forwards or back, so that the figure cannot jump.
 */

import { PHASES, type Key, type LevelMotion, type PhaseName } from "./motion";

const OTHERWISE: Readonly<Record<PhaseName, readonly PhaseName[]>> = {
  start: ["start"],
  move: ["move", "hold", "start"],
  hold: ["hold", "move", "start"],
  return: ["return", "start"],
};
/** How long it rests at a stop when it goes round, by phase. */
const REST_S: Readonly<Record<PhaseName, number>> = { start: 1.1, move: 0.9, hold: 2.4, return: 0.5 };
/** Going back along the frames looks like a film run backwards: only where it is much shorter. */
const BACK_COSTS = 1.5;
const FASTEST = 1.8;
/** How soon it has its speed after setting off, seconds. */
const SWIFT_S = 0.12;

type Course = Pick<LevelMotion, "fps" | "keys" | "frames">;

export class Playback {
  readonly #keys: readonly Key[];
  readonly #fps: number;
  /** Frames of one round. */
  readonly #length: number;
  #place = 0;
  /** Where it is going, in frames from the round's beginning; may lie in the next round. */
  #goal = 0;
  /** Frames a second; negative on the way back. */
  #speed = 0;
  #rate = 1;
  #round = false;
  #restS = 0;
  #asked: PhaseName | null = null;

  constructor(course: Course) {
    this.#keys = course.keys;
    this.#fps = course.fps;
    this.#length = Math.max(1, course.frames.length - 1);
  }

  /** The frame it is at, with a fraction. */
  get place(): number {
    return this.#place;
  }
  get moving(): boolean {
    return this.#place !== this.#goal;
  }
  /** Whether time would change anything without anybody asking. */
  get running(): boolean {
    return this.moving || this.#round;
  }
  get goingRound(): boolean {
    return this.#round;
  }

  /** The phases there are, in the order of the movement: the way back is always one. */
  get phases(): PhaseName[] {
    return PHASES.filter((name) => name === "return" || this.#keys.some((key) => key.phase === name));
  }

  /** The phase it is in, or on its way into. */
  get phase(): PhaseName {
    if (this.#asked) return this.#asked;
    const at = this.#keys.find((key) => Math.abs(key.frame - this.#place) < 1e-6);
    if (at && (!this.moving || this.#restS > 0)) return at.phase;
    return this.#keys.find((key) => key.frame > this.#place + 1e-6)?.phase ?? "return";
  }

  /** Be at the picture of a phase, at once. */
  jump(phase: PhaseName): void {
    this.#place = this.#goal = this.still(phase);
    this.#speed = this.#restS = 0;
    this.#round = false;
    this.#asked = phase;
  }

  /** The frame that a still picture of a phase shows. */
  still(phase: PhaseName): number {
    const mine = this.#ofPhase(phase);
    return ([...mine].reverse().find((key) => key.stop) ?? mine.at(-1))?.frame ?? 0;
  }

  /** Go to a phase from wherever it is, and wait there. */
  go(phase: PhaseName): void {
    const leftS = Math.abs(this.#goal - this.#place) / this.#fps;
    this.#round = false;
    this.#restS = 0;
    this.#asked = phase;
    this.#goal = this.#toward(phase);
    const needS = Math.abs(this.#goal - this.#place) / this.#fps;
    // Asked for the next before it has got to the last: hurry a little, to be in time again.
    this.#rate = leftS > 0.2 && needS > leftS ? Math.min(FASTEST, needS / (needS - leftS)) : 1;
  }

  /** Go round and round, with a rest at each stop. */
  goRound(): void {
    if (this.#round) return;
    this.#round = true;
    this.#asked = null;
    this.#rate = 1;
    if (!this.moving) this.#restS = REST_S.move;
    else this.#goal = this.#nextStop(this.#place);
  }

  /** Finish the move under way, then rest. */
  settle(): void {
    this.#asked = this.#round ? this.phase : this.#asked;
    this.#round = false;
    this.#restS = 0;
  }

  /** Let time go by. Whether the figure moved. */
  advance(seconds: number): boolean {
    let left = seconds;
    if (this.#restS > 0) {
      const rest = Math.min(left, this.#restS);
      this.#restS -= rest;
      left -= rest;
    }
    if (this.#restS > 0 || left <= 0) return false;
    if (!this.moving) {
      this.#speed = 0;
      if (!this.#round) return false;
      this.#goal = this.#nextStop(this.#place);
    }
    const way = Math.sign(this.#goal - this.#place);
    const wanted = way * this.#fps * this.#rate;
    this.#speed += (wanted - this.#speed) * (1 - Math.exp(-left / SWIFT_S));
    const next = this.#place + this.#speed * left;
    if (way * (this.#goal - next) <= 0) this.#arrive();
    else this.#place = Math.max(0, next);
    if (this.#place > this.#length) {
      this.#place -= this.#length;
      this.#goal -= this.#length;
    }
    return true;
  }

  #arrive(): void {
    this.#place = this.#goal = this.#goal % this.#length;
    this.#speed = 0;
    this.#rate = 1;
    if (this.#round) this.#restS = REST_S[this.#keys.find((key) => key.frame === this.#place)?.phase ?? "return"];
  }

  #ofPhase(phase: PhaseName): Key[] {
    for (const name of OTHERWISE[phase]) {
      const found = this.#keys.filter((key) => key.phase === name);
      if (found.length > 0) return found;
    }
    return this.#keys.slice(0, 1);
  }

  #nextStop(place: number): number {
    return this.#keys.find((key) => key.stop && key.frame > place + 1e-6)?.frame ?? this.#length;
  }

  /** Where to go for a phase: forwards, or back where that is a good deal shorter. */
  #toward(phase: PhaseName): number {
    const goal = this.#goalFrame(phase);
    const forward = goal >= this.#place - 1e-6 ? goal : goal + this.#length;
    const back = goal % this.#length;
    if (back > this.#place) return forward;
    const turned = this.#place >= this.#farthest - 1e-6;
    return turned || forward - this.#place <= (this.#place - back) * BACK_COSTS ? forward : back;
  }

  #goalFrame(phase: PhaseName): number {
    // A way back ends where the next time starts.
    if (phase === "return" || phase === "start") return this.#place === 0 ? 0 : this.#length;
    const last = this.#ofPhase(phase).at(-1);
    if (!last) return 0;
    // It does not wait at a pose that is only passed.
    return last.stop ? last.frame : this.#nextStop(last.frame);
  }

  /** From here on the only way back is forwards. */
  get #farthest(): number {
    const out = this.#keys.filter((key) => key.stop && key.frame > 0 && key.phase !== "return");
    return out.at(-1)?.frame ?? 0;
  }
}

/** How the figure gets from key pose to key pose: routes, easing and beats. No clock in here. */

import type { PhaseName } from "./data";
import type { Key } from "./scene";
import { between, travel, type Stance } from "./solve";

/** One move without a stop: by way of `through`, the last of which is where it ends. */
export interface Move {
  readonly from: Stance;
  readonly through: readonly Stance[];
  /** Index of the key pose where it ends. */
  readonly end: number;
  readonly takesS: number;
  /** How long it rests there before the next move. */
  readonly beatS: number;
}

const OTHERWISE: Readonly<Record<PhaseName, readonly PhaseName[]>> = {
  start: ["start"],
  move: ["move", "hold", "start"],
  hold: ["hold", "move", "start"],
  return: ["return", "start"],
};
const BEAT_S: Readonly<Record<PhaseName, number>> = { start: 0.9, move: 0.5, hold: 1.8, return: 0.4 };

/** Slow at both ends. */
export const ease = (t: number): number => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2);

/** The key poses that belong to a phase; where it has none, those of the phase it amounts to. */
function ofPhase(keys: readonly Key[], phase: PhaseName): number[] {
  for (const name of OTHERWISE[phase]) {
    const found = [...keys.keys()].filter((i) => keys[i]?.phase === name);
    if (found.length > 0) return found;
  }
  return [0];
}

/** The key pose that a still picture of a phase shows: the last of its poses. */
export const stillOf = (keys: readonly Key[], phase: PhaseName): number => {
  const mine = ofPhase(keys, phase);
  return [...mine].reverse().find((i) => !keys[i]?.passBy) ?? mine[mine.length - 1] ?? 0;
};

/** Key poses to go through for a phase, from key pose `from`; empty when it is there already. */
export function route(keys: readonly Key[], from: number, phase: PhaseName): number[] {
  const goal = ofPhase(keys, phase);
  const last = goal[goal.length - 1] ?? 0;
  if (from === last && phase !== "return" && !keys[last]?.passBy) return [];
  const way = goal.includes(from) ? goal.slice(goal.indexOf(from) + 1) : [...goal];
  // A return ends where the next rep starts.
  if (phase === "return") way.push(stillOf(keys, "start"));
  for (let i = last; phase !== "return" && keys[i]?.passBy; ) {
    i = (i + 1) % keys.length;
    if (i === last) break;
    way.push(i);
  }
  const settled = way.filter((i, k) => i !== way[k - 1] && !(k === 0 && i === from));
  return settled;
}

/** A route as moves, each up to the next stop. */
export function moves(keys: readonly Key[], now: Stance, way: readonly number[]): Move[] {
  const all: Move[] = [];
  let from = now;
  let through: Stance[] = [];
  way.forEach((index, k) => {
    const key = keys[index];
    if (!key) return;
    through.push(key.stance);
    if (key.passBy && k < way.length - 1) return;
    all.push({ from, through, end: index, takesS: takes(from, through), beatS: BEAT_S[key.phase] });
    from = key.stance;
    through = [];
  });
  return all;
}

/** All key poses once round, ending at `from` again. */
export const round = (keys: readonly Key[], from: number): number[] =>
  keys.map((_, k) => (from + 1 + k) % keys.length);

function takes(from: Stance, through: readonly Stance[]): number {
  let way = 0;
  let at = from;
  for (const next of through) {
    way += travel(at, next);
    at = next;
  }
  return way < 1e-6 ? 0 : Math.min(2.6, Math.max(0.7, 0.5 + 1.7 * way));
}

/** The stance a part `t` (0-1) of the time into a move. */
export function along(move: Move, t: number): Stance {
  const stops = [move.from, ...move.through];
  const ways = move.through.map((next, i) => Math.max(1e-6, travel(stops[i] as Stance, next)));
  const whole = ways.reduce((sum, way) => sum + way, 0);
  let left = ease(Math.min(1, Math.max(0, t))) * whole;
  for (const [i, way] of ways.entries()) {
    if (left <= way || i === ways.length - 1) {
      return between(stops[i] as Stance, stops[i + 1] as Stance, Math.min(1, left / way));
    }
    left -= way;
  }
  return move.from;
}

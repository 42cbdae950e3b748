/** What is drawn after what: the far things first. */

import { project, type Camera } from "./camera";
import { limbOf, nearness, type Part } from "./shape";
import { mix } from "./vector";

interface Sample {
  readonly x: number;
  readonly y: number;
  readonly near: number;
  readonly r: number;
}

const PLACES = [0, 0.25, 0.5, 0.75, 1];

const samples = (part: Part, view: Camera): Sample[] =>
  part.bones.flatMap(({ from, to, r }) => PLACES.map((t) => ({ ...project(mix(from, to, t), view), r })));

/** How much nearer `a` is than `b` where they overlap in the picture; null if they do not. */
function nearer(a: readonly Sample[], b: readonly Sample[]): number | null {
  let weight = 0;
  let sum = 0;
  for (const p of a) {
    for (const q of b) {
      const [dx, dy, together] = [p.x - q.x, p.y - q.y, p.r + q.r];
      const apart = dx * dx + dy * dy;
      if (apart >= together * together) continue;
      const overlap = together - Math.sqrt(apart);
      weight += overlap;
      sum += overlap * (p.near - q.near);
    }
  }
  return weight > 0 ? sum / weight : null;
}

/** What two parts themselves say about their order. */
function fixed(a: Part | undefined, b: Part | undefined): number | null {
  if (a && b && a.over === b.key) return 1;
  return a && b && b.over === a.key ? -1 : null;
}

/**
 * Parts from far to near. Of two parts that overlap, the one that is nearer there comes later;
 * where that goes round in a ring, the ring is opened at its weakest place.
 */
export function farToNear(parts: readonly Part[], view: Camera): Part[] {
  const seen = parts.map((part) => samples(part, view));
  const mean = parts.map((part) => nearness(part, view));
  // behind[i] holds what must be drawn before part i, and how surely.
  const behind = parts.map(() => new Map<number, number>());
  for (let i = 0; i < parts.length; i++) {
    for (let k = i + 1; k < parts.length; k++) {
      const by = fixed(parts[i], parts[k]) ?? nearer(seen[i] ?? [], seen[k] ?? []);
      if (by === null) continue;
      if (by > 0) behind[i]?.set(k, by);
      else behind[k]?.set(i, -by);
    }
  }
  const left = new Set(parts.keys());
  const order: Part[] = [];
  while (left.size > 0) {
    let best = -1;
    let bestCost = Infinity;
    for (const i of left) {
      let held = 0;
      for (const [k, by] of behind[i] ?? []) if (left.has(k)) held += by;
      const cost = held * 1000 + (mean[i] ?? 0);
      if (cost < bestCost) [best, bestCost] = [i, cost];
    }
    left.delete(best);
    const part = parts[best];
    if (part) order.push(part);
  }
  return order;
}

/**
 * Parts in their order without the patches that would do harm: those of a part that is drawn
 * before its neighbour, and those with something between the two at the seam.
 */
export function patched(order: readonly Part[], view: Camera): Part[] {
  const place = new Map(order.map((part, i) => [part.key, i]));
  const seen = order.map((part) => samples(part, view));
  const limbs = order.map(({ key }) => limbOf(key));
  return order.map((part, i) => {
    const shapes = part.shapes.filter(({ joins, seam }) => {
      if (joins === undefined || !seam) return true;
      const other = place.get(joins);
      if (other === undefined || other > i) return false;
      const at = project(seam.at, view);
      for (let k = other + 1; k < i; k++) {
        if (limbs[k] !== null && limbs[k] === limbs[i]) continue;
        if (seen[k]?.some(({ x, y, r }) => Math.hypot(x - at.x, y - at.y) < r + seam.r)) return false;
      }
      return true;
    });
    return shapes.length === part.shapes.length ? part : { ...part, shapes };
  });
}

/** The visible part of a cap on a ball (hair on a head), as SVG path data. */

import { project, type Camera } from "./camera";
import { line, type Ball } from "./outline";
import { cross, dot, unit, type Vec } from "./vector";

const STEPS = 72;
const angles: readonly number[] = Array.from({ length: STEPS }, (_, i) => (i * 2 * Math.PI) / STEPS);

type Flat = readonly [number, number];

/** Where on a ball a direction is at least `edge` along `middle`, seen from `view`. */
export function cap(on: Ball, middle: Vec, edge: number, view: Camera): string {
  const { x, y } = project(on.at, view);
  const place = ([px, py]: Flat): Flat => [x + on.r * px, y - on.r * py];
  const h: Vec = [dot(middle, view.right), dot(middle, view.up), dot(middle, view.towards)];
  const a = unit(cross(h, Math.abs(h[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
  const b = cross(h, a);
  const radius = Math.sqrt(1 - edge * edge);
  const rim = angles.map((t): Vec => {
    const [c, s] = [radius * Math.cos(t), radius * Math.sin(t)];
    return [edge * h[0] + c * a[0] + s * b[0], edge * h[1] + c * a[1] + s * b[1], edge * h[2] + c * a[2] + s * b[2]];
  });
  const seen = rim.map((p) => p[2] > 0);
  const flat = rim.map((p): Flat => [p[0], p[1]]);
  const whole = line(angles.map((t) => place([Math.cos(t), Math.sin(t)])), true);
  if (seen.every(Boolean)) {
    const rimPath = line(flat.map(place), true);
    return h[2] > 0 ? rimPath : whole + rimPath;
  }
  if (!seen.some(Boolean)) return h[2] > 0 ? whole : "";
  const start = seen.findIndex((now, i) => now && !seen[(i + STEPS - 1) % STEPS]);
  const visible: Flat[] = [];
  for (let i = 0; i < STEPS && seen[(start + i) % STEPS]; i++) visible.push(flat[(start + i) % STEPS] ?? [0, 0]);
  return line([...visible, ...silhouette(visible, h, edge)].map(place), true);
}

/** Back from the end of the visible rim to its start along the ball's outline, within the cap. */
function silhouette(visible: readonly Flat[], h: Vec, edge: number): Flat[] {
  const [first, last] = [visible[0], visible[visible.length - 1]];
  if (!first || !last) return [];
  const from = Math.atan2(last[1], last[0]);
  const to = Math.atan2(first[1], first[0]);
  const ahead = (((to - from) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
  const middle = from + ahead / 2;
  const inside = Math.cos(middle) * h[0] + Math.sin(middle) * h[1] > edge;
  const sweep = inside ? ahead : ahead - 2 * Math.PI;
  const count = Math.max(2, Math.round((Math.abs(sweep) / (2 * Math.PI)) * STEPS));
  return Array.from({ length: count + 1 }, (_, i): Flat => {
    const t = from + (sweep * i) / count;
    return [Math.cos(t), Math.sin(t)];
  });
}

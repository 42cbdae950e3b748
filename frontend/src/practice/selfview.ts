/** The small mirror: what the camera sees, with the landmarks drawn over it. */

import type { Landmark } from "./batch";
import { drawOutline, type Outline } from "./outline";

const BONES: readonly (readonly [number, number])[] = [
  [11, 12], [11, 13], [13, 15], [12, 14], [14, 16], [11, 23], [12, 24], [23, 24],
  [23, 25], [25, 27], [27, 29], [29, 31], [24, 26], [26, 28], [28, 30], [30, 32],
];
const SEEN_FROM = 0.3;

export interface Guide {
  outline: Outline;
  allSeen: boolean;
}

export function drawLandmarks(
  canvas: HTMLCanvasElement,
  aspect: number,
  points: readonly Landmark[],
  guide: Guide = { outline: "none", allSeen: true },
): void {
  const width = canvas.clientWidth || 240;
  const height = Math.round(width / aspect);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.clearRect(0, 0, width, height);
  drawOutline(pen, guide.outline, guide.allSeen);
  pen.lineWidth = 3;
  pen.lineCap = "round";
  pen.strokeStyle = getComputedStyle(canvas).color;
  pen.beginPath();
  for (const [from, to] of BONES) {
    const a = points[from];
    const b = points[to];
    if (!a || !b || (a.visibility ?? 0) < SEEN_FROM || (b.visibility ?? 0) < SEEN_FROM) continue;
    pen.moveTo(a.x * width, a.y * height);
    pen.lineTo(b.x * width, b.y * height);
  }
  pen.stroke();
}

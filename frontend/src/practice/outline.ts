/** An outline over the camera picture to get into, while a person finds their place. */

import type { CameraNoteMessage } from "./protocol";

export type Outline = NonNullable<CameraNoteMessage["outline"]>;

/** Centre, half sizes and corner, as shares of the picture's height; x from the middle. */
interface Part {
  x: number;
  y: number;
  halfWidth: number;
  halfHeight: number;
}

const HEAD = 0.06;
const SHAPES: Record<Exclude<Outline, "none">, { head: [number, number]; parts: Part[] }> = {
  upright: {
    head: [0, 0.13],
    parts: [
      { x: 0, y: 0.35, halfWidth: 0.13, halfHeight: 0.15 },
      { x: 0, y: 0.71, halfWidth: 0.1, halfHeight: 0.2 },
    ],
  },
  seated: {
    head: [0, 0.3],
    parts: [
      { x: 0, y: 0.54, halfWidth: 0.14, halfHeight: 0.16 },
      { x: 0, y: 0.79, halfWidth: 0.32, halfHeight: 0.09 },
    ],
  },
  lying: {
    head: [-0.5, 0.66],
    parts: [
      { x: -0.25, y: 0.68, halfWidth: 0.18, halfHeight: 0.09 },
      { x: 0.2, y: 0.64, halfWidth: 0.25, halfHeight: 0.13 },
    ],
  },
};

/** Dashed; solid and in the accent's colour once everything is in view. */
export function drawOutline(pen: CanvasRenderingContext2D, outline: Outline, allSeen: boolean): void {
  if (outline === "none") return;
  const { width, height } = pen.canvas;
  const { head, parts } = SHAPES[outline];
  // In a narrow picture the shape is drawn smaller, so that it stays whole.
  const scale = Math.min(height, width / 1.28);
  const x = (share: number): number => width / 2 + share * scale;
  const y = (share: number): number => height / 2 + (share - 0.5) * scale;
  pen.save();
  pen.lineWidth = Math.max(3, scale * 0.012);
  pen.strokeStyle = allSeen ? "#7fe0d0" : "#ffd27a";
  pen.setLineDash(allSeen ? [] : [scale * 0.03, scale * 0.025]);
  pen.beginPath();
  pen.arc(x(head[0]), y(head[1]), HEAD * scale, 0, 7);
  for (const part of parts) {
    const corner = Math.min(part.halfWidth, part.halfHeight) * scale * 0.9;
    pen.roundRect(
      x(part.x - part.halfWidth),
      y(part.y - part.halfHeight),
      2 * part.halfWidth * scale,
      2 * part.halfHeight * scale,
      corner,
    );
  }
  pen.stroke();
  pen.restore();
}

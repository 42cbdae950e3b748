/** Gathers landmark frames and sends about ten batches a second. Numbers are rounded to what matters. */

import type { FramesMessage, LandmarkFrame } from "./protocol";

const EVERY_S = 0.1;
const MOST = 30;

export interface Landmark {
  x: number;
  y: number;
  z: number;
  visibility?: number;
}

const round = (value: number) => Math.round(value * 1e4) / 1e4;

/** One frame as the socket wants it. No landmarks: nobody in view. */
export function landmarkFrame(t_s: number, image: readonly Landmark[], world: readonly Landmark[]): LandmarkFrame {
  const triples = (points: readonly Landmark[]) =>
    points.map((point): [number, number, number] => [round(point.x), round(point.y), round(point.z)]);
  return {
    t_s: round(t_s),
    image: triples(image),
    world: triples(world),
    visibility: image.map((point) => round(point.visibility ?? 0)),
  };
}

export class FrameBatch {
  #frames: FramesMessage["frames"] | undefined;

  /** `mirrored`: the camera gives a mirror image. */
  constructor(private readonly mirrored = false) {}

  /** Add a frame; a batch comes back when it is time to send one. */
  add(frame: LandmarkFrame, aspect: number): Omit<FramesMessage, "v"> | undefined {
    if (this.#frames) this.#frames.push(frame);
    else this.#frames = [frame];
    const frames = this.#frames;
    if (frame.t_s - frames[0].t_s < EVERY_S && frames.length < MOST) return undefined;
    this.#frames = undefined;
    const batch = { type: "frames" as const, aspect: round(aspect), frames };
    return this.mirrored ? { ...batch, mirrored: true } : batch;
  }

  clear(): void {
    this.#frames = undefined;
  }
}

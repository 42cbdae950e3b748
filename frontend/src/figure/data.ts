/** The `[figure]` table of an exercise, as the server puts it into the page. */

import type { Vec } from "./vector";

export type PhaseName = "start" | "move" | "hold" | "return";
export const PHASES: readonly PhaseName[] = ["start", "move", "hold", "return"];
export type Anchor =
  | "left_hip"
  | "right_hip"
  | "left_knee"
  | "right_knee"
  | "left_ankle"
  | "right_ankle"
  | "head";

export interface HandPlace {
  readonly at: Vec;
  readonly on?: Anchor | null;
  readonly elbow?: Vec | null;
  readonly fingers?: Vec | null;
}

export interface FootPlace {
  readonly at: Vec;
  readonly knee?: Vec | null;
  readonly toes?: Vec | null;
}

/** What a key pose does not say is as in the one before. */
export interface KeyPose {
  readonly phase: PhaseName;
  readonly pass_by?: boolean;
  readonly pelvis?: Vec | null;
  readonly facing_deg?: number | null;
  readonly trunk?: Vec | null;
  readonly chest?: Vec | null;
  readonly head?: Vec | null;
  readonly left_hand?: HandPlace | "hangs" | null;
  readonly right_hand?: HandPlace | "hangs" | null;
  readonly left_foot?: FootPlace | null;
  readonly right_foot?: FootPlace | null;
}

export type PropKind =
  | "mat"
  | "chair"
  | "wall"
  | "pillow"
  | "table"
  | "door_frame"
  | "block"
  | "bolster"
  | "wedge";

export interface Prop {
  readonly kind: PropKind;
  readonly at?: Vec;
  readonly turn_deg?: number;
  readonly size?: Vec | null;
}

export type ViewName = "front" | "side" | "oblique" | "raised_side" | "top";

export interface FigureData {
  readonly poses: readonly KeyPose[];
  readonly props?: readonly Prop[];
  readonly holds?: "weights" | null;
  readonly view?: ViewName;
  readonly azimuth_deg?: number | null;
  readonly elevation_deg?: number | null;
}

/** `{exercise id: {levels: {"0": {figure}}}}`; a level without a figure shows level 0's. */
export type FigureBook = Readonly<
  Record<string, { readonly levels?: Readonly<Record<string, { readonly figure?: FigureData | null }>> }>
>;

/** The figure of an exercise at a level; null when there is none. */
export function figureOf(book: FigureBook, exercise: string, level: string): FigureData | null {
  const levels = book[exercise]?.levels;
  return levels?.[level]?.figure ?? levels?.["0"]?.figure ?? null;
}

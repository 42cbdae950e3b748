/** What draws the figure, as the element knows it. The real one is `FigureStage`. */

import type { View } from "./framing";
import type { LevelMotion, PhaseName, Row } from "./motion";
import type { Palette } from "./palette";

export interface Drawing {
  /** Put up everything for a movement; with `onlyRow` only that one posture need fit the picture. */
  show(level: LevelMotion, onlyRow?: Row | null): void;
  pose(row: Row): void;
  /** Arrows of a phase, and how strongly the working region is tinted (0 to 1). */
  mark(phase: PhaseName | null, tint: number): void;
  look(view: View): void;
  paint(palette: Palette): void;
  resize(width: number, height: number, ratio: number): void;
  render(): void;
  dispose(): void;
  /** Whether the floor's colour is seen. */
  set floor(on: boolean);
  /** Whether the lamp throws shadows. */
  set shadows(on: boolean);
  /** Whether pictures are made by the processor alone. */
  readonly software: boolean;
}

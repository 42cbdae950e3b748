/** A still picture of a movement, for the tool that makes them. */

import type { Drawing } from "./drawing";
import { Life } from "./life";
import { rowAt, type LevelMotion, type PhaseName } from "./motion";
import { Playback } from "./playback";
import { bestOf, viewOf, type ViewName } from "./turning";

/** How a picture is to be taken. */
export interface PictureOrder {
  readonly width: number;
  readonly height: number;
  readonly phase?: PhaseName;
  /** Instead of a phase: how far into the movement, from 0 to 1. */
  readonly share?: number;
  readonly view?: ViewName;
  /** Fill the picture with the one pose, instead of leaving room for the whole movement. */
  readonly alone?: boolean;
}

/** Draw it; the canvas holds the picture until the end of this task. */
export function drawPicture(drawing: Drawing, level: LevelMotion, order: PictureOrder): void {
  const phase = order.phase ?? "hold";
  const place = order.share === undefined ? new Playback(level).still(phase) : order.share * (level.frames.length - 1);
  const row = rowAt(level.frames, place);
  const life = new Life();
  life.rest(phase);
  drawing.show(level, order.alone ? row : null);
  // On a see-through ground the floor's colour would end abruptly.
  drawing.floor = false;
  drawing.shadows = true;
  drawing.resize(order.width, order.height, 1);
  drawing.pose(row);
  drawing.mark(phase, life.tint);
  drawing.look(viewOf(order.view ?? "best", bestOf(level)));
  drawing.render();
  drawing.floor = true;
}

/** A movement as the server gives it (`/motions/<exercise>.json`), and how to read it. No three.js. */

import { ANGLE_AT, ANGLES } from "./angles";

export type PhaseName = "start" | "move" | "hold" | "return";
export const PHASES: readonly PhaseName[] = ["start", "move", "hold", "return"];
export type Place = readonly [number, number, number];

export type ThingKind = "mat" | "chair" | "wall" | "pillow" | "table" | "door_frame" | "block" | "bolster" | "wedge";

/** Something that stands about. `size_m`: length along x, height, width along z. */
export interface Thing {
  readonly kind: ThingKind;
  readonly at_m: Place;
  readonly turn_deg: number;
  readonly size_m: Place;
}

export interface Arrow {
  readonly from_m: Place;
  readonly to_m: Place;
  readonly phase: PhaseName;
}

export interface Key {
  readonly frame: number;
  readonly phase: PhaseName;
  /** Whether the movement rests here; otherwise it passes by. */
  readonly stop: boolean;
}

/** The pelvis' place in metres and all joint angles in degrees. */
export type Row = readonly number[];

/** One level's movement: from its first key pose through all others and back to the first. */
export interface LevelMotion {
  readonly azimuth_deg: number;
  readonly elevation_deg: number;
  readonly props: readonly Thing[];
  readonly holds: "weights" | null;
  readonly tint: readonly string[];
  readonly arrows: readonly Arrow[];
  readonly fps: number;
  readonly keys: readonly Key[];
  readonly frames: readonly Row[];
}

export interface MotionFile {
  readonly format: number;
  readonly exercise: string;
  readonly digest: string;
  readonly levels: Readonly<Record<string, LevelMotion>>;
}

/** How an exercise moves at a level: like level 0 where the level has no movement of its own. */
export function levelOf(file: MotionFile, level: string): LevelMotion | null {
  return file.levels[level] ?? file.levels["0"] ?? null;
}

/** The posture at a place between two frames; before and after the movement it stands still. */
export function rowAt(frames: readonly Row[], place: number): number[] {
  const at = Math.min(Math.max(place, 0), frames.length - 1);
  const below = Math.floor(at);
  const from = frames[below] ?? [];
  const to = frames[below + 1] ?? from;
  const share = at - below;
  return from.map((value, i) => value + ((to[i] ?? value) - value) * share);
}

const twin = (name: string): string =>
  name.startsWith("left_") ? `right_${name.slice(5)}` : name.startsWith("right_") ? `left_${name.slice(6)}` : name;
const TWINS = ANGLES.map((name) => ANGLE_AT.get(twin(name)) ?? 0);
const SIGNS = ANGLES.map((name) => (twin(name) === name && name.endsWith("_left_deg") ? -1 : 1));

const overZ = ([x, y, z]: Place): Place => [x, y, -z];

export function mirroredRow(row: Row): number[] {
  return [row[0] ?? 0, row[1] ?? 0, -(row[2] ?? 0), ...TWINS.map((other, i) => (row[3 + other] ?? 0) * (SIGNS[i] ?? 1))];
}

/** The same movement with left and right exchanged, seen from the other side too. */
export function mirrored(level: LevelMotion): LevelMotion {
  return {
    ...level,
    azimuth_deg: -level.azimuth_deg,
    props: level.props.map((thing) => ({ ...thing, at_m: overZ(thing.at_m), turn_deg: -thing.turn_deg })),
    tint: level.tint.map(twin),
    arrows: level.arrows.map((arrow) => ({ ...arrow, from_m: overZ(arrow.from_m), to_m: overZ(arrow.to_m) })),
    frames: level.frames.map(mirroredRow),
  };
}

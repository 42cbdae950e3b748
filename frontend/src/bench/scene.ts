/** What the bench sends: one clip's room, camera and person. Colours are CSS strings, lengths metres. */

import type { Look } from "./body";

export interface PropBox {
  kind: string;
  at_m: [number, number, number];
  turn_deg: number;
  size_m: [number, number, number];
}

export interface ClipScene {
  width: number;
  height: number;
  camera: { at_m: [number, number, number]; axes: [number, number, number][]; fov_deg: number };
  look: Look;
  room: {
    floor: string;
    wall: string;
    mat: string | null;
    furniture_seed: number;
    furniture: number;
    light: number;
    warmth: number;
    light_azimuth_deg: number;
    light_elevation_deg: number;
    noise: number;
  };
  /** Where the person acts: the room is built around it. */
  middle_m: [number, number, number];
  reach_m: number;
  occluder: { middle_m: [number, number, number]; half_m: [number, number, number]; turn_rad: number; color: string } | null;
  props: PropBox[];
  quality: number;
}

/** A posture: pelvis x, y, z in metres, then all joint angles in degrees. */
export type Row = number[];

/** Random numbers that are the same every time. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

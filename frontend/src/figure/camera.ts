/** From where one looks at the figure, without perspective. */

import type { FigureData, ViewName } from "./data";
import { cross, dot, type Vec } from "./vector";

const VIEWS: Readonly<Record<ViewName, readonly [number, number]>> = {
  front: [0, 7],
  oblique: [45, 12],
  side: [90, 5],
  raised_side: [90, 38],
  top: [90, 90],
};

/** Towards the viewer, and the picture's right and up. */
export interface Camera {
  readonly towards: Vec;
  readonly right: Vec;
  readonly up: Vec;
}

/** A place in the picture: x right, y down; the greater `near`, the nearer to the viewer. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly near: number;
}

export function camera(azimuthDeg: number, elevationDeg: number): Camera {
  const [a, e] = [(azimuthDeg * Math.PI) / 180, (elevationDeg * Math.PI) / 180];
  const towards: Vec = [Math.cos(e) * Math.cos(a), Math.sin(e), -Math.cos(e) * Math.sin(a)];
  const right: Vec = [-Math.sin(a), 0, -Math.cos(a)];
  return { towards, right, up: cross(towards, right) };
}

/** The camera of a figure; from the other side for the mirrored one. */
export function cameraOf(data: FigureData, mirror: boolean): Camera {
  const [azimuth, elevation] = VIEWS[data.view ?? "side"];
  const from = data.azimuth_deg ?? azimuth;
  return camera(mirror ? -from : from, data.elevation_deg ?? elevation);
}

export const project = (at: Vec, view: Camera): Spot => ({
  x: dot(at, view.right),
  y: -dot(at, view.up),
  near: dot(at, view.towards),
});

/** Arrows in the room, for where the direction of a movement is unclear. */

import { ConeGeometry, CylinderGeometry, Group, Mesh, MeshStandardMaterial, Vector3 } from "three";

import type { Arrow } from "./motion";

const UP = new Vector3(0, 1, 0);
const THICK_M = 0.012;
const HEAD_M = 0.075;

export function makeArrow(arrow: Arrow, color: string): Group {
  const group = new Group();
  const from = new Vector3(...arrow.from_m);
  const way = new Vector3(...arrow.to_m).sub(from);
  const length = way.length();
  const head = Math.min(HEAD_M, length / 2);
  const material = new MeshStandardMaterial({ color, emissive: color, emissiveIntensity: 0.35, roughness: 0.6 });
  const shaft = new Mesh(new CylinderGeometry(THICK_M, THICK_M, length - head, 12), material);
  shaft.position.y = (length - head) / 2;
  const tip = new Mesh(new ConeGeometry(THICK_M * 2.9, head, 18), material);
  tip.position.y = length - head / 2;
  group.add(shaft, tip);
  group.position.copy(from);
  group.quaternion.setFromUnitVectors(UP, way.normalize());
  return group;
}

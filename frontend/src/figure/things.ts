/** Mat, chair, wall and the other things that stand about, plain and made of few shapes. */

import { CylinderGeometry, ExtrudeGeometry, Group, Mesh, MeshStandardMaterial, Shape, type BufferGeometry } from "three";
import { RoundedBoxGeometry } from "three/addons/geometries/RoundedBoxGeometry.js";

import { fadingMaterial, fadingPlane, fall } from "./fading";
import type { Thing, ThingKind } from "./motion";

/** How far a chair's back stands above its seat. */
export const CHAIR_BACK_M = 0.44;

type Size = readonly [number, number, number];

function mesh(geometry: BufferGeometry, at: Size, material: MeshStandardMaterial): Mesh {
  const made = new Mesh(geometry, material);
  made.position.set(...at);
  made.castShadow = made.receiveShadow = true;
  return made;
}

/** A box with soft edges whose foot stands at `at`. */
function block(size: Size, at: Size, material: MeshStandardMaterial, round = 0.008): Mesh {
  const [x, y, z] = size;
  const radius = Math.min(round, x / 2.1, y / 2.1, z / 2.1);
  return mesh(new RoundedBoxGeometry(x, y, z, 3, radius), [at[0], at[1] + y / 2, at[2]], material);
}

function pole(radius: number, height: number, at: Size, material: MeshStandardMaterial): Mesh {
  return mesh(new CylinderGeometry(radius, radius * 0.85, height, 14), [at[0], at[1] + height / 2, at[2]], material);
}

/** A plain chair without arms; its height is the seat's, and its back stands at -x. */
function chair([length, height, width]: Size, material: MeshStandardMaterial): Mesh[] {
  const [seat, leg] = [0.035, 0.019];
  const [x, z] = [length / 2 - 0.03, width / 2 - 0.03];
  const back = CHAIR_BACK_M;
  const parts = [block([length, seat, width], [0, height - seat, 0], material, 0.014)];
  for (const side of [-1, 1]) {
    parts.push(pole(leg, height - seat, [x, 0, side * z], material));
    parts.push(pole(leg, height - seat, [-x, 0, side * z], material));
    parts.push(pole(leg * 0.9, back, [-x, height, side * z], material));
  }
  parts.push(block([0.022, 0.1, width - 0.06], [-x, height + back - 0.11, 0], material, 0.01));
  parts.push(block([0.018, 0.06, width - 0.06], [-x, height + back - 0.27, 0], material, 0.008));
  return parts;
}

function table([length, height, width]: Size, material: MeshStandardMaterial): Mesh[] {
  const top = 0.03;
  const [x, z] = [length / 2 - 0.04, width / 2 - 0.04];
  const corners = [-1, 1].flatMap((a) => [-1, 1].map((b) => [a * x, b * z] as const));
  return [
    block([length, top, width], [0, height - top, 0], material, 0.012),
    ...corners.map(([a, b]) => pole(0.024, height - top, [a, 0, b], material)),
  ];
}

function doorFrame([length, height, width]: Size, material: MeshStandardMaterial): Mesh[] {
  const post = 0.07;
  return [
    ...[-1, 1].map((side) => block([length, height, post], [0, 0, (side * (width + post)) / 2], material, 0.006)),
    block([length, post, width + 2 * post], [0, height, 0], material, 0.006),
  ];
}

/** Soft, and higher in the middle than at the seam. */
function pillow([length, height, width]: Size, material: MeshStandardMaterial): Mesh[] {
  const made = new RoundedBoxGeometry(length, height, width, 8, height * 0.42);
  const points = made.getAttribute("position");
  for (let i = 0; i < points.count; i += 1) {
    const [x, y, z] = [points.getX(i) / (length / 2), points.getY(i), points.getZ(i) / (width / 2)];
    const rim = Math.max(x * x, z * z);
    const corner = x * x * z * z;
    points.setXYZ(i, points.getX(i) * (1 + 0.04 * corner), y < 0 ? y : y * (1 - 0.35 * rim ** 2), points.getZ(i) * (1 + 0.04 * corner));
  }
  made.computeVertexNormals();
  return [mesh(made, [0, height / 2, 0], material)];
}

function wedge([length, height, width]: Size, material: MeshStandardMaterial): Mesh[] {
  // Its high edge is behind.
  const side = new Shape();
  side.moveTo(-length / 2, 0).lineTo(length / 2, 0).lineTo(-length / 2, height).closePath();
  return [mesh(new ExtrudeGeometry(side, { depth: width, bevelEnabled: false }), [0, 0, -width / 2], material)];
}

function bolster([length, height, width]: Size, material: MeshStandardMaterial): Mesh[] {
  const roll = new CylinderGeometry(0.5, 0.5, width, 28);
  roll.rotateX(Math.PI / 2);
  roll.scale(length, height, 1);
  return [mesh(roll, [0, height / 2, 0], material)];
}

/** The part of a wall behind the person; it fades out, as the floor does. Seen only from before it. */
function wall([length, height, width]: Size, { color }: MeshStandardMaterial): Mesh[] {
  const face = fadingPlane(width, height, (x, y) => fall(0.4, 1, Math.abs(x)) * fall(0.1, 1, y));
  const made = new Mesh(face, fadingMaterial(color));
  made.position.set(length / 2, height / 2, 0);
  made.rotation.y = Math.PI / 2;
  made.renderOrder = -4;
  return [made];
}

const MAKERS: Readonly<Record<ThingKind, (size: Size, material: MeshStandardMaterial) => Mesh[]>> = {
  mat: (size, material) => [block(size, [0, 0, 0], material, 0.02)],
  chair,
  table,
  door_frame: doorFrame,
  pillow,
  wedge,
  bolster,
  block: (size, material) => [block(size, [0, 0, 0], material, 0.012)],
  wall,
};

export function makeThing(thing: Thing, color: string): Group {
  const group = new Group();
  const material = new MeshStandardMaterial({ color, roughness: 0.9, metalness: 0 });
  group.add(...MAKERS[thing.kind](thing.size_m, material));
  for (const part of group.children as Mesh[]) {
    // A mat throws no shadow worth its cost.
    if (thing.kind === "mat") part.castShadow = false;
  }
  group.position.set(...(thing.at_m as [number, number, number]));
  group.rotation.y = (thing.turn_deg * Math.PI) / 180;
  group.name = thing.kind;
  return group;
}

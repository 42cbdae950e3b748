/** Many small things as one mesh with a colour at each corner: one draw call instead of dozens. */

import * as THREE from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";

export class Pile {
  readonly #parts: THREE.BufferGeometry[] = [];

  add(geometry: THREE.BufferGeometry, color: THREE.ColorRepresentation, at: THREE.Matrix4): void {
    const part = geometry.index ? geometry.toNonIndexed() : geometry;
    part.applyMatrix4(at);
    part.deleteAttribute("uv");
    const rgb = new THREE.Color(color);
    const count = part.getAttribute("position").count;
    const colors = new Float32Array(count * 3);
    for (let i = 0; i < count; i += 1) colors.set([rgb.r, rgb.g, rgb.b], i * 3);
    part.setAttribute("color", new THREE.BufferAttribute(colors, 3));
    this.#parts.push(part);
  }

  /** A box whose foot's middle is at `at` in the axes of `frame`. */
  box(frame: THREE.Matrix4, size: readonly [number, number, number], at: readonly [number, number, number], color: string): void {
    const [x, y, z] = at;
    this.add(new THREE.BoxGeometry(...size), color, frame.clone().multiply(new THREE.Matrix4().makeTranslation(x, y, z)));
  }

  mesh(): THREE.Mesh | undefined {
    if (!this.#parts.length) return undefined;
    const mesh = new THREE.Mesh(mergeGeometries(this.#parts), new THREE.MeshLambertMaterial({ vertexColors: true }));
    mesh.castShadow = mesh.receiveShadow = true;
    return mesh;
  }
}

/** Where something stands and which way it faces. */
export function standing(x: number, y: number, z: number, turn_rad: number): THREE.Matrix4 {
  return new THREE.Matrix4().makeRotationY(turn_rad).setPosition(x, y, z);
}

/** The floor that fades out, and the soft shade under whatever is near it. */

import {
  Color,
  DynamicDrawUsage,
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  Matrix4,
  Mesh,
  PlaneGeometry,
  ShaderMaterial,
  ShadowMaterial,
  Vector3,
} from "three";

import { fadingMaterial, fadingPlane, fall } from "./fading";
import type { Thing } from "./motion";
import type { Palette } from "./palette";

/** Higher than this above the floor, a part of the body leaves no shade on it, metres. */
const FAR_M = 0.45;
/** So many things at most leave shade. */
const THINGS = 6;

/** A round floor whose colour fades towards its edge. */
function fadingFloor(): Mesh<PlaneGeometry, ShaderMaterial> {
  const floor = new Mesh(
    fadingPlane(2, 2, (x, y) => fall(0, 1, Math.hypot(x, y))),
    fadingMaterial("#ffffff"),
  );
  floor.rotation.x = -Math.PI / 2;
  floor.position.y = -0.004;
  floor.renderOrder = -3;
  return floor;
}

const SHADE_VERTEX = `
varying vec2 at;
varying float dark;
attribute float strength;
void main() {
  at = uv * 2.0 - 1.0;
  dark = strength;
  gl_Position = projectionMatrix * modelViewMatrix * instanceMatrix * vec4(position, 1.0);
}`;
const SHADE_FRAGMENT = `
varying vec2 at;
varying float dark;
uniform vec3 color;
void main() {
  float near = max(0.0, 1.0 - dot(at, at));
  gl_FragColor = vec4(color, near * near * dark);
}`;

export class Ground {
  readonly object = new Group();
  readonly #floor = fadingFloor();
  readonly #caught: Mesh<PlaneGeometry, ShadowMaterial>;
  readonly #shades: InstancedMesh<PlaneGeometry, ShaderMaterial>;
  readonly #strength: InstancedBufferAttribute;
  readonly #bodySpots: number;
  #depth = 0.3;

  constructor(bodySpots: number) {
    this.#bodySpots = bodySpots;
    const spots = bodySpots + THINGS;
    this.#caught = new Mesh(new PlaneGeometry(8, 8), new ShadowMaterial({ transparent: true, depthWrite: false }));
    this.#caught.rotation.x = -Math.PI / 2;
    this.#caught.receiveShadow = true;
    this.#caught.renderOrder = -2;
    this.#caught.position.y = -0.002;
    const plane = new PlaneGeometry(2, 2);
    plane.rotateX(-Math.PI / 2);
    const material = new ShaderMaterial({
      vertexShader: SHADE_VERTEX,
      fragmentShader: SHADE_FRAGMENT,
      uniforms: { color: { value: new Color(0) } },
      transparent: true,
      depthWrite: false,
      polygonOffset: true,
      polygonOffsetFactor: -2,
      polygonOffsetUnits: -8,
    });
    this.#shades = new InstancedMesh(plane, material, spots);
    this.#shades.instanceMatrix.setUsage(DynamicDrawUsage);
    this.#shades.frustumCulled = false;
    this.#shades.renderOrder = -1;
    this.#strength = new InstancedBufferAttribute(new Float32Array(spots), 1);
    this.#strength.setUsage(DynamicDrawUsage);
    plane.setAttribute("strength", this.#strength);
    this.object.add(this.#floor, this.#caught, this.#shades);
  }

  paint(palette: Palette): void {
    (this.#floor.material.uniforms["color"] as { value: Color }).value.set(palette.ground);
    this.#caught.material.color.set(palette.shade);
    this.#caught.material.opacity = palette.shadeStrength;
    (this.#shades.material.uniforms["color"] as { value: Color }).value.set(palette.shade);
    this.#depth = palette.shadeStrength;
  }

  /** Where the floor's middle is, and how far it reaches. */
  place(x: number, z: number, radius: number): void {
    this.#floor.position.set(x, this.#floor.position.y, z);
    this.#floor.scale.setScalar(radius);
    this.#caught.position.set(x, this.#caught.position.y, z);
  }

  /** Whether the floor's own colour is seen, or only the shadows on it. */
  set floor(on: boolean) {
    this.#floor.visible = on;
  }

  /** Without shadows thrown by the lamp, the shade under the body says where it stands. */
  set lampShadows(on: boolean) {
    this.#caught.visible = on;
  }

  /** Shade under things that stand on the floor; after those of the body. */
  shadeThings(things: readonly Thing[]): void {
    const standing = things.filter(({ kind }) => kind !== "mat" && kind !== "wall" && kind !== "door_frame").slice(0, THINGS);
    for (let k = 0; k < THINGS; k += 1) {
      const thing = standing[k];
      const i = this.#bodySpots + k;
      this.#strength.setX(i, 0);
      if (!thing) continue;
      const [length, , width] = thing.size_m;
      const matrix = new Matrix4().makeRotationY((thing.turn_deg * Math.PI) / 180);
      matrix.scale(new Vector3(length * 0.8, 1, width * 0.8)).setPosition(thing.at_m[0], 0.004, thing.at_m[2]);
      this.#shades.setMatrixAt(i, matrix);
      // Legs let light under; what lies flat does not.
      this.#strength.setX(i, this.#depth * (thing.kind === "chair" || thing.kind === "table" ? 0.55 : 1.2));
    }
    this.#shades.instanceMatrix.needsUpdate = this.#strength.needsUpdate = true;
  }

  /** Shade under parts of the body: their middles and sizes; `top` is the mat's thickness. */
  shade(spots: readonly { readonly at: Vector3; readonly radius: number }[], topM: number): void {
    const matrix = new Matrix4();
    spots.forEach(({ at, radius }, i) => {
      const above = Math.max(0, at.y - radius - topM);
      const near = Math.max(0, 1 - above / FAR_M);
      const wide = radius * 1.5 + above * 0.6;
      matrix.makeScale(wide, 1, wide).setPosition(at.x, topM + 0.003, at.z);
      this.#shades.setMatrixAt(i, matrix);
      this.#strength.setX(i, near * near * this.#depth * (this.#caught.visible ? 0.9 : 1.3));
    });
    this.#shades.instanceMatrix.needsUpdate = true;
    this.#strength.needsUpdate = true;
  }

  dispose(): void {
    for (const part of [this.#floor, this.#caught, this.#shades]) {
      part.geometry.dispose();
      part.material.dispose();
    }
    this.#shades.dispose();
  }
}

/** A body to film. The mannequin when its mesh is sent, else one made of capsules. */

import * as THREE from "three";

export interface Look {
  skin: string;
  hair: string;
  shirt: string;
  trousers: string;
  shoes: string;
  sleeve: number;
  leg: number;
}

export interface Body {
  readonly object: THREE.Object3D;
  pose(pelvis: readonly [number, number, number], angles: readonly number[]): void;
  look(look: Look): void;
  dispose(): void;
}

/** The skeleton of a build, as the motion model has it. */
export interface BodyData {
  segments: {
    name: string;
    parent: number;
    joint_m: [number, number, number];
    turns: { axis: "x" | "y" | "z"; parts: [number, number][] }[];
  }[];
  capsules: {
    segment: number;
    start_m: [number, number, number];
    end_m: [number, number, number];
    radius_m: number;
    end_radius_m: number;
  }[];
}

const AXES = { x: new THREE.Vector3(1, 0, 0), y: new THREE.Vector3(0, 1, 0), z: new THREE.Vector3(0, 0, 1) };
type Part = "skin" | "hair" | "shirt" | "trousers" | "shoes";

function partOf(segment: string, look: Look): Part {
  const bare = segment.replace(/^(left|right)_/, "");
  if (bare === "foot" || bare === "toes") return "shoes";
  if (bare === "pelvis" || bare === "thigh") return "trousers";
  if (bare === "shank") return look.leg > 0.6 ? "trousers" : "skin";
  if (bare === "abdomen" || bare === "chest") return "shirt";
  if (bare === "upper_arm") return look.sleeve > 0.1 ? "shirt" : "skin";
  if (bare === "forearm") return look.sleeve > 0.6 ? "shirt" : "skin";
  return "skin";
}

/** A capsule from the origin along y whose ends differ in thickness. */
function tapered(length: number, radius: number, endRadius: number): THREE.BufferGeometry {
  const outline: THREE.Vector2[] = [];
  for (let i = 0; i <= 5; i += 1) {
    const angle = (i / 5 - 1) * (Math.PI / 2);
    outline.push(new THREE.Vector2(Math.max(0, radius * Math.cos(angle)), radius * Math.sin(angle)));
  }
  for (let i = 0; i <= 5; i += 1) {
    const angle = (i / 5) * (Math.PI / 2);
    outline.push(new THREE.Vector2(Math.max(0, endRadius * Math.cos(angle)), length + endRadius * Math.sin(angle)));
  }
  return new THREE.LatheGeometry(outline, 14);
}

/** Plain but jointed: what can be filmed where there is no mesh. */
export class CapsuleBody implements Body {
  readonly object = new THREE.Group();
  readonly #bones: THREE.Object3D[] = [];
  readonly #meshes: { mesh: THREE.Mesh; segment: string }[] = [];
  readonly #hair: THREE.Mesh[] = [];

  constructor(private readonly data: BodyData) {
    for (const segment of data.segments) {
      const bone = new THREE.Object3D();
      (segment.parent < 0 ? this.object : (this.#bones[segment.parent] as THREE.Object3D)).add(bone);
      bone.position.set(...segment.joint_m);
      this.#bones.push(bone);
    }
    for (const capsule of data.capsules) {
      const bone = this.#bones[capsule.segment] as THREE.Object3D;
      const segment = (data.segments[capsule.segment] as BodyData["segments"][number]).name;
      const start = new THREE.Vector3(...capsule.start_m);
      const end = new THREE.Vector3(...capsule.end_m);
      const length = start.distanceTo(end);
      const mesh = new THREE.Mesh(tapered(length, capsule.radius_m, capsule.end_radius_m));
      mesh.position.copy(start);
      if (length > 1e-6) mesh.quaternion.setFromUnitVectors(AXES.y, end.clone().sub(start).normalize());
      mesh.castShadow = mesh.receiveShadow = true;
      bone.add(mesh);
      this.#meshes.push({ mesh, segment });
    }
    this.#face();
  }

  pose(pelvis: readonly [number, number, number], angles: readonly number[]): void {
    this.data.segments.forEach((segment, i) => {
      const bone = this.#bones[i] as THREE.Object3D;
      if (segment.parent < 0) bone.position.set(...(pelvis as [number, number, number]));
      bone.quaternion.identity();
      for (const turn of segment.turns) {
        const deg = turn.parts.reduce((sum, [index, factor]) => sum + (angles[index] ?? 0) * factor, 0);
        bone.quaternion.multiply(new THREE.Quaternion().setFromAxisAngle(AXES[turn.axis], (deg * Math.PI) / 180));
      }
    });
  }

  look(look: Look): void {
    const cloth = (color: string) => new THREE.MeshLambertMaterial({ color });
    const materials = {
      skin: cloth(look.skin),
      hair: cloth(look.hair),
      shirt: cloth(look.shirt),
      trousers: cloth(look.trousers),
      shoes: cloth(look.shoes),
    };
    for (const { mesh, segment } of this.#meshes) mesh.material = materials[partOf(segment, look)];
    for (const mesh of this.#hair) mesh.material = materials.hair;
  }

  dispose(): void {
    for (const { mesh } of this.#meshes) mesh.geometry.dispose();
    this.object.removeFromParent();
  }

  /** Eyes, nose, mouth and hair, so that the head has a front. */
  #face(): void {
    const index = this.data.segments.findIndex((segment) => segment.name === "head");
    const bone = this.#bones[index] as THREE.Object3D;
    const radius = Math.max(...this.data.capsules.filter((c) => c.segment === index).map((c) => c.radius_m));
    const unit = radius / 0.05;
    const put = (at: [number, number, number], size: [number, number, number], color: string | undefined): void => {
      const mesh = new THREE.Mesh(new THREE.SphereGeometry(1, 8, 6), new THREE.MeshLambertMaterial({ color: color ?? "#333" }));
      mesh.position.set(...at).multiplyScalar(unit);
      mesh.scale.set(...size).multiplyScalar(unit);
      mesh.castShadow = true;
      bone.add(mesh);
      if (color === undefined) this.#hair.push(mesh);
      else if (color === "skin") this.#meshes.push({ mesh, segment: "head" });
    };
    for (const side of [-1, 1]) {
      put([0.056, 0.092, side * 0.02], [0.007, 0.006, 0.01], "#f4f1ec");
      put([0.061, 0.092, side * 0.02], [0.004, 0.005, 0.005], "#2a1d14");
      put([0.058, 0.104, side * 0.02], [0.005, 0.003, 0.012], undefined);
      put([0.004, 0.083, side * 0.052], [0.012, 0.018, 0.006], "skin");
    }
    put([0.067, 0.075, 0], [0.012, 0.012, 0.009], "skin");
    put([0.058, 0.052, 0], [0.006, 0.004, 0.016], "#8d4a45");
    put([-0.006, 0.112, 0], [0.055, 0.05, 0.056], undefined);
  }
}

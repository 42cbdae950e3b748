/** Skin, hair, clothes and face of the mannequin: one material that paints by where a point of the
 * body is before it is posed. Edges are sharp at any size, because nothing is a picture. */

import { type Bone, Color, type IUniform, MeshLambertMaterial, MeshStandardMaterial, Vector3 } from "three";

import { FRAGMENT_HEAD, VERTEX_HEAD, VERTEX_MAIN } from "./mannequin-shader";

export interface Look {
  readonly skin: string;
  readonly hair: string;
  readonly shirt: string;
  readonly trousers: string;
  /** The colour of the skin for bare feet. */
  readonly shoes: string;
  /** How far the sleeve goes down the arm: 0 shoulder, 1 wrist. */
  readonly sleeve: number;
  /** How far the trousers go down the leg: 0 hip, 1 ankle. */
  readonly leg: number;
  readonly tint: string;
}

export const DEFAULT_LOOK: Look = {
  skin: "#d9a98a",
  hair: "#4a3a32",
  shirt: "#5d8f92",
  trousers: "#4b5866",
  shoes: "#d9a98a",
  sleeve: 0.3,
  leg: 0.9,
  tint: "#f2a33c",
};

const COLOURS = {
  skin: "uSkin",
  hair: "uHair",
  shirt: "uShirt",
  trousers: "uTrousers",
  shoes: "uShoes",
  tint: "uTintColour",
} as const;
const REFERENCE_HEIGHT_M = 1.7;

/** The material and what it is told. */
export class Dress {
  readonly material: MeshStandardMaterial | MeshLambertMaterial;
  readonly #colours: Record<keyof typeof COLOURS, Color>;
  readonly #numbers = { uSleeve: { value: 0 }, uLeg: { value: 0 }, uTint: { value: 0 } };
  #look: Look = DEFAULT_LOOK;

  /** `bones` stand in the bind posture. A plain dress is cheaper to draw: it has no gloss. */
  constructor(bones: ReadonlyMap<string, Bone>, heightM: number, plain: boolean) {
    const at = (name: string): Vector3 => (bones.get(name) as Bone).getWorldPosition(new Vector3());
    const [shoulder, wrist, hip, ankle] = [at("right_upper_arm"), at("right_hand"), at("right_thigh"), at("right_foot")];
    this.#colours = { skin: new Color(), hair: new Color(), shirt: new Color(), trousers: new Color(), shoes: new Color(), tint: new Color() };
    const uniforms: Record<string, IUniform> = {
      ...this.#numbers,
      uScale: { value: heightM / REFERENCE_HEIGHT_M },
      uHead: { value: at("head") },
      uShoulder: { value: shoulder },
      uArm: { value: wrist.clone().sub(shoulder).normalize() },
      uArmLength: { value: wrist.distanceTo(shoulder) },
      uHip: { value: hip },
      uThigh: { value: ankle.clone().sub(hip).normalize() },
      uLegLength: { value: ankle.distanceTo(hip) },
    };
    for (const [name, uniform] of Object.entries(COLOURS)) uniforms[uniform] = { value: this.#colours[name as keyof typeof COLOURS] };
    this.material = plain ? new MeshLambertMaterial() : new MeshStandardMaterial({ roughness: 0.78, metalness: 0 });
    this.material.onBeforeCompile = (shader) => {
      Object.assign(shader.uniforms, uniforms);
      shader.vertexShader = shader.vertexShader
        .replace("#include <common>", `#include <common>\n${VERTEX_HEAD}`)
        .replace("#include <begin_vertex>", `#include <begin_vertex>\n${VERTEX_MAIN}`);
      shader.fragmentShader = shader.fragmentShader
        .replace("#include <common>", `#include <common>\n${FRAGMENT_HEAD}`)
        .replace("#include <color_fragment>", "float cloth;\ndiffuseColor.rgb *= figureColour(cloth);")
        .replace("#include <roughnessmap_fragment>", "#include <roughnessmap_fragment>\nroughnessFactor = mix(0.62, 0.92, cloth);");
    };
    this.material.customProgramCacheKey = () => "mannequin";
  }

  look(look: Partial<Look>): void {
    this.#look = { ...this.#look, ...look };
    for (const name of Object.keys(COLOURS) as (keyof typeof COLOURS)[]) this.#colours[name].set(this.#look[name]);
    this.#numbers.uSleeve.value = this.#look.sleeve;
    this.#numbers.uLeg.value = this.#look.leg;
  }

  tinted(strength: number): void {
    this.#numbers.uTint.value = strength;
  }
}

/** Skin, hair, clothes and face of the mannequin: one material that paints by where a point of the
 * body is before it is posed. Edges are sharp at any size, because nothing is a picture. */

import { Color, type IUniform, MeshStandardMaterial, Vector3 } from "three";

import { SEGMENTS } from "./kinematics";
import type { MannequinHeader } from "./mannequin-file";

export interface Look {
  readonly skin: string;
  readonly hair: string;
  readonly shirt: string;
  readonly trousers: string;
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
  trousers: "#3f4a55",
  shoes: "#d9a98a",
  sleeve: 0.3,
  leg: 0.9,
  tint: "#f2a33c",
};

const COLOURS = ["skin", "hair", "shirt", "trousers", "shoes", "tint"] as const;

const VERTEX_HEAD = /* glsl */ `
attribute vec4 zone;
attribute float tint;
varying vec3 vBody;
varying vec4 vZone;
varying float vTint;
`;
const FRAGMENT_HEAD = /* glsl */ `
varying vec3 vBody;
varying vec4 vZone;
varying float vTint;
uniform vec3 uSkin, uHair, uShirt, uTrousers, uShoes, uTintColour;
uniform float uSleeve, uLeg, uAlong, uTint, uScale;
uniform vec3 uHead;

// 1 where the value is above 0, with an edge one pixel wide.
float above(float value) {
  float w = fwidth(value) + 1e-6;
  return clamp(value / w + 0.5, 0.0, 1.0);
}
float inEllipse(vec2 p, vec2 at, vec2 size) {
  vec2 q = (p - at) / size;
  return above((1.0 - length(q)) * min(size.x, size.y));
}

vec3 figureColour(out float cloth) {
  vec3 body = vBody / uScale;
  vec3 p = (vBody - uHead) / uScale;
  float side = abs(p.z);
  float arm = vZone.x * uAlong;
  float leg = vZone.y * uAlong;
  vec3 skin = uSkin;

  // Face. Lips a little redder than the skin, eyes calm, brows in the hair's colour.
  float front = step(0.06, p.x);
  vec2 face = vec2(side, p.y);
  float lips = inEllipse(face, vec2(0.0, 0.0815), vec2(0.021, 0.0058)) * front;
  float crease = inEllipse(face, vec2(0.0, 0.0808 + 6.0 * side * side), vec2(0.0225, 0.0010)) * front;
  skin = mix(skin, skin * vec3(0.83, 0.60, 0.58), lips * 0.75);
  skin = mix(skin, skin * vec3(0.5, 0.36, 0.36), crease * 0.8);
  float lid = (face.x - 0.031) / 0.013;
  vec2 eye = vec2(0.031, 0.1515);
  float white = inEllipse(face, eye, vec2(0.0128, 0.0064)) * front;
  float iris = inEllipse(face, eye + vec2(-0.0005, 0.0004), vec2(0.0060, 0.0062)) * white;
  float lash = inEllipse(face, eye + vec2(0.0005, 0.0052 - 0.003 * lid * lid), vec2(0.0135, 0.0016)) * front;
  float brow = inEllipse(face, vec2(0.0325, 0.1725 - 0.0032 * lid * lid), vec2(0.0165, 0.0023)) * front;
  skin = mix(skin, vec3(0.86, 0.84, 0.82), white);
  skin = mix(skin, vec3(0.06, 0.035, 0.025), iris);
  skin = mix(skin, uHair * 0.35, max(lash, brow * 0.55));

  // Hair: above a line from the forehead past the ears to the nape (the same in mannequin_shape.py).
  float line = 0.098 + 0.030 * smoothstep(-0.050, -0.015, p.x) + 0.046 * smoothstep(0.016, 0.034, p.x)
    + 0.042 * smoothstep(0.048, 0.088, p.x);
  float ear = inEllipse(vec2(p.x + 0.25 * (p.y - 0.141), p.y), vec2(-0.001, 0.143), vec2(0.018, 0.0315)) * step(0.066, side);
  float hair = above(p.y - line) * (1.0 - ear);
  vec3 colour = mix(skin, uHair, hair);

  // Clothes.
  float collar = above(length((body - vec3(0.012, 0.578, 0.0)) * vec3(0.95, 1.0, 1.0)) - 0.100) * step(body.y, 0.62);
  float shirt = collar * above(uSleeve - arm) * above(body.y - 0.035 - 0.1 * body.x);
  float trousers = above(0.040 + 0.1 * body.x - body.y) * above(uLeg - leg) * step(arm, 0.01);
  float shoes = above(vZone.z - 2.0) + above(0.5 - vZone.z);
  colour = mix(colour, uShoes, clamp(shoes, 0.0, 1.0));
  colour = mix(colour, uTrousers, trousers);
  colour = mix(colour, uShirt, shirt);
  cloth = max(shirt, max(trousers, hair));
  return mix(colour, uTintColour, clamp(vTint * uTint, 0.0, 1.0));
}
`;

/** The material and what it is told. */
export class Dress {
  readonly material: MeshStandardMaterial;
  readonly #uniforms: Record<string, IUniform> = {
    uSleeve: { value: 0 },
    uLeg: { value: 0 },
    uTint: { value: 0 },
    uScale: { value: 1 },
    uAlong: { value: 1 },
    uHead: { value: new Vector3() },
    uSkin: { value: new Color() },
    uHair: { value: new Color() },
    uShirt: { value: new Color() },
    uTrousers: { value: new Color() },
    uShoes: { value: new Color() },
    uTintColour: { value: new Color() },
  };
  #look: Look = DEFAULT_LOOK;

  constructor(header: MannequinHeader) {
    const set = this.#uniforms as Record<string, { value: unknown }>;
    (set["uScale"] as { value: number }).value = header.height_m / 1.7;
    (set["uAlong"] as { value: number }).value = header.along;
    const head = (set["uHead"] as { value: Vector3 }).value;
    for (const name of ["abdomen", "chest", "head"]) {
      const joint = header.joints_m[SEGMENTS.findIndex((segment) => segment.name === name)];
      if (joint) head.add(new Vector3(...(joint as [number, number, number])));
    }
    this.material = new MeshStandardMaterial({ roughness: 0.78, metalness: 0 });
    this.material.onBeforeCompile = (shader) => {
      Object.assign(shader.uniforms, this.#uniforms);
      shader.vertexShader = shader.vertexShader
        .replace("#include <common>", `#include <common>\n${VERTEX_HEAD}`)
        .replace("#include <begin_vertex>", "#include <begin_vertex>\nvBody = position;\nvZone = zone;\nvTint = tint;");
      shader.fragmentShader = shader.fragmentShader
        .replace("#include <common>", `#include <common>\n${FRAGMENT_HEAD}`)
        .replace("#include <color_fragment>", "float cloth;\ndiffuseColor.rgb *= figureColour(cloth);")
        .replace("#include <roughnessmap_fragment>", "#include <roughnessmap_fragment>\nroughnessFactor = mix(0.62, 0.92, cloth);");
    };
    this.material.customProgramCacheKey = () => "mannequin";
  }

  look(look: Partial<Look>): void {
    this.#look = { ...this.#look, ...look };
    for (const name of COLOURS) {
      const uniform = name === "tint" ? "uTintColour" : `u${name[0]?.toUpperCase()}${name.slice(1)}`;
      (this.#uniforms[uniform]?.value as Color).set(this.#look[name]);
    }
    (this.#uniforms["uSleeve"] as IUniform).value = this.#look.sleeve;
    (this.#uniforms["uLeg"] as IUniform).value = this.#look.leg;
  }

  tinted(strength: number): void {
    (this.#uniforms["uTint"] as IUniform).value = strength;
  }
}

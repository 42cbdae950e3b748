/** A surface that fades out: at its own edges, and towards the edges of the picture. */

import { BufferAttribute, Color, PlaneGeometry, ShaderMaterial, type ColorRepresentation } from "three";

const VERTEX = `
attribute float fade;
varying float strength;
varying vec4 seen;
void main() {
  strength = fade;
  gl_Position = seen = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`;
const FRAGMENT = `
uniform vec3 color;
varying float strength;
varying vec4 seen;
void main() {
  vec2 place = seen.xy / seen.w;
  // Round in the picture; below it must be gone a little sooner, where the floor is nearest.
  float inside = 1.0 - smoothstep(0.55, 1.0, length(place * vec2(0.95, place.y < 0.0 ? 1.0 : 0.8)));
  gl_FragColor = vec4(color, strength * inside);
  #include <colorspace_fragment>
}`;
/** So many squares along a side, so that the fade is a curve. */
const STEPS = 32;

/** A plane of this size whose strength at (x, y), each from -1 to 1, is `fade`. */
export function fadingPlane(width: number, height: number, fade: (x: number, y: number) => number): PlaneGeometry {
  const plane = new PlaneGeometry(width, height, STEPS, STEPS);
  const points = plane.getAttribute("position");
  const strengths = new Float32Array(points.count);
  for (let i = 0; i < points.count; i += 1) strengths[i] = fade((2 * points.getX(i)) / width, (2 * points.getY(i)) / height);
  plane.setAttribute("fade", new BufferAttribute(strengths, 1));
  return plane;
}

export function fadingMaterial(color: ColorRepresentation): ShaderMaterial {
  return new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms: { color: { value: new Color(color) } },
    transparent: true,
    depthWrite: false,
  });
}

/** From 1 to 0 between two values, slow at both ends. */
export function fall(from: number, to: number, value: number): number {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return 1 - share * share * (3 - 2 * share);
}

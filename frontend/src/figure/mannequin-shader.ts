/** How the mannequin is painted: by where a point of the body is in the bind posture. */

export const VERTEX_HEAD = /* glsl */ `
attribute vec4 zone;
attribute float tint;
varying vec3 vBody;
varying vec4 vZone;
varying float vTint;
`;

export const VERTEX_MAIN = /* glsl */ `
vBody = position;
vZone = zone;
vTint = tint;
`;

export const FRAGMENT_HEAD = /* glsl */ `
varying vec3 vBody;
varying vec4 vZone;
varying float vTint;
uniform vec3 uSkin, uHair, uShirt, uTrousers, uShoes, uTintColour;
uniform float uSleeve, uLeg, uTint, uScale, uArmLength, uLegLength;
uniform vec3 uHead, uShoulder, uArm, uHip, uThigh;

// 1 where the value is above 0, with an edge one pixel wide.
float above(float value) {
  float w = fwidth(value) + 1e-6;
  return clamp(value / w + 0.5, 0.0, 1.0);
}
float inEllipse(vec2 p, vec2 at, vec2 size) {
  vec2 q = (p - at) / size;
  return above((1.0 - length(q)) * min(size.x, size.y));
}
// The shade that an edge throws on what it covers, and the line of its seam.
float edgeShade(float outside) {
  return mix(0.80, 1.0, smoothstep(0.0, 0.007, outside));
}
float seam(float inside) {
  return 1.0 - 0.10 * smoothstep(0.0015, 0.0, abs(inside - 0.013));
}

vec3 faced(vec3 skin, vec3 p) {
  float side = abs(p.z);
  float front = step(0.06, p.x);
  vec2 face = vec2(side, p.y);
  float lips = inEllipse(face, vec2(0.0, 0.0815), vec2(0.0205, 0.0056)) * front;
  float mouth = inEllipse(face, vec2(0.0, 0.0808 + 6.0 * side * side), vec2(0.022, 0.0010)) * front;
  float lid = (face.x - 0.031) / 0.013;
  vec2 eye = vec2(0.031, 0.1515);
  float white = inEllipse(face, eye, vec2(0.0128, 0.0064)) * front;
  float iris = inEllipse(face, eye + vec2(-0.0005, 0.0004), vec2(0.0060, 0.0062)) * white;
  float glint = inEllipse(vec2(p.z, p.y), vec2(sign(p.z) * 0.031 + 0.0018, 0.1538), vec2(0.0014)) * iris;
  float lash = inEllipse(face, eye + vec2(0.0005, 0.0052 - 0.003 * lid * lid), vec2(0.0138, 0.0016)) * front;
  float brow = inEllipse(face, vec2(0.0325, 0.1725 - 0.0032 * lid * lid), vec2(0.0165, 0.0023)) * front;
  vec3 colour = mix(skin, skin * vec3(0.83, 0.60, 0.58), lips * 0.75);
  colour = mix(colour, skin * vec3(0.5, 0.36, 0.36), mouth * 0.8);
  colour = mix(colour, mix(vec3(0.86, 0.84, 0.82), skin, 0.22), white);
  colour = mix(colour, vec3(0.06, 0.035, 0.025), iris);
  colour = mix(colour, vec3(0.9), glint * 0.8);
  return mix(colour, mix(skin * 0.35, uHair * 0.35, 0.6), max(lash, brow * 0.55));
}

// The lines between the toes; x forward, z outwards, from the ankle.
float toes(vec3 p) {
  float line = 0.0;
  for (int i = 0; i < 4; i++) {
    float n = float(i);
    float at = -0.011 + 0.0165 * n - 0.0014 * n * n;
    float begins = 0.172 - 0.005 * n - 0.0012 * n * n;
    float width = 0.0013 + fwidth(p.z) * 0.5;
    line = max(line, smoothstep(width, 0.0, abs(p.z - at)) * smoothstep(begins, begins + 0.006, p.x));
  }
  return line * smoothstep(-0.066, -0.058, p.y);
}

vec3 figureColour(out float cloth) {
  vec3 body = vec3(vBody.xy, abs(vBody.z));
  vec3 head = (vBody - uHead) / uScale;
  // How far down the limbs, metres; far away where it is another part of the body.
  float down = dot(body - uShoulder, uArm);
  float sleeve = uSleeve * uArmLength - down;
  float onArm = step(0.5, vZone.x);
  vec3 ankle = (body - uHip) / uScale;
  float leg = dot(ankle, uThigh) * uScale;
  float turnUp = uLeg * uLegLength - leg;
  vec3 foot = vec3(ankle.x, -(leg - uLegLength) / uScale, dot(ankle, cross(uThigh, vec3(1.0, 0.0, 0.0))));

  // Each part is painted only where it is: far from a branch's border the edges inside stay exact.
  vec3 colour = uSkin;
  float hair = 0.0;
  if (head.y > 0.0) {
    // Hair: above a line from the forehead past the ears to the nape (the same in mannequin_shape.py).
    float line = 0.098 + 0.030 * smoothstep(-0.050, -0.015, head.x) + 0.046 * smoothstep(0.016, 0.034, head.x)
      + 0.042 * smoothstep(0.048, 0.088, head.x);
    float ear = inEllipse(vec2(head.x + 0.25 * (head.y - 0.141), head.y), vec2(-0.001, 0.143), vec2(0.018, 0.0315)) * step(0.066, abs(head.z));
    hair = above(head.y - line) * (1.0 - ear);
    colour = mix(faced(colour, head), uHair, hair);
  }
  float between = 0.0;
  if (leg > 0.9 * uLegLength) between = toes(foot);

  // Clothes, by how far inside their edges a point lies, in metres.
  vec3 unit = body / uScale;
  float collar = min(length((unit - vec3(0.012, 0.578, 0.0)) * vec3(0.95, 1.0, 1.0)) - 0.100, 0.600 - unit.y);
  float hem = unit.y - 0.035 - 0.1 * unit.x;
  float shirtIn = min(min(collar, hem), mix(1.0, sleeve, onArm));
  float trousersIn = min(0.008 - hem, min(turnUp, mix(1.0, -1.0, onArm)));
  float shirt = above(shirtIn);
  float trousers = above(trousersIn);
  float shoes = above(0.5 - vZone.z);
  colour = mix(colour * edgeShade(-max(shirtIn, trousersIn)), uShoes * (1.0 - 0.38 * between), shoes);
  colour = mix(colour, uTrousers * seam(turnUp) * edgeShade(-shirtIn), trousers);
  colour = mix(colour, uShirt * seam(shirtIn), shirt);
  cloth = max(shirt, max(trousers, hair));
  return mix(colour, uTintColour, clamp(vTint * uTint, 0.0, 1.0));
}
`;

/** A small hand weight, as it lies in a hanging hand. */

import { CylinderGeometry, Group, Mesh, MeshStandardMaterial } from "three";

export function makeWeight(side: "left" | "right"): Group {
  const group = new Group();
  const dark = new MeshStandardMaterial({ color: "#5a6468", roughness: 0.7 });
  const bar = new Mesh(new CylinderGeometry(0.013, 0.013, 0.12, 12), dark);
  const ends = [-1, 1].map((end) => {
    const made = new Mesh(new CylinderGeometry(0.034, 0.034, 0.045, 20), dark);
    made.position.y = end * 0.075;
    return made;
  });
  group.add(bar, ...ends);
  for (const part of group.children) part.castShadow = true;
  // The bar runs forward through the closed hand; the palm looks to the body.
  group.rotation.z = Math.PI / 2;
  group.position.set(0.008, -0.085, side === "right" ? -0.028 : 0.028);
  return group;
}

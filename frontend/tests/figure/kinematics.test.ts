import { Vector3 } from "three";
import { describe, expect, it } from "vitest";

import { ANGLES, anglesRow, Kinematics, type Triple } from "../../src/figure/kinematics";
import postures from "./postures.json";

describe("the skeleton on screen", () => {
  it.each(postures.map((posture, i) => [i, posture] as const))("puts every joint where the motion model does: %i", (_, posture) => {
    const skeleton = new Kinematics();
    skeleton.pose(posture.pelvis_m as unknown as Triple, posture.angles_deg);
    skeleton.root.updateMatrixWorld(true);
    skeleton.bones.forEach((bone, i) => {
      const at = bone.getWorldPosition(new Vector3());
      const wanted = new Vector3(...(posture.joints_m[i] as [number, number, number]));
      expect(at.distanceTo(wanted), bone.name).toBeLessThan(1e-4);
    });
  });

  it("knows the angles by name", () => {
    const row = anglesRow({ left_knee_flexion_deg: 90 });
    expect(row).toHaveLength(ANGLES.length);
    expect(row[ANGLES.indexOf("left_knee_flexion_deg")]).toBe(90);
    expect(() => anglesRow({ tail_flexion_deg: 1 })).toThrow("tail_flexion_deg");
  });
});

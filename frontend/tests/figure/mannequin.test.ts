import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { Color, type MeshStandardMaterial, type SkinnedMesh, Vector3 } from "three";
import { describe, expect, it } from "vitest";

import { anglesRow } from "../../src/figure/kinematics";
import { Mannequin } from "../../src/figure/mannequin";
import { readMannequin } from "../../src/figure/mannequin-file";

const bytes = readFileSync(resolve(import.meta.dirname, "../../src/figure/mannequin.bin"));
const data = (): ArrayBuffer => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;

/** Where the skin is after bending, as the graphics card computes it. */
function skin(mesh: SkinnedMesh): Vector3[] {
  mesh.updateWorldMatrix(true, true);
  mesh.skeleton.bones.forEach((bone) => bone.updateWorldMatrix(true, false));
  mesh.skeleton.update();
  const count = mesh.geometry.getAttribute("position").count;
  return Array.from({ length: count }, (_, i) => mesh.getVertexPosition(i, new Vector3()).applyMatrix4(mesh.matrixWorld));
}

describe("the mannequin's file", () => {
  it("holds a mesh with all it needs to bend and be dressed", () => {
    const { header, geometry, tints } = readMannequin(data());
    expect(geometry.getAttribute("position").count).toBe(header.vertices);
    expect(geometry.getIndex()?.count).toBe(header.triangles * 3);
    expect(Math.max(...(geometry.getIndex()?.array ?? []))).toBe(header.vertices - 1);
    expect(tints).toHaveLength(header.vertices * header.regions.length);
  });

  it("is refused when it is something else or cut short", () => {
    expect(() => readMannequin(new ArrayBuffer(100))).toThrow("not a mannequin");
    expect(() => readMannequin(data().slice(0, 100_000))).toThrow("cut short");
  });
});

describe("the mannequin", () => {
  it("stands on the floor, as tall as its build", async () => {
    const figure = await Mannequin.load(data());
    figure.pose([0, 0.9009, 0], anglesRow({}));
    const heights = skin(figure.mesh).map((at) => at.y);
    expect(Math.min(...heights)).toBeCloseTo(0, 2);
    expect(Math.abs(Math.max(...heights) - figure.heightM)).toBeLessThan(0.02);
  });

  it("bends at the knee and keeps the rest where it was", async () => {
    const figure = await Mannequin.load(data());
    figure.pose([0, 0.9009, 0], anglesRow({}));
    const before = skin(figure.mesh);
    figure.pose([0, 0.9009, 0], anglesRow({ right_knee_flexion_deg: 90 }));
    const after = skin(figure.mesh);
    const moved = before.map((at, i) => at.distanceTo(after[i] as Vector3));
    before.forEach((at, i) => {
      if (at.z < 0 || at.y > 0.6) expect(moved[i]).toBeLessThan(1e-6);
      if (at.z > 0.02 && at.y < 0.15) expect((after[i] as Vector3).y).toBeGreaterThan(0.2);
    });
  });

  it("takes only part of a turn where the limb begins", async () => {
    const figure = await Mannequin.load(data());
    const half = figure.mesh.skeleton.bones.find((bone) => bone.name === "left_hip_half");
    figure.pose([0, 1, 0], anglesRow({ left_hip_flexion_deg: 90, left_hip_abduction_deg: 10 }));
    const angle = 2 * Math.acos(Math.min(1, Math.abs(half?.quaternion.w ?? 0))) * (180 / Math.PI);
    expect(angle).toBeGreaterThan(40);
    expect(angle).toBeLessThan(50);
  });

  it("tints the named regions, one side or both, and nothing else", async () => {
    const figure = await Mannequin.load(data());
    const tinted = (regions: string[]): [number, number] => {
      figure.tint(regions, 1);
      const { geometry } = figure.mesh;
      const sides: [number, number] = [0, 0];
      for (let i = 0; i < geometry.getAttribute("tint").count; i++)
        if (geometry.getAttribute("tint").getX(i) > 0.5) sides[geometry.getAttribute("position").getZ(i) < 0 ? 0 : 1] += 1;
      return sides;
    };
    const [left, right] = tinted(["left_buttock"]);
    expect(left).toBeGreaterThan(20);
    expect(right).toBe(0);
    expect(tinted(["left_buttock", "right_buttock"])).toEqual([left, left]);
    expect(tinted([])).toEqual([0, 0]);
  });

  it("hands its colours to the shader that it paints with", async () => {
    const figure = await Mannequin.load(data());
    figure.look({ shirt: "#ff0000", sleeve: 1 });
    const shader = { uniforms: {} as Record<string, { value: unknown }>, vertexShader: "#include <common>\n#include <begin_vertex>", fragmentShader: "#include <common>\n#include <color_fragment>" };
    const material = figure.mesh.material as MeshStandardMaterial;
    material.onBeforeCompile(shader as never, undefined as never);
    expect((shader.uniforms["uShirt"]?.value as Color).getHexString()).toBe("ff0000");
    expect(shader.uniforms["uSleeve"]?.value).toBe(1);
    expect(shader.vertexShader).toContain("vBody = position");
    expect(shader.fragmentShader).toContain("figureColour(cloth)");
  });
});

/** The skeleton as nested bones, posed by joint angles; the same sums as the Python motion model. */

import { Bone, Quaternion, Vector3 } from "three";

import data from "./skeleton.json";

export type Triple = readonly [number, number, number];
export type Axis = "x" | "y" | "z";

export interface Segment {
  readonly name: string;
  readonly parent: string | null;
  readonly joint_m: Triple;
  readonly turns: readonly { readonly axis: Axis; readonly angles: readonly (readonly [string, number])[] }[];
}

export const SEGMENTS = data.segments as unknown as readonly Segment[];
export const ANGLES: readonly string[] = data.angles;
export const ANGLE_INDEX: ReadonlyMap<string, number> = new Map(ANGLES.map((name, i) => [name, i]));

const AXES: Record<Axis, Vector3> = { x: new Vector3(1, 0, 0), y: new Vector3(0, 1, 0), z: new Vector3(0, 0, 1) };
const turned = new Quaternion();

/** A row of angles from named ones; 0 where not named. */
export function anglesRow(named: Readonly<Record<string, number>>): number[] {
  const row = new Array<number>(ANGLES.length).fill(0);
  for (const [name, value] of Object.entries(named)) {
    const index = ANGLE_INDEX.get(name);
    if (index === undefined) throw new Error(`there is no joint angle ${name}`);
    row[index] = value;
  }
  return row;
}

/** One bone per segment, each in its parent's frame. */
export class Kinematics {
  readonly root: Bone;
  readonly bones: readonly Bone[];
  readonly byName: ReadonlyMap<string, Bone>;
  readonly #turns: readonly (readonly { axis: Vector3; parts: readonly (readonly [number, number])[] }[])[];

  /** `jointsM` gives another body's joints, in the order of `SEGMENTS`. */
  constructor(jointsM: readonly Triple[] = SEGMENTS.map((segment) => segment.joint_m)) {
    const byName = new Map<string, Bone>();
    this.bones = SEGMENTS.map((segment, i) => {
      const bone = new Bone();
      bone.name = segment.name;
      bone.position.set(...(jointsM[i] as [number, number, number]));
      if (segment.parent !== null) (byName.get(segment.parent) as Bone).add(bone);
      byName.set(segment.name, bone);
      return bone;
    });
    this.byName = byName;
    this.root = this.bones[0] as Bone;
    this.#turns = SEGMENTS.map((segment) =>
      segment.turns.map((turn) => ({
        axis: AXES[turn.axis],
        parts: turn.angles.map(([name, by]) => [ANGLE_INDEX.get(name) as number, (by * Math.PI) / 180] as const),
      })),
    );
  }

  /** Places the middle between the hip joints (metres) and turns every joint (degrees, as in `ANGLES`). */
  pose(pelvis: Triple, angles: readonly number[]): void {
    this.root.position.set(...(pelvis as [number, number, number]));
    this.bones.forEach((bone, i) => {
      bone.quaternion.identity();
      for (const { axis, parts } of this.#turns[i] ?? []) {
        let angle = 0;
        for (const [index, by] of parts) angle += (angles[index] ?? 0) * by;
        bone.quaternion.multiply(turned.setFromAxisAngle(axis, angle));
      }
    });
  }
}

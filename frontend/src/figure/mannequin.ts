/** The person on screen: a smooth body on the motion model's skeleton, dressed and coloured at will. */

import { Bone, type Material, Object3D, Quaternion, Skeleton, SkinnedMesh, Sphere, Vector3 } from "three";

import { anglesRow, Kinematics, type Triple } from "./kinematics";
import { type Helper, type MannequinFile, readMannequin } from "./mannequin-file";
import { DEFAULT_LOOK, Dress, type Look } from "./mannequin-material";
import fileUrl from "./mannequin.bin?url";

export { DEFAULT_LOOK, type Look };

const ORIGIN: Triple = [0, 0, 0];
const DOWN = new Vector3(0, -1, 0);
const UP = new Vector3(0, 1, 0);

/** A bone that takes a share of the swing and of the twist by which a joint left the bind posture. */
class HelperBone {
  readonly bone = new Bone();
  readonly #of: Bone;
  readonly #unbind: Quaternion;
  readonly #axis: Vector3;
  readonly #swing: number;
  readonly #twist: number;

  /** `of` is in the bind posture when this is made. */
  constructor(helper: Helper, of: Bone) {
    this.#of = of;
    this.#swing = helper.swing;
    this.#twist = helper.twist;
    this.#unbind = of.quaternion.clone().invert();
    // The long axis of the part, as the bone before it sees it in the bind posture.
    this.#axis = (helper.segment === "head" ? UP : DOWN).clone().applyQuaternion(of.quaternion);
    this.bone.name = helper.name;
    this.bone.position.copy(of.position);
    of.parent?.add(this.bone);
  }

  update(): void {
    const turn = whole.copy(this.#of.quaternion).multiply(this.#unbind);
    const { x, y, z } = this.#axis;
    const along = turn.x * x + turn.y * y + turn.z * z;
    twist.set(x * along, y * along, z * along, turn.w);
    if (twist.length() < 1e-6) twist.identity();
    else twist.normalize();
    swing.copy(turn).multiply(back.copy(twist).invert());
    this.bone.quaternion.identity().slerp(swing, this.#swing);
    this.bone.quaternion.multiply(back.identity().slerp(twist, this.#twist));
  }
}
const whole = new Quaternion();
const twist = new Quaternion();
const swing = new Quaternion();
const back = new Quaternion();

export class Mannequin {
  readonly object: Object3D;
  readonly mesh: SkinnedMesh;
  readonly heightM: number;
  readonly #kinematics: Kinematics;
  readonly #helpers: readonly HelperBone[];
  readonly #dress: Dress;
  readonly #file: MannequinFile;

  /**
   * The reference body, or another one's file: where it is or what is in it.
   * `plain` leaves out the gloss, for software rendering.
   */
  static async load(source: string | ArrayBuffer = fileUrl, { plain = false } = {}): Promise<Mannequin> {
    if (typeof source !== "string") return new Mannequin(readMannequin(source), plain);
    const answer = await fetch(source);
    if (!answer.ok) throw new Error(`the mannequin did not come: ${answer.status}`);
    return new Mannequin(readMannequin(await answer.arrayBuffer()), plain);
  }

  private constructor(file: MannequinFile, plain: boolean) {
    this.#file = file;
    this.heightM = file.header.height_m;
    this.#kinematics = new Kinematics(file.header.joints_m);
    this.#kinematics.pose(ORIGIN, anglesRow(file.header.bind_deg));
    const { bones, byName, root } = this.#kinematics;
    this.#helpers = file.header.helpers.map((helper) => new HelperBone(helper, byName.get(helper.segment) as Bone));
    this.object = new Object3D();
    this.object.add(root);
    for (const helper of this.#helpers) helper.update();
    this.object.updateMatrixWorld(true);
    this.#dress = new Dress(byName, file.header.height_m, plain);
    this.mesh = new SkinnedMesh(file.geometry, this.#dress.material);
    this.object.add(this.mesh);
    this.mesh.updateMatrixWorld(true);
    this.mesh.bind(new Skeleton([...bones, ...this.#helpers.map((helper) => helper.bone)]), this.mesh.matrixWorld);
    // Bones move the surface out of its own bounds.
    this.mesh.frustumCulled = false;
    this.mesh.castShadow = true;
    this.mesh.receiveShadow = true;
    file.geometry.boundingSphere = new Sphere(new Vector3(), file.header.height_m);
    this.look(DEFAULT_LOOK);
    this.pose([0, 0.53 * file.header.height_m, 0], anglesRow({}));
  }

  /** Metres and degrees, as in the motion model. */
  pose(pelvis: Triple, angles: readonly number[]): void {
    this.#kinematics.pose(pelvis, angles);
    for (const helper of this.#helpers) helper.update();
  }

  look(look: Partial<Look>): void {
    this.#dress.look(look);
  }

  /** Colours regions (`left_buttock`, `low_back`, ...) as stretched or working; strength 0 to 1. */
  tint(regions: readonly string[], strength: number): void {
    const { header, geometry, tints } = this.#file;
    const wanted = header.regions.map((region) => [regions.includes(region) || regions.includes(`left_${region}`), regions.includes(region) || regions.includes(`right_${region}`)] as const);
    const place = geometry.getAttribute("position");
    const tint = geometry.getAttribute("tint");
    const count = header.regions.length;
    for (let i = 0; i < header.vertices; i++) {
      const side = place.getZ(i) < 0 ? 0 : 1;
      let most = 0;
      for (let k = 0; k < count; k++) if (wanted[k]?.[side]) most = Math.max(most, tints[i * count + k] ?? 0);
      tint.setX(i, most / 255);
    }
    tint.needsUpdate = true;
    this.#dress.tinted(strength);
  }

  /** Where a bone is, for whoever puts something into the hand or near the body. */
  bone(name: string): Object3D | undefined {
    return this.#kinematics.byName.get(name);
  }

  dispose(): void {
    this.object.removeFromParent();
    this.mesh.skeleton.dispose();
    this.#file.geometry.dispose();
    (this.mesh.material as Material).dispose();
  }
}

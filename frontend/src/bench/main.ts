/**
 * The studio of the synthetic camera: sets up a clip's scene and hands back pictures of it.
 *
 * Driven from Python through the functions of `window.bench`. It is no part of what is shipped.
 */

import * as THREE from "three";

import { Mannequin } from "../figure/mannequin";
import { CapsuleBody, type Body, type BodyData } from "./body";
import { buildRoom, towardsLight } from "./room";
import { random, type ClipScene, type Row } from "./scene";

/** How far the skin and what it carries may be from a joint. */
const REACH_M = 0.3;

class Studio {
  readonly #renderer: THREE.WebGLRenderer;
  readonly #picture = document.createElement("canvas");
  readonly #ink: CanvasRenderingContext2D;
  readonly #camera = new THREE.PerspectiveCamera();
  #scene = new THREE.Scene();
  #body: Body | undefined;
  #noise: HTMLCanvasElement | undefined;
  #rng = random(1);
  #quality = 0.9;
  #amount = 0;
  /** Where the light comes from. */
  #sun = new THREE.Vector3(0, 1, 0);
  #before: THREE.Box2 | undefined;

  constructor() {
    this.#renderer = new THREE.WebGLRenderer({ antialias: false, preserveDrawingBuffer: true });
    this.#renderer.setPixelRatio(1);
    this.#renderer.shadowMap.enabled = true;
    this.#renderer.shadowMap.type = THREE.PCFShadowMap;
    this.#renderer.toneMapping = THREE.NoToneMapping;
    this.#ink = this.#picture.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  }

  async setUp(clip: ClipScene, data: BodyData, mesh: string | null): Promise<void> {
    this.#body?.dispose();
    this.#scene = new THREE.Scene();
    this.#scene.background = new THREE.Color(clip.room.wall);
    this.#scene.add(buildRoom(clip));
    this.#sun.copy(towardsLight(clip));
    this.#before = undefined;
    this.#body = mesh === null ? new CapsuleBody(data) : await Mannequin.load(bytesOf(mesh), { plain: true });
    this.#body.look(clip.look);
    this.#scene.add(this.#body.object);
    this.#renderer.setSize(clip.width, clip.height, false);
    this.#picture.width = clip.width;
    this.#picture.height = clip.height;
    this.#rng = random(clip.room.furniture_seed + 7);
    this.#quality = clip.quality;
    this.#amount = clip.room.noise;
    this.#noise = this.#amount > 0 ? this.#grain(clip.width + 128, clip.height + 128) : undefined;

    const [right, down, away] = clip.camera.axes.map((axis) => new THREE.Vector3(...axis)) as [THREE.Vector3, THREE.Vector3, THREE.Vector3];
    this.#camera.fov = clip.camera.fov_deg;
    this.#camera.aspect = clip.width / clip.height;
    this.#camera.near = 0.05;
    this.#camera.far = 30;
    this.#camera.position.set(...clip.camera.at_m);
    this.#camera.quaternion.setFromRotationMatrix(new THREE.Matrix4().makeBasis(right, down.negate(), away.negate()));
    this.#camera.updateProjectionMatrix();
    this.#camera.updateMatrixWorld();
  }

  /** One picture per entry; several postures in an entry are averaged, as an open shutter does. */
  shoot(frames: Row[][]): string[] {
    return frames.map((rows) => this.#one(rows));
  }

  #one(rows: Row[]): string {
    const ink = this.#ink;
    const { width, height } = this.#picture;
    rows.forEach((row, i) => {
      this.#body?.pose([row[0] ?? 0, row[1] ?? 0, row[2] ?? 0], row.slice(3));
      this.#render();
      // A second time and a little aside: as soft as a cheap lens, and no stairs at the edges.
      for (const [copy, aside] of [0, 0.6].entries()) {
        ink.globalAlpha = 1 / (2 * i + copy + 1);
        ink.drawImage(this.#renderer.domElement, aside, aside);
      }
    });
    ink.globalAlpha = 1;
    if (this.#noise) {
      ink.globalCompositeOperation = "overlay";
      ink.globalAlpha = Math.min(1, this.#amount * 4);
      ink.drawImage(this.#noise, Math.floor(this.#rng() * 128), Math.floor(this.#rng() * 128), width, height, 0, 0, width, height);
      ink.globalAlpha = 1;
      ink.globalCompositeOperation = "source-over";
    }
    return this.#picture.toDataURL("image/jpeg", this.#quality).slice("data:image/jpeg;base64,".length);
  }

  /** Render anew only where the body and its shadow are or were: the room stays as it is. */
  #render(): void {
    const now = this.#touched();
    const { width, height } = this.#picture;
    if (this.#before) {
      const area = now.clone().union(this.#before);
      area.min.floor().max(new THREE.Vector2(0, 0));
      area.max.ceil().min(new THREE.Vector2(width, height));
      this.#renderer.setScissor(area.min.x, area.min.y, Math.max(1, area.max.x - area.min.x), Math.max(1, area.max.y - area.min.y));
    }
    this.#renderer.setScissorTest(this.#before !== undefined);
    this.#renderer.render(this.#scene, this.#camera);
    this.#before = now;
  }

  /** The part of the picture, in pixels from its lower left, that body and shadow can reach. */
  #touched(): THREE.Box2 {
    const area = new THREE.Box2();
    const { width, height } = this.#picture;
    const at = new THREE.Vector3();
    const include = (point: THREE.Vector3): void => {
      const seen = point.clone().applyMatrix4(this.#camera.matrixWorldInverse);
      const depth = Math.max(0.1, -seen.z);
      const focal = height / 2 / Math.tan((this.#camera.fov * Math.PI) / 360);
      const x = width / 2 + (focal * seen.x) / depth;
      const y = height / 2 + (focal * seen.y) / depth;
      const margin = (focal * REACH_M) / depth;
      area.expandByPoint(new THREE.Vector2(x - margin, y - margin)).expandByPoint(new THREE.Vector2(x + margin, y + margin));
    };
    this.#body?.object.updateMatrixWorld(true);
    this.#body?.object.traverse((part) => {
      if (part instanceof THREE.Mesh && !(part instanceof THREE.SkinnedMesh)) return;
      part.getWorldPosition(at);
      include(at);
      include(at.clone().addScaledVector(this.#sun, -at.y / this.#sun.y));
    });
    return area;
  }

  #grain(width: number, height: number): HTMLCanvasElement {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const ink = canvas.getContext("2d") as CanvasRenderingContext2D;
    const data = ink.createImageData(width, height);
    for (let i = 0; i < data.data.length; i += 4) {
      const level = 128 + (this.#rng() + this.#rng() - 1) * 110;
      data.data[i] = data.data[i + 1] = data.data[i + 2] = level;
      data.data[i + 3] = 255;
    }
    ink.putImageData(data, 0, 0);
    return canvas;
  }
}

function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
}

const studio = new Studio();
Object.assign(window, {
  bench: {
    setUp: (clip: ClipScene, data: BodyData, mesh: string | null) => studio.setUp(clip, data, mesh),
    shoot: (frames: Row[][]) => studio.shoot(frames),
  },
});

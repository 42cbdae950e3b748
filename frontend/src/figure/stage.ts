/** The stage: light, floor, things and the person on it, and the camera that looks at them. */

import {
  Color,
  DirectionalLight,
  Group,
  HemisphereLight,
  Mesh,
  NoToneMapping,
  Object3D,
  PCFShadowMap,
  PerspectiveCamera,
  Scene,
  Vector3,
  WebGLRenderer,
  type Material,
} from "three";

import { makeArrow } from "./arrows";
import type { Drawing } from "./drawing";
import { frame, type Ball, type View } from "./framing";
import { Ground } from "./ground";
import { Kinematics } from "./kinematics";
import { Mannequin } from "./mannequin";
import type { LevelMotion, PhaseName, Row } from "./motion";
import type { Palette } from "./palette";
import { CHAIR_BACK_M, makeThing } from "./things";
import { makeWeight } from "./weights";

const FOV_DEG = 24;
/** Balls around bones that must be in the picture: bone, its own place, radius in metres. */
const OUTLINE: readonly (readonly [string, readonly [number, number, number], number])[] = [
  ["pelvis", [-0.02, 0, 0], 0.14],
  ["abdomen", [0, 0.05, 0], 0.12],
  ["chest", [0, 0.12, 0], 0.13],
  ["head", [0.01, 0.13, 0], 0.13],
  ...["left_", "right_"].flatMap((side) => {
    const out = side === "left_" ? -1 : 1;
    return [
      [`${side}upper_arm`, [0, 0, 0], 0.07],
      [`${side}forearm`, [0, 0, 0], 0.055],
      [`${side}hand`, [0, -0.02, 0], 0.05],
      [`${side}hand`, [0, -0.14, 0], 0.05],
      [`${side}shank`, [0, 0, 0], 0.075],
      [`${side}foot`, [-0.02, -0.03, 0], 0.055],
      [`${side}toes`, [0.05, 0, out * 0.005], 0.045],
    ] as const;
  }),
];
/** What casts shade on the floor, by the same bones. */
const SHADES = OUTLINE;
const EDGE_M = 0.04;
/** A movement is looked through for its outline at every so many frames. */
const EVERY = 4;


export class FigureStage implements Drawing {
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera(FOV_DEG, 1, 0.1, 40);
  readonly #lamp = new DirectionalLight("#fff4e2", 1.9);
  readonly #sky = new HemisphereLight("#ffffff", "#cdbfa8", 1.75);
  readonly #glow = new DirectionalLight("#dfeaff", 0.55);
  readonly #ground = new Ground(SHADES.length);
  readonly #bones = new Kinematics();
  readonly #set = new Group();
  readonly #weights: readonly Object3D[];
  readonly #arrows = new Map<Object3D, PhaseName>();
  #level: LevelMotion | null = null;
  #balls: Ball[] = [];
  #matTop = 0;
  #palette: Palette;
  #tintShown = -1;

  private constructor(
    renderer: WebGLRenderer,
    readonly mannequin: Mannequin,
    palette: Palette,
  ) {
    this.#palette = palette;
    this.#renderer = renderer;
    this.#renderer.toneMapping = NoToneMapping;
    this.#renderer.setClearColor(new Color(0), 0);
    this.#renderer.shadowMap.enabled = true;
    this.#renderer.shadowMap.type = PCFShadowMap;
    const lamp = this.#lamp;
    lamp.castShadow = true;
    lamp.shadow.mapSize.set(1024, 1024);
    lamp.shadow.radius = 4;
    lamp.shadow.bias = -0.0006;
    lamp.shadow.normalBias = 0.012;
    this.#scene.add(this.#sky, lamp, lamp.target, this.#glow, this.#ground.object, this.#set, mannequin.object, this.#bones.root);
    this.#weights = (["left", "right"] as const).map((side) => {
      const weight = makeWeight(side);
      this.#bones.byName.get(`${side}_hand`)?.add(weight);
      return weight;
    });
    this.paint(palette);
  }

  /** A stage on this canvas. Fails where there is no WebGL. */
  static async on(canvas: HTMLCanvasElement, palette: Palette): Promise<FigureStage> {
    const renderer = new WebGLRenderer({ canvas, alpha: true, antialias: true, powerPreference: "low-power" });
    try {
      const mannequin = await Mannequin.load(undefined, { plain: bySoftware(renderer) });
      return new FigureStage(renderer, mannequin, palette);
    } catch (error) {
      renderer.dispose();
      throw error;
    }
  }

  /** Take up another palette. */
  paint(palette: Palette): void {
    this.#palette = palette;
    this.#ground.paint(palette);
    const { skin, hair, shirt, trousers, shoes } = palette;
    this.mannequin.look({ skin, hair, shirt, trousers, shoes, sleeve: 0.28, leg: 0.92 });
    if (this.#level) this.#furnish(this.#level);
  }

  /** Put up everything for a movement. */
  show(level: LevelMotion, onlyRow: Row | null = null): void {
    this.#level = level;
    this.#tintShown = -1;
    this.#furnish(level);
    this.#balls = [...this.#bodyBalls(onlyRow ? [onlyRow] : level.frames.filter((_, i) => i % EVERY === 0)), ...thingBalls(level), ...arrowBalls(level)];
    const [low, high] = bounds(this.#balls);
    const middle = low.clone().add(high).multiplyScalar(0.5);
    const reach = Math.max(0.9, high.distanceTo(low) / 2);
    this.#ground.place(middle.x, middle.z, reach * 1.7);
    const shadow = this.#lamp.shadow.camera;
    Object.assign(shadow, { left: -reach, right: reach, top: reach, bottom: -reach, near: 0.5, far: 8 });
    shadow.updateProjectionMatrix();
    this.#lamp.target.position.copy(middle);
  }

  pose(row: Row): void {
    const pelvis = [row[0] ?? 0, row[1] ?? 0, row[2] ?? 0] as const;
    const angles = row.slice(3);
    this.mannequin.pose(pelvis, angles);
    this.#bones.pose(pelvis, angles);
    this.#bones.root.updateWorldMatrix(true, true);
    this.#ground.shade(
      SHADES.map(([bone, at, radius]) => ({ at: this.#place(bone, at), radius })),
      this.#matTop,
    );
  }

  /** Arrows of a phase, and how strongly the working region is tinted (0 to 1). */
  mark(phase: PhaseName | null, tint: number): void {
    for (const [arrow, when] of this.#arrows) arrow.visible = when === phase;
    if (Math.abs(tint - this.#tintShown) < 0.01 || !this.#level) return;
    this.#tintShown = tint;
    this.mannequin.tint(this.#level.tint, tint);
  }

  look(view: View): void {
    const aspect = this.#camera.aspect;
    const { eye, target } = frame(this.#balls, view.azimuth, view.elevation, FOV_DEG, aspect);
    this.#camera.position.set(...(eye as [number, number, number]));
    this.#camera.lookAt(...(target as [number, number, number]));
    // The lamp stands to the viewer's left, so that shadows fall aside and never towards them.
    const turn = ((view.azimuth + 38) * Math.PI) / 180;
    const at = this.#lamp.target.position;
    this.#lamp.position.set(at.x + 2.1 * Math.cos(turn), at.y + 3.4, at.z - 2.1 * Math.sin(turn));
    this.#glow.position.set(-2 * Math.cos(turn), 1.2, 2 * Math.sin(turn));
  }

  resize(width: number, height: number, ratio: number): void {
    this.#renderer.setPixelRatio(ratio);
    this.#renderer.setSize(width, height, false);
    this.#camera.aspect = width / Math.max(1, height);
    this.#camera.updateProjectionMatrix();
  }

  /** Whether the floor's colour is seen; on a picture with a see-through ground it would end abruptly. */
  set floor(on: boolean) {
    this.#ground.floor = on;
  }

  /** Shadows thrown by the lamp cost a second drawing of everything. */
  set shadows(on: boolean) {
    this.#lamp.castShadow = on;
    this.#ground.lampShadows = on;
  }

  /** Whether pictures are made by the processor alone. */
  get software(): boolean {
    return bySoftware(this.#renderer);
  }

  render(): void {
    this.#renderer.render(this.#scene, this.#camera);
  }

  dispose(): void {
    this.mannequin.dispose();
    this.#ground.dispose();
    clear(this.#set);
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }

  #furnish(level: LevelMotion): void {
    clear(this.#set);
    this.#arrows.clear();
    this.#matTop = 0;
    for (const thing of level.props) {
      this.#set.add(makeThing(thing, this.#palette.things[thing.kind]));
      if (thing.kind === "mat") this.#matTop = thing.size_m[1];
    }
    this.#ground.shadeThings(level.props);
    for (const one of level.arrows) {
      const arrow = makeArrow(one, this.#palette.arrow);
      arrow.visible = false;
      this.#arrows.set(arrow, one.phase);
      this.#set.add(arrow);
    }
    for (const weight of this.#weights) weight.visible = level.holds === "weights";
  }

  #place(bone: string, at: readonly [number, number, number]): Vector3 {
    return (this.#bones.byName.get(bone) as Object3D).localToWorld(new Vector3(...at));
  }

  #bodyBalls(rows: readonly Row[]): Ball[] {
    return rows.flatMap((row) => {
      this.#bones.pose([row[0] ?? 0, row[1] ?? 0, row[2] ?? 0], row.slice(3));
      this.#bones.root.updateWorldMatrix(true, true);
      return OUTLINE.map(([bone, at, radius]) => ({ at: this.#place(bone, at).toArray(), radius: radius + EDGE_M }));
    });
  }
}

/** Corners of what should be seen whole. A wall fades out, and a door frame may go on above. */
function thingBalls(level: LevelMotion): Ball[] {
  return level.props.flatMap(({ kind, at_m: at, turn_deg, size_m: size }) => {
    if (kind === "wall") return [];
    const turn = (turn_deg * Math.PI) / 180;
    const above = kind === "chair" ? size[1] + CHAIR_BACK_M : kind === "door_frame" ? 0 : size[1];
    return [-0.5, 0.5].flatMap((x) =>
      [-0.5, 0.5].flatMap((z) =>
        [0, above].map((y): Ball => {
          const [a, b] = [x * size[0], z * size[2]];
          return {
            at: [at[0] + a * Math.cos(turn) + b * Math.sin(turn), at[1] + y, at[2] - a * Math.sin(turn) + b * Math.cos(turn)],
            radius: 0.03,
          };
        }),
      ),
    );
  });
}

function arrowBalls(level: LevelMotion): Ball[] {
  return level.arrows.flatMap(({ from_m, to_m }) => [from_m, to_m].map((at) => ({ at, radius: 0.05 })));
}

function bounds(balls: readonly Ball[]): [Vector3, Vector3] {
  const [low, high] = [new Vector3(Infinity, Infinity, Infinity), new Vector3(-Infinity, -Infinity, -Infinity)];
  for (const { at, radius } of balls) {
    low.min(new Vector3(...at).subScalar(radius));
    high.max(new Vector3(...at).addScalar(radius));
  }
  return [low, high];
}

function clear(group: Group): void {
  group.traverse((part) => {
    if (!(part instanceof Mesh)) return;
    part.geometry.dispose();
    (part.material as Material).dispose();
  });
  group.clear();
}

function bySoftware(renderer: WebGLRenderer): boolean {
  const gl = renderer.getContext();
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const name = info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : "";
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}

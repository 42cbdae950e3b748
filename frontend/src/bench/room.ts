/** An ordinary room to be filmed in: floor, walls, a few things that stand about, light with shadows. */

import * as THREE from "three";

import { Pile, standing } from "./pile";
import { random, type ClipScene, type PropBox } from "./scene";

const THINGS = ["#6b4a34", "#8c8f94", "#b08d57", "#3f4f5c", "#8a3b3b", "#5d7a5a", "#d8d2c4", "#2c2f33"] as const;

function lambert(color: THREE.ColorRepresentation, map?: THREE.Texture): THREE.MeshLambertMaterial {
  return new THREE.MeshLambertMaterial(map ? { color, map } : { color });
}

/** A texture of boards or of faint blotches, so that surfaces are not one even colour. */
function texture(kind: "boards" | "plaster", rng: () => number): THREE.CanvasTexture {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 256;
  const ink = canvas.getContext("2d") as CanvasRenderingContext2D;
  ink.fillStyle = "#e6e6e6";
  ink.fillRect(0, 0, 256, 256);
  if (kind === "boards") {
    for (let board = 0; board < 8; board += 1) {
      const shade = 205 + Math.floor(rng() * 50);
      ink.fillStyle = `rgb(${shade},${shade},${shade})`;
      ink.fillRect(board * 32, 0, 31, 256);
      ink.fillStyle = "rgba(0,0,0,0.25)";
      ink.fillRect(board * 32, Math.floor(rng() * 256), 31, 1);
      for (let grain = 0; grain < 10; grain += 1) {
        ink.fillStyle = `rgba(60,40,20,${0.04 + rng() * 0.08})`;
        ink.fillRect(board * 32 + rng() * 30, 0, 1, 256);
      }
    }
  } else {
    for (let blotch = 0; blotch < 260; blotch += 1) {
      ink.fillStyle = rng() < 0.5 ? "rgba(255,255,255,0.05)" : "rgba(0,0,0,0.03)";
      ink.beginPath();
      ink.arc(rng() * 256, rng() * 256, 4 + rng() * 30, 0, 7);
      ink.fill();
    }
  }
  const map = new THREE.CanvasTexture(canvas);
  map.wrapS = map.wrapT = THREE.RepeatWrapping;
  map.colorSpace = THREE.SRGBColorSpace;
  return map;
}

export function buildRoom(clip: ClipScene): THREE.Group {
  const room = new THREE.Group();
  const pile = new Pile();
  const rng = random(clip.room.furniture_seed);
  const [x, , z] = clip.middle_m;
  const eye = new THREE.Vector3(...clip.camera.at_m);
  const away = new THREE.Vector3(x - eye.x, 0, z - eye.z);
  if (away.length() < 0.05) away.set(...(clip.camera.axes[2] as [number, number, number])).setY(0);
  away.normalize();
  const facing = Math.atan2(-away.z, away.x);
  const across = new THREE.Vector3(-away.z, 0, away.x);

  const floorMap = texture("boards", rng);
  floorMap.repeat.set(10, 10);
  const floor = new THREE.Mesh(new THREE.PlaneGeometry(14, 14), lambert(clip.room.floor, floorMap));
  floor.rotation.set(-Math.PI / 2, 0, rng() * 3);
  floor.position.set(x, -0.001, z);
  floor.receiveShadow = true;
  room.add(floor);

  // The back wall stands behind the person as the camera sees it; side walls close the room.
  const depth = clip.reach_m + 0.7 + rng() * 1.5;
  const wallMap = texture("plaster", rng);
  wallMap.repeat.set(4, 2);
  const wall = (distance: number, turn: number): THREE.Group => {
    const group = new THREE.Group();
    const plane = new THREE.Mesh(new THREE.PlaneGeometry(14, 2.7), lambert(clip.room.wall, wallMap));
    plane.position.set(distance, 1.35, 0);
    plane.rotation.y = -Math.PI / 2;
    plane.receiveShadow = true;
    group.add(plane);
    group.rotation.y = facing + turn;
    group.position.set(x, 0, z);
    pile.box(standing(x, 0, z, facing + turn), [0.02, 0.09, 14], [distance - 0.01, 0.045, 0], "#efece6");
    return group;
  };
  room.add(wall(depth, 0), wall(3.2 + rng(), Math.PI / 2), wall(3.2 + rng(), -Math.PI / 2));

  for (let i = 0; i < clip.room.furniture; i += 1) {
    const sideways = (rng() < 0.5 ? -1 : 1) * (0.5 + rng() * 1.9);
    const at = new THREE.Vector3(x, 0, z).addScaledVector(away, depth - 0.3).addScaledVector(across, sideways);
    furniture(pile, standing(at.x, 0, at.z, facing), rng);
  }
  if (clip.room.mat && !clip.props.some((prop) => prop.kind === "mat")) pile.box(standing(x, 0, z, 0), [1.85, 0.006, 0.65], [0, 0.003, 0], clip.room.mat);
  for (const prop of clip.props) putProp(pile, prop);
  if (clip.occluder) {
    const { middle_m, half_m, turn_rad, color } = clip.occluder;
    pile.box(standing(...middle_m, turn_rad), [2 * half_m[0], 2 * half_m[1], 2 * half_m[2]], [0, 0, 0], color);
  }
  const things = pile.mesh();
  if (things) room.add(things);
  room.add(...lights(clip));
  return room;
}

/** A cupboard, a plant, a picture, a door or a sofa; its back to the wall at +x. */
function furniture(pile: Pile, frame: THREE.Matrix4, rng: () => number): void {
  const color = THINGS[Math.floor(rng() * THINGS.length)] as string;
  const kind = Math.floor(rng() * 5);
  const add = (size: readonly [number, number, number], at: readonly [number, number, number], tint = color): void => pile.box(frame, size, at, tint);
  if (kind === 0) {
    const height = 0.6 + rng() * 1.2;
    add([0.4, height, 0.9], [0, height / 2, 0]);
    for (let shelf = 1; shelf < 4; shelf += 1) add([0.02, 0.01, 0.86], [-0.205, (height * shelf) / 4, 0], "#1e1a17");
  } else if (kind === 1) {
    add([0.28, 0.3, 0.28], [0, 0.15, 0], "#a5673f");
    for (let leaf = 0; leaf < 12; leaf += 1) {
      const place = new THREE.Matrix4().makeTranslation((rng() - 0.5) * 0.4, 0.45 + rng() * 0.5, (rng() - 0.5) * 0.4);
      place.multiply(new THREE.Matrix4().makeRotationX(rng() * 3)).scale(new THREE.Vector3(0.07, 0.18, 0.11));
      pile.add(new THREE.OctahedronGeometry(1), leaf % 2 ? "#3f6b3a" : "#54804a", frame.clone().multiply(place));
    }
  } else if (kind === 2) {
    add([0.03, 0.5, 0.7], [0.27, 1.55, 0], "#3a2d22");
    add([0.031, 0.42, 0.62], [0.265, 1.55, 0]);
  } else if (kind === 3) {
    add([0.04, 2.05, 0.9], [0.27, 1.02, 0], "#f2eee6");
    add([0.05, 0.03, 0.12], [0.23, 1.05, 0.36], "#999999");
  } else {
    add([0.8, 0.42, 1.6], [-0.15, 0.21, 0]);
    add([0.2, 0.45, 1.6], [0.15, 0.6, 0]);
  }
}

const PROP_COLORS: Record<string, string> = { mat: "#4b7f7a", pillow: "#dcd6ca", bolster: "#9c5a52", block: "#7d6a9c", wedge: "#6a6f76", wall: "#d9d3c7" };

/** Things of the exercise itself. Places are the middle of their foot. */
function putProp(pile: Pile, prop: PropBox): void {
  const frame = standing(...prop.at_m, (prop.turn_deg * Math.PI) / 180);
  const [length, height, width] = prop.size_m;
  const add = (size: readonly [number, number, number], at: readonly [number, number, number], color: string): void => pile.box(frame, size, at, color);
  const legs = (thick: number, color: string): void => {
    for (const sx of [-1, 1]) for (const sz of [-1, 1]) add([thick, height, thick], [sx * (length / 2 - thick), height / 2, sz * (width / 2 - thick)], color);
  };
  if (prop.kind === "chair") {
    add([length, 0.04, width], [0, height - 0.02, 0], "#8a5d3b");
    legs(0.04, "#6f492d");
    add([0.03, 0.42, width], [-length / 2 + 0.02, height + 0.24, 0], "#8a5d3b");
  } else if (prop.kind === "table") {
    add([length, 0.04, width], [0, height - 0.02, 0], "#9c7448");
    legs(0.05, "#7a5835");
  } else if (prop.kind === "door_frame") {
    for (const side of [-1, 1]) add([length, height, 0.1], [0, height / 2, (side * width) / 2], "#e9e4da");
    add([length, 0.1, width + 0.1], [0, height, 0], "#e9e4da");
  } else add([length, height, width], [0, height / 2, 0], PROP_COLORS[prop.kind] ?? "#888888");
}

/** From the person to the light, of length 1. */
export function towardsLight(clip: ClipScene): THREE.Vector3 {
  const azimuth = (clip.room.light_azimuth_deg * Math.PI) / 180;
  const elevation = (clip.room.light_elevation_deg * Math.PI) / 180;
  return new THREE.Vector3(Math.cos(elevation) * Math.cos(azimuth), Math.sin(elevation), Math.cos(elevation) * Math.sin(azimuth));
}

function lights(clip: ClipScene): THREE.Object3D[] {
  const { light, warmth } = clip.room;
  const tone = new THREE.Color("#cfe0ff").lerp(new THREE.Color("#ffd9a3"), warmth);
  const sky = new THREE.HemisphereLight(tone.clone().lerp(new THREE.Color("#ffffff"), 0.5), "#8a7a6a", 1.35 * light);
  const sun = new THREE.DirectionalLight(tone, 1.9 * light);
  const [x, y, z] = clip.middle_m;
  sun.target.position.set(x, y, z);
  sun.position.set(x, y, z).addScaledVector(towardsLight(clip), 5);
  sun.castShadow = true;
  sun.shadow.mapSize.set(1024, 1024);
  const reach = clip.reach_m + 0.8;
  Object.assign(sun.shadow.camera, { left: -reach, right: reach, top: reach, bottom: -reach, near: 0.5, far: 12 });
  sun.shadow.bias = -0.0008;
  sun.shadow.normalBias = 0.02;
  sun.shadow.radius = 3;
  return [sky, sun, sun.target];
}

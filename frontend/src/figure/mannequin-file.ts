/** Reads the mannequin's mesh: the counterpart of `packed` in bench/mannequin.py. */

import { BufferAttribute, BufferGeometry } from "three";

import type { Triple } from "./kinematics";

export interface Helper {
  readonly name: string;
  readonly segment: string;
  readonly swing: number;
  readonly twist: number;
}

export interface MannequinHeader {
  readonly format: number;
  readonly vertices: number;
  readonly triangles: number;
  readonly unit_m: number;
  readonly height_m: number;
  readonly bind_deg: Readonly<Record<string, number>>;
  readonly joints_m: readonly Triple[];
  readonly helpers: readonly Helper[];
  readonly regions: readonly string[];
}

export interface MannequinFile {
  readonly header: MannequinHeader;
  readonly geometry: BufferGeometry;
  /** Per vertex one byte for each of `header.regions`. */
  readonly tints: Uint8Array;
}

/** Throws if the data are not a mannequin of a format that this page knows. */
export function readMannequin(data: ArrayBuffer): MannequinFile {
  const view = new DataView(data);
  if (data.byteLength < 8 || new TextDecoder().decode(new Uint8Array(data, 0, 4)) !== "TFM1") throw new Error("this is not a mannequin");
  const length = view.getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 8, length))) as MannequinHeader;
  if (header.format !== 1) throw new Error(`mannequin format ${header.format} is not known`);
  const { vertices, triangles } = header;

  let offset = 8 + length;
  const take = (bytes: number): number => {
    const at = offset;
    offset += Math.ceil(bytes / 4) * 4;
    if (at + bytes > data.byteLength) throw new Error("the mannequin's file is cut short");
    return at;
  };
  const geometry = new BufferGeometry();
  const wide = vertices >= 65536;
  const faces = take(triangles * 3 * (wide ? 4 : 2));
  geometry.setIndex(new BufferAttribute(wide ? new Uint32Array(data, faces, triangles * 3) : new Uint16Array(data, faces, triangles * 3), 1));
  const places = new Int16Array(data, take(vertices * 6), vertices * 3);
  geometry.setAttribute("position", new BufferAttribute(Float32Array.from(places, (place) => place * header.unit_m), 3));
  geometry.setAttribute("normal", new BufferAttribute(Float32Array.from(new Int8Array(data, take(vertices * 3), vertices * 3), (n) => n / 127), 3));
  geometry.setAttribute("skinIndex", new BufferAttribute(new Uint8Array(data, take(vertices * 4), vertices * 4), 4));
  geometry.setAttribute("skinWeight", new BufferAttribute(new Uint8Array(data, take(vertices * 4), vertices * 4), 4, true));
  geometry.setAttribute("zone", new BufferAttribute(new Uint8Array(data, take(vertices * 4), vertices * 4), 4, true));
  geometry.setAttribute("tint", new BufferAttribute(new Uint8Array(vertices), 1, true));
  const tints = new Uint8Array(data, take(vertices * header.regions.length), vertices * header.regions.length);
  return { header, geometry, tints };
}

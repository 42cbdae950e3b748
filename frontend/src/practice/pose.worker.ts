/// <reference lib="webworker" />
/**
 * Finds the landmarks, off the page's thread. Gets pictures, gives numbers; pictures go nowhere else.
 */

import { FilesetResolver, PoseLandmarker } from "@mediapipe/tasks-vision";
import type { Model } from "./pace";
import type { Landmark } from "./batch";

export type ToWorker = { kind: "load"; base: string; model: Model } | { kind: "frame"; bitmap: ImageBitmap; at_ms: number };

export type FromWorker =
  | { kind: "ready"; model: Model }
  | { kind: "landmarks"; at_ms: number; took_ms: number; image: Landmark[]; world: Landmark[] }
  | { kind: "failed"; text: string };

const scope = self as unknown as DedicatedWorkerGlobalScope;
let landmarker: PoseLandmarker | undefined;

function answer(message: FromWorker): void {
  scope.postMessage(message);
}

async function load(base: string, model: Model): Promise<void> {
  const files = await FilesetResolver.forVisionTasks(`${base}wasm`, true);
  landmarker = await PoseLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetPath: `${base}pose/pose_landmarker_${model}.task`, delegate: "CPU" },
    runningMode: "VIDEO",
    numPoses: 1,
  });
  answer({ kind: "ready", model });
}

function find(bitmap: ImageBitmap, at_ms: number): void {
  const began = performance.now();
  try {
    const found = landmarker?.detectForVideo(bitmap, at_ms);
    answer({
      kind: "landmarks",
      at_ms,
      took_ms: performance.now() - began,
      image: found?.landmarks[0] ?? [],
      world: found?.worldLandmarks[0] ?? [],
    });
  } finally {
    bitmap.close();
  }
}

scope.onmessage = (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  const failed = (error: unknown) => answer({ kind: "failed", text: String(error) });
  if (message.kind === "load") load(message.base, message.model).catch(failed);
  else {
    try {
      find(message.bitmap, message.at_ms);
    } catch (error) {
      failed(error);
    }
  }
};

/** The camera and the pose model behind it: pictures in, landmark frames out. Pictures stay here. */

import { landmarkFrame, type Landmark } from "./batch";
import { PaceWatch, type Model } from "./pace";
import type { FromWorker, ToWorker } from "./pose.worker";
import type { LandmarkFrame } from "./protocol";

/** Why there is no camera: the person said no, there is none, another program has it. */
export type Refusal = "refused" | "none" | "busy";

export interface CameraEvents {
  on(): void;
  frame(frame: LandmarkFrame, aspect: number, image: readonly Landmark[]): void;
  refused(why: Refusal): void;
  /** The machine cannot keep up, or the pose model cannot run here. */
  tooSlow(): void;
  /** The camera went away in mid-use. */
  gone(): void;
}

export function refusalOf(error: unknown): Refusal {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "none";
}

const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 }, facingMode: "user" },
};

/** The model looks at a small picture anyway: a smaller one is copied faster. */
const MOST_PIXELS = 480;

function shrunk(video: HTMLVideoElement): ImageBitmapOptions {
  const scale = Math.min(1, MOST_PIXELS / Math.max(video.videoWidth, video.videoHeight, 1));
  return { resizeWidth: Math.round(video.videoWidth * scale), resizeHeight: Math.round(video.videoHeight * scale) };
}

export class Camera {
  #stream: MediaStream | undefined;
  #worker: Worker | undefined;
  #pace = new PaceWatch();
  #ready = false;
  #busy = false;
  #last_ms = 0;
  /** Which switching-on this is: answers of an earlier one are passed over. */
  #turn = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly base: string,
    private readonly events: CameraEvents,
  ) {}

  get running(): boolean {
    return this.#stream !== undefined;
  }

  async start(): Promise<void> {
    this.stop();
    const turn = ++this.#turn;
    let stream: MediaStream;
    try {
      if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("no camera here", "NotFoundError");
      stream = await navigator.mediaDevices.getUserMedia(WANTED);
    } catch (error) {
      if (turn === this.#turn) this.events.refused(refusalOf(error));
      return;
    }
    if (turn !== this.#turn) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    this.#stream = stream;
    stream.getVideoTracks()[0]?.addEventListener("ended", () => {
      if (turn !== this.#turn) return;
      this.stop();
      this.events.gone();
    });
    this.video.srcObject = stream;
    await this.video.play().catch(() => undefined);
    this.events.on();
    this.#load("full");
    this.#watch(turn);
  }

  stop(): void {
    this.#turn += 1;
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
    this.video.srcObject = null;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#ready = false;
    this.#busy = false;
    this.#pace = new PaceWatch();
  }

  /** A new worker for each model: the pose library can be loaded only once in one. */
  #load(model: Model): void {
    this.#worker?.terminate();
    this.#ready = this.#busy = false;
    const worker = new Worker(new URL("./pose.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = (event: MessageEvent<FromWorker>) => {
      if (worker === this.#worker) this.#answer(event.data);
    };
    worker.onerror = () => {
      if (worker === this.#worker) this.#giveUp();
    };
    this.#worker = worker;
    this.#post({ kind: "load", base: this.base, model });
  }

  #post(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(message, transfer);
  }

  /** One picture at a time goes to the worker; those that come meanwhile are let go. */
  #watch(turn: number): void {
    const next = () => {
      if (turn !== this.#turn) return;
      if (this.#ready && !this.#busy && this.video.readyState >= 2) void this.#send(turn);
      if ("requestVideoFrameCallback" in this.video) this.video.requestVideoFrameCallback(next);
      else setTimeout(next, 33);
    };
    next();
  }

  async #send(turn: number): Promise<void> {
    this.#busy = true;
    try {
      const bitmap = await createImageBitmap(this.video, shrunk(this.video));
      if (turn !== this.#turn) {
        bitmap.close();
        return;
      }
      // The model wants times that always grow.
      this.#last_ms = Math.max(this.#last_ms + 1, Math.round(performance.now()));
      this.#post({ kind: "frame", bitmap, at_ms: this.#last_ms }, [bitmap]);
    } catch {
      this.#busy = false;
    }
  }

  #answer(message: FromWorker): void {
    if (message.kind === "ready") {
      this.#ready = true;
      return;
    }
    this.#busy = false;
    if (message.kind === "failed") {
      this.#giveUp();
      return;
    }
    const aspect = this.video.videoWidth / Math.max(1, this.video.videoHeight) || 1;
    this.events.frame(landmarkFrame(message.at_ms / 1000, message.image, message.world), aspect, message.image);
    const advice = this.#pace.frame(message.took_ms);
    if (advice === "use_lite") this.#load("lite");
    else if (advice === "too_slow") this.#giveUp();
  }

  #giveUp(): void {
    this.stop();
    this.events.tooSlow();
  }
}

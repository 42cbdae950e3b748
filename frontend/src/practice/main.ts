/** The practice page: puts the socket, the stage, the voice and the camera together. */

import "../styles/practice.css";
import { t } from "../words";
import { Awake } from "./awake";
import { FrameBatch } from "./batch";
import { Camera, type Refusal } from "./camera";
import { Caption } from "./caption";
import { Chimes } from "./chimes";
import { Controls, type Action } from "./controls";
import { PainDialog } from "./pain";
import type { CameraNoteMessage, ServerMessage, StateMessage } from "./protocol";
import { drawLandmarks, type Guide } from "./selfview";
import { readSettings } from "./settings";
import { LiveSocket, type SocketState } from "./socket";
import { Speaker } from "./speech";
import { Stage } from "./stage";

const BUILT = "/static/built/";
/** More than this waiting to go out: skip frames rather than be late. */
const MOST_WAITING_BYTES = 200_000;

const element = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const settings = readSettings(document.getElementById("settings")?.textContent);
const stage = new Stage();
const caption = new Caption(element("line"));
const speaker = new Speaker(settings.language, settings.voiceRate);
const chimes = new Chimes();
const awake = new Awake();
const batch = new FrameBatch(settings.mirrored);
const guide: Guide = { outline: "none", allSeen: false };
let state: StateMessage | undefined;
let stoppedBlock: number | undefined;

speaker.on = settings.voice;
chimes.on = settings.chimes;

const scheme = location.protocol === "https:" ? "wss" : "ws";
const socket = new LiveSocket(`${scheme}://${location.host}/live/${document.body.dataset.sitting ?? ""}`, {
  message: take,
  state: showConnection,
});
const camera = new Camera(element<HTMLVideoElement>("video"), BUILT, {
  on: () => {
    socket.send({ type: "camera", state: "on" });
    showCamera("looking", t("Looking for you"));
  },
  frame: (frame, aspect, image) => {
    drawLandmarks(element<HTMLCanvasElement>("landmarks"), aspect, image, guide);
    const message = batch.add(frame, aspect);
    if (message && socket.waiting < MOST_WAITING_BYTES) socket.send(message);
  },
  refused: (why) => {
    socket.send({ type: "camera", state: "refused" });
    showCamera("off", refusalWords(why));
  },
  tooSlow: () => {
    socket.send({ type: "camera", state: "too_slow" });
    showCamera("off", t("This computer is too slow for the camera. We go by time."));
  },
  gone: () => {
    socket.send({ type: "camera", state: "off" });
    showCamera("off", t("The camera went away. We go by time."));
  },
});
const pain = new PainDialog((nrs) => {
  if (stoppedBlock !== undefined) socket.send({ type: "pain", block_index: stoppedBlock, nrs });
});
const controls = new Controls(act);

function refusalWords(why: Refusal): string {
  if (why === "refused") return t("The browser may not use the camera. We go by time. You can allow it in the address bar.");
  if (why === "busy") return t("Another program is using the camera. We go by time.");
  return t("I find no camera. We go by time.");
}

function take(message: ServerMessage): void {
  switch (message.type) {
    case "state":
      state = message;
      stage.show(message);
      caption.standing(message.line);
      controls.show(message);
      awake.set(!message.paused && !["ready", "done"].includes(message.stage));
      element("start-card").hidden = message.stage !== "ready";
      if (message.stage === "ready") beginAtOnce();
      if (message.paused) speaker.quiet();
      break;
    case "say":
      caption.said(message.text, message.kind);
      speaker.say(message.text, message.urgent);
      break;
    case "chime":
      chimes.play(message.kind);
      break;
    case "camera_note":
      if (camera.running) {
        guide.outline = message.outline ?? "none";
        guide.allSeen = message.state === "seeing" && !(message.missing ?? []).length;
        showCamera(message.state, message.text);
      }
      break;
    case "finished":
      camera.stop();
      awake.set(false);
      // Let the last words be heard, and the question of pain be answered, before the next page.
      setTimeout(() => pain.whenAnswered(() => location.assign(message.url)), 4000);
      break;
    case "taken_over":
      over(message.text);
      break;
    case "error":
      showBanner(message.text);
      break;
  }
}

function over(text: string): void {
  socket.close();
  camera.stop();
  speaker.quiet();
  awake.set(false);
  showBanner(text);
  document.body.classList.add("over");
}

function showConnection(now: SocketState): void {
  document.body.dataset.connection = now;
  if (now === "open") {
    showBanner("");
    if (camera.running) socket.send({ type: "camera", state: "on" });
  } else if (now === "waiting") {
    speaker.quiet();
    showBanner(t("The connection was lost. Nothing is lost with it. Trying again…"));
  } else if (!document.body.classList.contains("over")) {
    showBanner(t("This sitting is not open here any more."));
  }
}

function showBanner(text: string): void {
  const banner = element("banner");
  banner.textContent = text;
  banner.hidden = text === "";
}

function showCamera(now: CameraNoteMessage["state"], text: string): void {
  const panel = element("camera");
  panel.dataset.state = now;
  panel.dataset.running = String(camera.running);
  panel.dataset.outline = camera.running ? guide.outline : "none";
  panel.dataset.mirrored = String(settings.mirrored);
  panel.hidden = false;
  element("camera-note").textContent = text;
  showCameraUse();
}

/** What the camera's being on changes elsewhere. */
function showCameraUse(): void {
  setPressed("camera", camera.running);
  // Finding the person comes before drawing the figure, where one processor does both.
  element("figure").toggleAttribute("sparing", camera.running);
}

function setPressed(action: Action, on: boolean): void {
  for (const button of document.querySelectorAll(`button[data-action="${action}"]`)) {
    button.setAttribute("aria-pressed", String(on));
  }
}

function toggleCamera(): void {
  if (camera.running) {
    camera.stop();
    socket.send({ type: "camera", state: "off" });
    element("camera").hidden = true;
    showCameraUse();
  } else {
    void camera.start();
  }
}

function begin(): void {
  chimes.unlock();
  if (settings.voice && !speaker.available) {
    showBanner(t("This browser has no voice of its own, so you get tones and captions."));
    setTimeout(() => showBanner(""), 6000);
  }
  if (element<HTMLInputElement>("with-camera").checked && !camera.running) void camera.start();
  socket.send({ type: "press", button: "start" });
}

/** A single round begins by the press that led here. Only once: whoever comes back presses Start. */
function beginAtOnce(): void {
  if (location.hash !== "#at-once") return;
  history.replaceState(null, "", location.pathname);
  begin();
}

function act(action: Action): void {
  chimes.unlock();
  switch (action) {
    case "start":
      begin();
      break;
    case "camera":
      toggleCamera();
      break;
    case "voice":
      speaker.on = !speaker.on;
      if (!speaker.on) speaker.quiet();
      setPressed("voice", speaker.on);
      break;
    case "fullscreen":
      if (document.fullscreenElement) void document.exitFullscreen();
      else void document.documentElement.requestFullscreen().catch(() => undefined);
      break;
    case "help":
      element<HTMLDialogElement>("help").showModal();
      break;
    case "stop_for_pain":
      stoppedBlock = state?.block_index;
      if (socket.send({ type: "stop_for_pain", nrs: null })) pain.ask();
      break;
    default:
      socket.send({ type: "press", button: action });
  }
}

setPressed("voice", speaker.on);
element<HTMLInputElement>("with-camera").checked = settings.camera;
window.addEventListener("pagehide", () => camera.stop());
socket.connect();

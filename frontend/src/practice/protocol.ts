/* Made by `make protocol` from tenfold/web/messages.py. Not edited by hand. */

export type LiveMessage = ClientMessage | ServerMessage;
export type ClientMessage =
  HelloMessage | PressMessage | StopForPainMessage | PainMessage | CameraMessage | FramesMessage;
export type ServerMessage =
  StateMessage | SayMessage | ChimeMessage | CameraNoteMessage | FinishedMessage | TakenOverMessage | ErrorMessage;

/**
 * First message of a page. The server answers with ``state``.
 */
export interface HelloMessage {
  type: "hello";
  v: 1;
}
export interface PressMessage {
  button: "start" | "pause" | "resume" | "skip" | "back" | "more_time" | "easier";
  type: "press";
  v: 1;
}
export interface StopForPainMessage {
  nrs?: number | null;
  type: "stop_for_pain";
  v: 1;
}
/**
 * The pain number of a stopped exercise, given later.
 */
export interface PainMessage {
  block_index: number;
  nrs: number;
  type: "pain";
  v: 1;
}
/**
 * What became of the camera in the browser.
 */
export interface CameraMessage {
  state: "off" | "on" | "refused" | "too_slow";
  type: "camera";
  v: 1;
}
export interface FramesMessage {
  aspect: number;
  /**
   * @minItems 1
   * @maxItems 30
   */
  frames: [LandmarkFrame, ...LandmarkFrame[]];
  mirrored?: boolean;
  type: "frames";
  v: 1;
}
/**
 * One frame of landmarks. Empty lists: nobody in view.
 */
export interface LandmarkFrame {
  /**
   * @maxItems 33
   */
  image: [unknown, unknown, unknown][];
  t_s: number;
  /**
   * @maxItems 33
   */
  visibility: number[];
  /**
   * @maxItems 33
   */
  world: [unknown, unknown, unknown][];
}
/**
 * A whole picture of the sitting: see ``tenfold.session.commands.View``, words translated.
 */
export interface StateMessage {
  at_s: number;
  block_count: number;
  block_index: number;
  breath: BreathView | null;
  buttons: string[];
  camera: boolean;
  exercise_id: string;
  figure_phase: "start" | "move" | "hold" | "return";
  left_s: number;
  level: number;
  line: string;
  next_title: string | null;
  number: number | null;
  number_label: string;
  number_means: "none" | "seconds_left" | "reps_done" | "breaths_done";
  pace: "timer" | "camera";
  pace_label: string;
  paused: boolean;
  rail: number[];
  set_count: number;
  set_label: string;
  set_number: number;
  side: "left" | "right" | "both";
  side_label: string;
  stage: "ready" | "prepare" | "work" | "switch" | "rest" | "done";
  target: number;
  title: string;
  type: "state";
  v: 1;
}
export interface BreathView {
  half: "in" | "out";
  left_s: number;
  length_s: number;
}
export interface SayMessage {
  kind: "lead" | "cue";
  text: string;
  type: "say";
  urgent: boolean;
  v: 1;
}
export interface ChimeMessage {
  kind: "begin" | "half" | "tick" | "end" | "rep" | "pause" | "finished";
  type: "chime";
  v: 1;
}
/**
 * What the coach sees: for the small camera panel.
 */
export interface CameraNoteMessage {
  missing?: string[];
  outline?: "none" | "upright" | "seated" | "lying";
  state: "off" | "looking" | "seeing" | "lost";
  text: string;
  type: "camera_note";
  v: 1;
}
export interface FinishedMessage {
  type: "finished";
  url: string;
  v: 1;
}
/**
 * Another page opened this sitting; this one goes quiet.
 */
export interface TakenOverMessage {
  text: string;
  type: "taken_over";
  v: 1;
}
export interface ErrorMessage {
  code: "bad_message" | "wrong_version" | "no_such_sitting" | "already_finished" | "closed" | "storage";
  text: string;
  type: "error";
  v: 1;
}

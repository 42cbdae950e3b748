/** Reads what the server sends. What does not fit is dropped: a broken message must not end a sitting. */

import type { ServerMessage } from "./protocol";

const FIELDS: Record<ServerMessage["type"], Record<string, string>> = {
  state: {
    stage: "string",
    paused: "boolean",
    title: "string",
    line: "string",
    exercise_id: "string",
    level: "number",
    side: "string",
    rail: "array",
    buttons: "array",
    camera: "boolean",
    left_s: "number",
  },
  say: { text: "string", urgent: "boolean", kind: "string" },
  chime: { kind: "string" },
  camera_note: { state: "string", text: "string" },
  finished: { url: "string" },
  taken_over: { text: "string" },
  error: { code: "string", text: "string" },
};

function fits(value: unknown, kind: string): boolean {
  return kind === "array" ? Array.isArray(value) : typeof value === kind;
}

export function readMessage(text: unknown): ServerMessage | undefined {
  if (typeof text !== "string") return undefined;
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof raw !== "object" || raw === null) return undefined;
  const message = raw as Record<string, unknown>;
  if (message.v !== 1 || typeof message.type !== "string" || !Object.hasOwn(FIELDS, message.type)) return undefined;
  const fields = FIELDS[message.type as ServerMessage["type"]];
  const whole = Object.entries(fields).every(([name, kind]) => fits(message[name], kind));
  return whole ? (message as unknown as ServerMessage) : undefined;
}

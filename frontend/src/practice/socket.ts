/** The one socket: says hello, comes back after a loss, and says how it stands. */

import { readMessage } from "./messages";
import type { ClientMessage, ServerMessage } from "./protocol";

/** open: talking. waiting: lost, will try again. closed: over, will not. */
export type SocketState = "open" | "waiting" | "closed";

export interface SocketEvents {
  message(message: ServerMessage): void;
  state(state: SocketState): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;
/** Closed by the server for good: wrong origin, no such sitting, taken over. */
const FINAL_CODES = new Set([4403, 4404, 4409]);

type ClientBody = ClientMessage extends infer M ? (M extends ClientMessage ? Omit<M, "v"> : never) : never;

export class LiveSocket {
  #socket: WebSocket | undefined;
  #wait = FIRST_WAIT_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;
  #now: SocketState | undefined;

  constructor(
    private readonly url: string,
    private readonly events: SocketEvents,
    private readonly make: (url: string) => WebSocket = (address) => new WebSocket(address),
  ) {}

  connect(): void {
    clearTimeout(this.#timer);
    const socket = this.make(this.url);
    this.#socket = socket;
    socket.onopen = () => {
      this.send({ type: "hello" });
    };
    socket.onmessage = (event: MessageEvent) => {
      if (socket !== this.#socket) return;
      const message = readMessage(event.data);
      if (!message) return;
      if (message.type === "state") {
        this.#wait = FIRST_WAIT_MS;
        this.#is("open");
      }
      this.events.message(message);
    };
    socket.onclose = (event: CloseEvent) => {
      if (socket === this.#socket) this.#lost(event.code);
    };
  }

  /** Send now, or not at all: what could not be sent is the person's to press again. */
  send(body: ClientBody): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify({ v: 1, ...body }));
    return true;
  }

  /** How many bytes wait to go out; frames are skipped while some do. */
  get waiting(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** The sitting is over here: no more tries. */
  close(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  /** Told only when it changes: every state of the sitting proves that the line is open. */
  #is(now: SocketState): void {
    if (now === this.#now) return;
    this.#now = now;
    this.events.state(now);
  }

  #lost(code: number): void {
    if (this.#over || FINAL_CODES.has(code)) {
      this.#is("closed");
      return;
    }
    this.#is("waiting");
    this.#timer = setTimeout(() => this.connect(), this.#wait);
    this.#wait = Math.min(LONGEST_WAIT_MS, this.#wait * 2);
  }
}

/** Keeps the screen on while someone practises, where the browser can. */

export class Awake {
  #lock: WakeLockSentinel | undefined;
  #wanted = false;

  constructor() {
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && this.#wanted) void this.#get();
    });
  }

  set(wanted: boolean): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) void this.#get();
    else void this.#lock?.release().catch(() => undefined);
  }

  async #get(): Promise<void> {
    try {
      this.#lock = await navigator.wakeLock?.request("screen");
    } catch {
      this.#lock = undefined; // low battery or not allowed: the screen may dim, nothing else
    }
  }
}

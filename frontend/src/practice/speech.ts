/** The voice: local voices only, in order, never late. The captions carry the same words. */

export interface Voice {
  readonly lang: string;
  readonly localService: boolean;
  readonly default: boolean;
}

/** The best voice of this device for `language`; a voice that speaks over the network is none. */
export function pickVoice<V extends Voice>(voices: readonly V[], language: string): V | undefined {
  const local = voices.filter((voice) => voice.localService);
  const wanted = language.toLowerCase();
  const base = wanted.split("-")[0] ?? wanted;
  const tag = (voice: V) => voice.lang.toLowerCase().replace("_", "-");
  const same = local.filter((voice) => tag(voice) === wanted);
  const near = local.filter((voice) => tag(voice).split("-")[0] === base);
  const pool = same.length > 0 ? same : near;
  return pool.find((voice) => voice.default) ?? pool[0];
}

/** More than this many waiting lines are stale: the oldest go unspoken. */
const MOST_WAITING = 3;
/** A line that has waited so long is not worth saying any more. */
const STALE_MS = 6000;

interface Waiting {
  text: string;
  since: number;
}

/** What to say next: a queue that forgets. Pure, for tests. */
export class SpeechQueue {
  #waiting: Waiting[] = [];

  add(text: string, now: number): void {
    this.#waiting.push({ text, since: now });
    while (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
  }

  next(now: number): string | undefined {
    for (;;) {
      const line = this.#waiting.shift();
      if (!line) return undefined;
      if (now - line.since <= STALE_MS) return line.text;
    }
  }

  clear(): void {
    this.#waiting = [];
  }
}

export class Speaker {
  readonly #queue = new SpeechQueue();
  #voice: SpeechSynthesisVoice | undefined;
  #speaking = false;
  #turn = 0;
  on = true;

  constructor(
    private readonly language: string,
    private readonly rate: number,
    private readonly synth: SpeechSynthesis | undefined = globalThis.speechSynthesis,
  ) {
    this.#pick();
    this.synth?.addEventListener?.("voiceschanged", () => this.#pick());
  }

  /** Whether there is a voice on this device that needs no network. */
  get available(): boolean {
    return this.#voice !== undefined;
  }

  say(text: string, urgent: boolean): void {
    if (!this.on || !this.#voice || !this.synth) return;
    if (urgent) this.quiet();
    this.#queue.add(text, Date.now());
    if (!this.#speaking) this.#go();
  }

  quiet(): void {
    this.#queue.clear();
    this.#turn += 1;
    this.#speaking = false;
    this.synth?.cancel();
  }

  #pick(): void {
    this.#voice = pickVoice(this.synth?.getVoices?.() ?? [], this.language);
  }

  #go(): void {
    const text = this.#queue.next(Date.now());
    if (text === undefined || !this.#voice || !this.synth) {
      this.#speaking = false;
      return;
    }
    const turn = ++this.#turn;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = this.#voice;
    utterance.lang = this.#voice.lang;
    utterance.rate = this.rate;
    const over = () => {
      if (turn === this.#turn) this.#go();
    };
    utterance.onend = over;
    utterance.onerror = over;
    this.#speaking = true;
    this.synth.speak(utterance);
  }
}

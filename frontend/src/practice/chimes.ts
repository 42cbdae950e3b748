/** Soft tones, made here: nothing is loaded. */

import type { ChimeMessage } from "./protocol";

interface Tone {
  hz: number;
  after_s: number;
  for_s: number;
  loud: number;
}

const TONES: Record<ChimeMessage["kind"], Tone[]> = {
  begin: [
    { hz: 523.25, after_s: 0, for_s: 0.5, loud: 0.22 },
    { hz: 783.99, after_s: 0.12, for_s: 0.7, loud: 0.2 },
  ],
  half: [{ hz: 659.25, after_s: 0, for_s: 0.6, loud: 0.18 }],
  tick: [{ hz: 440, after_s: 0, for_s: 0.12, loud: 0.1 }],
  rep: [{ hz: 587.33, after_s: 0, for_s: 0.25, loud: 0.16 }],
  pause: [{ hz: 392, after_s: 0, for_s: 0.5, loud: 0.16 }],
  end: [
    { hz: 783.99, after_s: 0, for_s: 0.5, loud: 0.2 },
    { hz: 523.25, after_s: 0.15, for_s: 0.9, loud: 0.22 },
  ],
  finished: [
    { hz: 523.25, after_s: 0, for_s: 0.6, loud: 0.2 },
    { hz: 659.25, after_s: 0.2, for_s: 0.7, loud: 0.2 },
    { hz: 783.99, after_s: 0.4, for_s: 1.2, loud: 0.2 },
  ],
};

export class Chimes {
  #audio: AudioContext | undefined;
  on = true;

  /** Browsers allow sound only after a press: call this from one. */
  unlock(): void {
    if (typeof AudioContext === "undefined") return;
    this.#audio ??= new AudioContext();
    void this.#audio.resume();
  }

  play(kind: ChimeMessage["kind"]): void {
    const audio = this.#audio;
    if (!this.on || audio?.state !== "running") return;
    for (const tone of TONES[kind]) {
      const from = audio.currentTime + tone.after_s;
      const source = new OscillatorNode(audio, { type: "sine", frequency: tone.hz });
      const gain = new GainNode(audio, { gain: 0 });
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(tone.loud, from + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.0001, from + tone.for_s);
      source.connect(gain).connect(audio.destination);
      source.start(from);
      source.stop(from + tone.for_s + 0.05);
    }
  }
}

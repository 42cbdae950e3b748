/** The one line of words: what was said last, for as long as it takes to read, else the standing line. */

/** Reading from two metres: two words a second, and never a flash. */
export function readingTime_ms(text: string): number {
  return Math.max(2500, (text.trim().split(/\s+/).length / 2) * 1000);
}

export class Caption {
  #standing = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saying = false;

  constructor(private readonly element: HTMLElement) {}

  standing(text: string): void {
    this.#standing = text;
    if (!this.#saying) this.#put(text, "line");
  }

  said(text: string, kind: "lead" | "cue"): void {
    if (/^\d+$/.test(text)) return; // a count is there already, as the big number
    clearTimeout(this.#timer);
    this.#saying = true;
    this.#put(text, kind);
    this.#timer = setTimeout(() => {
      this.#saying = false;
      this.#put(this.#standing, "line");
    }, readingTime_ms(text));
  }

  #put(text: string, kind: string): void {
    if (this.element.textContent !== text) this.element.textContent = text;
    this.element.dataset.kind = kind;
  }
}

/**
 * `<tenfold-figure>`: a drawn person who shows an exercise.
 *
 * Attributes (each also a property)
 *   exercise, level   which figure of the page's exercises (level 0 by default)
 *   side              left, right or both; right is the mirror image
 *   phase             start, move, hold or return: the figure goes there and stays
 *   playing           goes round through all key poses, with a beat at each
 *   still             no movement: the picture of `phase` (hold by default)
 * Property
 *   data              one figure's data, instead of the page's
 *
 * The element has the role of a picture; the page gives its `aria-label`. While there is no
 * figure to show it has the attribute `empty`. A person who asked for less movement sees
 * still pictures.
 */

import { figureOf, PHASES, type FigureBook, type FigureData, type PhaseName } from "./data";
import { Drawing } from "./drawing";
import { along, moves, round, route, stillOf, type Move } from "./motion";
import { scene, type Scene } from "./scene";
import type { Stance } from "./solve";
import { STYLE } from "./style";

const LESS_MOTION = "(prefers-reduced-motion: reduce)";
let sheet: CSSStyleSheet | null = null;

function styles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  return sheet;
}

/** The figures that the server put into the page. */
function pageBook(): FigureBook {
  const text = document.getElementById("exercises")?.textContent;
  try {
    return text ? (JSON.parse(text) as FigureBook) : {};
  } catch {
    return {};
  }
}

/** A route under way. */
interface Journey {
  readonly moves: Move[];
  /** When the first of `moves` began, in the page's animation time. */
  beganMs: number;
}

export class TenfoldFigure extends HTMLElement {
  static readonly observedAttributes = ["exercise", "level", "side", "phase", "playing", "still"];

  readonly #drawing = new Drawing();
  readonly #instead = document.createElement("slot");
  #data: FigureData | null = null;
  #scene: Scene | null = null;
  #shown = "";
  #due = false;
  /** The key pose where the figure is; -1 on the way. */
  #at = 0;
  /** What the journey under way is for. */
  #aim = "";
  #stance: Stance | null = null;
  #journey: Journey | null = null;
  #frame = 0;
  #inView = true;
  #motion: MediaQueryList | null = null;
  #watcher: IntersectionObserver | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styles()];
    // What the page wrote into the element stands in while there is no figure.
    this.#instead.hidden = true;
    root.append(this.#drawing.svg, this.#instead);
  }

  connectedCallback(): void {
    if (!this.hasAttribute("role")) this.setAttribute("role", "img");
    this.#motion = window.matchMedia(LESS_MOTION);
    this.#motion.addEventListener("change", this.#refresh);
    this.#watcher = new IntersectionObserver((entries) => {
      this.#inView = entries.at(-1)?.isIntersecting ?? true;
      if (this.#inView) this.#wake();
    });
    this.#watcher.observe(this);
    this.#refresh();
    this.#wake();
  }

  disconnectedCallback(): void {
    this.#motion?.removeEventListener("change", this.#refresh);
    this.#watcher?.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
    if (before !== now) this.#soon();
  }

  /** A page sets several attributes at once: take them up together. */
  #soon(): void {
    if (this.#due || !this.isConnected) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      if (this.isConnected) this.#refresh();
    });
  }

  get exercise(): string {
    return this.getAttribute("exercise") ?? "";
  }
  set exercise(value: string) {
    this.setAttribute("exercise", value);
  }
  get level(): string {
    return this.getAttribute("level") ?? "0";
  }
  set level(value: string | number) {
    this.setAttribute("level", String(value));
  }
  get side(): "left" | "right" | "both" {
    const value = this.getAttribute("side");
    return value === "right" || value === "both" ? value : "left";
  }
  set side(value: string) {
    this.setAttribute("side", value);
  }
  get phase(): PhaseName | null {
    return PHASES.find((name) => name === this.getAttribute("phase")) ?? null;
  }
  set phase(value: PhaseName | null) {
    if (value === null) this.removeAttribute("phase");
    else this.setAttribute("phase", value);
  }
  get playing(): boolean {
    return this.hasAttribute("playing");
  }
  set playing(value: boolean) {
    this.toggleAttribute("playing", value);
  }
  get still(): boolean {
    return this.hasAttribute("still");
  }
  set still(value: boolean) {
    this.toggleAttribute("still", value);
  }
  get data(): FigureData | null {
    return this.#data;
  }
  set data(value: FigureData | null) {
    this.#data = value;
    this.#shown = "";
    this.#soon();
  }

  readonly #refresh = (): void => {
    const fresh = this.#takeScene();
    const keys = this.#scene?.keys;
    if (!keys) return;
    if (fresh) this.#aim = "";
    if (this.still || this.#motion?.matches) {
      this.#aim = "";
      this.#jump(stillOf(keys, this.#wanted("hold")));
      return;
    }
    if (fresh) this.#jump(stillOf(keys, this.playing ? "start" : this.#wanted("hold")));
    const aim = this.playing ? "round" : (this.phase ?? "");
    if (aim === this.#aim) return;
    this.#aim = aim;
    if (this.playing) this.#go(round(keys, this.#at));
    else if (this.phase && !fresh) this.#go(route(keys, this.#at, this.phase));
    // Neither: finish the move under way, then rest.
    else this.#journey?.moves.splice(1);
  };

  #wanted(otherwise: PhaseName): PhaseName {
    return this.phase ?? otherwise;
  }

  /** Take up the figure that the attributes name. Whether it is another than before. */
  #takeScene(): boolean {
    const mirror = this.side === "right";
    // A picture that will not move may fill its box with the one pose.
    const alone = this.still || (!this.playing && !this.phase) ? this.#wanted("hold") : null;
    const name = `${this.exercise}/${this.level}/${mirror}/${alone}`;
    if (name === this.#shown && this.#scene) return false;
    const data = this.#data ?? figureOf(pageBook(), this.exercise, this.level);
    this.#shown = name;
    this.#scene = data ? scene(data, mirror, alone && ((keys) => stillOf(keys, alone))) : null;
    this.#journey = null;
    this.toggleAttribute("empty", this.#scene === null);
    this.#instead.hidden = this.#scene !== null;
    this.#drawing.set(this.#scene);
    return true;
  }

  #jump(index: number): void {
    this.#journey = null;
    this.#at = index;
    this.#show(this.#scene?.keys[index]?.stance ?? null);
  }

  #show(stance: Stance | null): void {
    this.#stance = stance;
    if (stance) this.#drawing.draw(stance);
  }

  #go(way: readonly number[]): void {
    if (!this.#scene || !this.#stance || way.length === 0) return;
    this.#journey = { moves: moves(this.#scene.keys, this.#stance, way), beganMs: -1 };
    this.#at = -1;
    this.#wake();
  }

  #wake(): void {
    if (this.#frame === 0 && this.#journey && this.isConnected) {
      this.#frame = requestAnimationFrame(this.#step);
    }
  }

  readonly #step = (nowMs: number): void => {
    this.#frame = 0;
    const journey = this.#journey;
    if (!journey || !this.#scene) return;
    // Out of view, time stands still: it goes on where it was when it is seen again.
    if (!this.#inView) {
      journey.beganMs = -1;
      return;
    }
    if (journey.beganMs < 0) journey.beganMs = nowMs;
    const move = journey.moves[0];
    if (move) {
      const intoS = (nowMs - journey.beganMs) / 1000;
      // In the beat after a move there is nothing to draw.
      if (this.#at !== move.end || intoS < move.takesS) {
        this.#show(along(move, move.takesS > 0 ? intoS / move.takesS : 1));
        this.#at = intoS >= move.takesS ? move.end : -1;
      }
      if (intoS >= move.takesS + move.beatS) {
        journey.moves.shift();
        journey.beganMs = nowMs;
      }
    } else if (this.playing) {
      this.#journey = { moves: moves(this.#scene.keys, this.#stance as Stance, round(this.#scene.keys, this.#at)), beganMs: -1 };
    } else {
      this.#journey = null;
    }
    this.#wake();
  };
}

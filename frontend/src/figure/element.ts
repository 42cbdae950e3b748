/**
 * `<tenfold-figure>`: a person who shows an exercise, drawn in space.
 *
 * Attributes (each also a property)
 *   exercise, level   which movement (level 0 by default), from `/motions/<exercise>.json`
 *   side              left, right or both; right is the mirror image
 *   phase             start, move, hold or return: the figure goes there along the movement and waits
 *   playing           goes round through all key poses, with a rest at each
 *   still             no movement: the picture of `phase` (hold by default)
 *   controls          full: play, phases and views; turn: one button to see it from elsewhere.
 *                     With either it can be turned by hand
 *   sparing           something else needs the processor: draw seldom, where it is the processor
 *                     that draws
 * Event
 *   figure-phase      `detail.phase`: the phase that it shows from now on
 *
 * The page gives the `aria-label`. What the page wrote into the element stands in for as long as
 * nothing is drawn: until everything is there, and where there is no WebGL (attribute `flat`; then
 * the pictures that the page names are shown). Without a figure it has the attribute `empty`. A
 * person who asked for less movement sees still pictures.
 */

import { FigureAttributes } from "./attributes";
import { fullControls, turnControl, type Controls } from "./controls";
import type { Drawing } from "./drawing";
import type { View } from "./framing";
import { turnByHand } from "./hands";
import { Life } from "./life";
import { motionOf, noteOf, pageBook, type FigureNote } from "./loading";
import { levelOf, mirrored, rowAt, type LevelMotion, type PhaseName } from "./motion";
import { paletteOf, type Palette } from "./palette";
import { Playback } from "./playback";
import { QualityGuard } from "./quality";
import { Screen } from "./screen";
import { sheetOf } from "./sheet";
import { drawPicture, type PictureOrder } from "./snapshot";
import { bestOf, Turning, viewOf, type ViewName } from "./turning";

const LESS_MOTION = "(prefers-reduced-motion: reduce)";
const DARK = "(prefers-color-scheme: dark)";
const FADE_MS = 180;
/** While it only breathes, so much time between two pictures. */
const BREATH_MS = 66;
/** Sparing, so much time between two pictures. */
const SPARING_MS = 120;
const SPARING_RATIO = 0.6;
/** After a pause in drawing, time goes on from there. */
const LONGEST_STEP_S = 0.25;

export class TenfoldFigure extends FigureAttributes {
  static readonly observedAttributes = ["exercise", "level", "side", "phase", "playing", "still", "controls", "sparing"];
  /** Makes the drawing on a canvas; fails where there is no WebGL. */
  static draw: (canvas: HTMLCanvasElement, palette: Palette) => Promise<Drawing> = async (canvas, palette) =>
    (await import("./stage")).FigureStage.on(canvas, palette);

  readonly #screen = new Screen();
  readonly #canvas = this.#screen.canvas;
  readonly #box = this.#screen.box;
  readonly #quality = new QualityGuard();
  readonly #turning = new Turning();
  readonly #life = new Life();
  #controls: Controls | null = null;
  #drawing: Drawing | null = null;
  #opening: Promise<void> | null = null;
  #broken = false;
  #level: LevelMotion | null = null;
  #note: FigureNote | null | undefined;
  #playback: Playback | null = null;
  #wanted = "";
  #shown = "";
  #due = false;
  #told: PhaseName | null = null;
  #frame = 0;
  #timer = 0;
  #lastMs = -1;
  /** Drawn as finely as can be, because nothing moves. */
  #sharp = false;
  #inView = true;
  #motion: MediaQueryList | null = null;
  #dark: MediaQueryList | null = null;
  #watcher: IntersectionObserver | null = null;
  #sizer: ResizeObserver | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheetOf()];
    root.append(this.#box);
    this.#canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault();
      this.#setBroken(true);
    });
    this.#canvas.addEventListener("webglcontextrestored", () => this.#setBroken(false));
    turnByHand(this.#canvas, () => this.#controls !== null, (azimuth, elevation) => {
      this.#turning.by(azimuth, elevation);
      this.#afterTurn();
    });
  }

  connectedCallback(): void {
    this.#motion = window.matchMedia(LESS_MOTION);
    this.#dark = window.matchMedia(DARK);
    this.#motion.addEventListener("change", this.#refresh);
    this.#dark.addEventListener("change", this.#repaint);
    document.addEventListener("visibilitychange", this.#wake);
    this.#watcher = new IntersectionObserver((entries) => {
      this.#inView = entries.at(-1)?.isIntersecting ?? true;
      this.#wake();
    });
    this.#watcher.observe(this);
    this.#sizer = new ResizeObserver(() => this.#fit());
    this.#sizer.observe(this.#box);
    this.#refresh();
  }

  disconnectedCallback(): void {
    this.#motion?.removeEventListener("change", this.#refresh);
    this.#dark?.removeEventListener("change", this.#repaint);
    document.removeEventListener("visibilitychange", this.#wake);
    this.#watcher?.disconnect();
    this.#sizer?.disconnect();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = this.#timer = 0;
    this.#drawing?.dispose();
    this.#drawing = this.#opening = null;
    this.#wanted = this.#shown = "";
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (name === "sparing") this.#fit();
    else if (before !== now) this.#soon();
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

  /** Whether it is drawn and stands as it was asked to. */
  get ready(): boolean {
    return this.#shown !== "" && this.#shown === this.#name() && !this.#playback?.moving;
  }
  /** From where it is seen, degrees; 0 is before the person, 90 at their left. */
  get view(): View {
    return this.#turning.view;
  }

  /** Whether pictures stand still. */
  get #calm(): boolean {
    return this.still || (this.#motion?.matches ?? false) || this.#broken;
  }

  get #sparing(): boolean {
    return this.hasAttribute("sparing") && (this.#drawing?.software ?? false);
  }

  #name(): string {
    return `${this.exercise}/${this.level}/${this.side === "right"}/${this.still ? (this.phase ?? "hold") : ""}`;
  }

  readonly #refresh = (): void => {
    this.#furnish();
    const name = this.#name();
    if (name !== this.#wanted) {
      this.#wanted = name;
      void this.#take(name);
    } else if (name === this.#shown) {
      this.#follow(false);
    }
  };

  /** Put up the controls that are asked for, and say what the element is. */
  #furnish(): void {
    const kind = this.getAttribute("controls") ?? "";
    if (this.#box.dataset["controls"] === kind) return;
    this.#box.dataset["controls"] = kind;
    this.#controls?.element.remove();
    const acts = { play: this.#play, step: this.#step, view: this.#see };
    this.#controls = kind === "full" ? fullControls(acts) : kind === "turn" ? turnControl(acts) : null;
    if (kind === "full") this.shadowRoot?.append(...(this.#controls ? [this.#controls.element] : []));
    else if (this.#controls) this.#box.append(this.#controls.element);
    // Around controls it is a group with a picture in it, otherwise the picture itself.
    this.setAttribute("role", this.#controls ? "group" : "img");
    this.#screen.role(this.#controls !== null, kind === "full");
    this.#showControls();
  }

  /** Get the movement that the attributes name, and show it. */
  async #take(name: string): Promise<void> {
    const { exercise, level, side } = this;
    const stale = (): boolean => this.#wanted !== name || !this.isConnected;
    const note = noteOf(pageBook(), exercise, level);
    let found: LevelMotion | null = null;
    let failed = false;
    try {
      const file = exercise && note !== null ? await motionOf(exercise) : null;
      found = file && levelOf(file, level);
      if (stale()) return;
      if (found) await this.#open();
    } catch {
      failed = true;
    }
    if (stale()) return;
    if (this.#shown && found && this.#drawing && !this.#calm) {
      this.#canvas.classList.add("away");
      await new Promise((done) => setTimeout(done, FADE_MS));
      if (stale()) return;
    }
    this.#note = note;
    this.#level = found && side === "right" ? mirrored(found) : found;
    this.#playback = this.#level && new Playback(this.#level);
    // Without the server there may still be a picture, and there is another time.
    this.#shown = failed ? "" : name;
    if (failed) this.#wanted = "";
    this.toggleAttribute("empty", found === null);
    if (this.#level) {
      this.#turning.to(bestOf(this.#level), "best", true);
      this.#stage();
      this.#fit();
    }
    this.#follow(true);
    this.#canvas.classList.remove("away");
  }

  /** Have something to draw with. Where it cannot be had, pictures stand in. */
  #open(): Promise<void> {
    this.#opening ??= TenfoldFigure.draw(this.#canvas, paletteOf(this)).then(
      (drawing) => {
        if (!this.isConnected) {
          drawing.dispose();
          return;
        }
        this.#drawing = drawing;
        if (drawing.software) this.#quality.software();
      },
      () => this.#setBroken(true),
    );
    return this.#opening;
  }

  #stage(): void {
    if (!this.#level || !this.#playback) return;
    const alone = this.still ? rowAt(this.#level.frames, this.#playback.still(this.phase ?? "hold")) : null;
    this.#drawing?.show(this.#level, alone);
  }

  #setBroken(broken: boolean): void {
    this.#broken = broken;
    if (this.#shown) this.#follow(true);
    else this.#showPicture();
  }

  /** Do what the attributes say, with the movement that is there. */
  #follow(fresh: boolean): void {
    const playback = this.#playback;
    if (!playback) {
      this.#showPicture();
      this.#showControls();
      return;
    }
    const wanted = this.phase ?? (this.playing ? "start" : "hold");
    if (this.#calm) {
      playback.jump(this.phase ?? "hold");
      this.#life.rest(playback.phase);
    } else {
      if (fresh) playback.jump(wanted);
      if (this.playing) playback.goRound();
      else if (this.phase) {
        if (playback.phase !== this.phase || playback.goingRound) playback.go(this.phase);
      } else if (!fresh) playback.settle();
    }
    this.#showPicture();
    this.#tell();
    this.#draw();
    this.#wake();
  }

  /** The drawing, or what stands in for it. */
  #showPicture(): void {
    const drawn = this.#drawing !== null && this.#level !== null && !this.#broken;
    const stills = this.#broken ? this.#note?.stills : undefined;
    const picture = stills && (stills[this.#playback?.phase ?? this.phase ?? "hold"] ?? stills.hold ?? stills.start);
    this.toggleAttribute("flat", this.#broken);
    // Without controls the element itself is the picture, and has the name.
    const label = (this.#controls && this.getAttribute("aria-label")) ?? "";
    this.#screen.show({ drawn, picture, mirrored: this.side === "right", label });
  }

  readonly #repaint = (): void => {
    this.#drawing?.paint(paletteOf(this));
    this.#life.rest(this.#playback?.phase ?? "hold");
    this.#draw();
  };

  #fit(sharp = this.#sharp): void {
    const { clientWidth: width, clientHeight: height } = this.#box;
    if (!this.#drawing || width === 0 || height === 0) return;
    this.#sharp = sharp;
    const { ratio, shadows } = this.#quality.now;
    const most = sharp ? 2 : this.#sparing ? SPARING_RATIO : ratio;
    this.#drawing.shadows = shadows;
    this.#drawing.resize(width, height, Math.min(most, window.devicePixelRatio || 1));
    this.#draw();
  }

  /** Draw the present moment. */
  #draw(): void {
    if (!this.#drawing || !this.#level || !this.#playback || this.#broken) return;
    this.#drawing.pose(this.#life.breathe(rowAt(this.#level.frames, this.#playback.place)));
    this.#drawing.mark(this.#playback.phase, this.#life.tint);
    this.#drawing.look(this.#turning.view);
    this.#drawing.render();
  }

  get #seen(): boolean {
    return this.#inView && !document.hidden;
  }

  readonly #wake = (): void => {
    if (this.#frame !== 0 || !this.isConnected || !this.#seen || !this.#playback || !this.#drawing) return;
    if (this.#calm && !this.#turning.moving) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#frame = requestAnimationFrame(this.#tick);
  };

  readonly #tick = (nowMs: number): void => {
    this.#frame = 0;
    const playback = this.#playback;
    // Out of view, time stands still: it goes on where it was when it is seen again.
    if (!playback || !this.#seen) {
      this.#lastMs = -1;
      return;
    }
    const tookMs = this.#lastMs < 0 ? 0 : nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    const seconds = Math.min(tookMs / 1000, LONGEST_STEP_S);
    const moved = !this.#calm && playback.advance(seconds);
    const turned = this.#turning.advance(seconds);
    const coarse = this.#quality.coarse || this.#sparing;
    const waits = !this.#calm && !moved && !coarse;
    const alive = !this.#calm && this.#life.advance(seconds, waits, playback.phase);
    this.#tell();
    const busy = moved || turned || this.#turning.moving || playback.moving;
    // Where it can only be drawn coarsely in time, it is drawn finely when it has come to rest.
    const sharp = !busy && coarse;
    if (sharp !== this.#sharp) this.#fit(sharp);
    else if (moved || turned || alive || tookMs === 0) this.#draw();
    if (moved && tookMs > 0 && !this.#sparing) {
      if (this.#quality.took(tookMs)) this.#fit();
    } else {
      this.#quality.forget();
    }
    if (busy && !this.#sparing) this.#wake();
    else if (busy) this.#timer = window.setTimeout(this.#wake, SPARING_MS);
    else if (alive || playback.running) this.#timer = window.setTimeout(this.#wake, BREATH_MS);
    else this.#lastMs = -1;
  };

  /** Say which phase it is, where that is news. */
  #tell(): void {
    const phase = this.#playback?.phase ?? null;
    if (phase === this.#told || phase === null) {
      this.#showControls();
      return;
    }
    this.#told = phase;
    this.#showControls();
    if (this.#broken) this.#showPicture();
    this.dispatchEvent(new CustomEvent("figure-phase", { bubbles: true, detail: { phase } }));
  }

  #lastControls = "";
  #showControls(): void {
    if (!this.#controls) return;
    const state = {
      playing: this.playing && !this.#calm,
      moves: !this.#calm,
      phase: this.#playback?.phase ?? ("start" as const),
      view: this.#turning.name,
      turns: this.#drawing !== null && !this.#broken,
    };
    const key = JSON.stringify(state) + this.getAttribute("controls");
    if (key === this.#lastControls) return;
    this.#lastControls = key;
    this.#controls.show(state);
  }

  readonly #play = (on: boolean): void => {
    this.phase = null;
    this.playing = on;
  };

  /** One phase on or back; it stops there. */
  readonly #step = (by: 1 | -1): void => {
    const playback = this.#playback;
    if (!playback) return;
    const phases = playback.phases;
    const at = phases.indexOf(playback.phase);
    const next = phases[(at + by + phases.length) % phases.length] ?? "start";
    this.playing = false;
    this.phase = next;
  };

  readonly #see = (name: ViewName): void => {
    if (!this.#level) return;
    this.#turning.to(viewOf(name, bestOf(this.#level)), name, this.#motion?.matches ?? false);
    this.#afterTurn();
  };

  #afterTurn(): void {
    this.#showControls();
    this.#draw();
    this.#lastMs = -1;
    this.#wake();
  }

  /**
   * A picture as PNG data; for the tool that makes the still pictures. The element is left as the
   * picture was taken.
   */
  async picture(order: PictureOrder): Promise<string> {
    this.#wanted = this.#name();
    if (this.#shown !== this.#wanted) await this.#take(this.#wanted);
    if (!this.#level || !this.#drawing) throw new Error(`there is no figure of ${this.#wanted}`);
    drawPicture(this.#drawing, this.#level, order);
    return this.#canvas.toDataURL("image/png");
  }
}

/** Keeps an SVG up to date with a scene. Elements are made once and only their outlines change. */

import type { Drawn, Scene } from "./scene";
import { picture } from "./scene";
import type { Part } from "./shape";
import type { Stance } from "./solve";

const SVG = "http://www.w3.org/2000/svg";
/** How much of the shade is mixed into what is furthest behind. */
const DARKEST = 34;

function make<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function blur(id: string): SVGFilterElement {
  const filter = make("filter", { id, x: "-20%", y: "-60%", width: "140%", height: "220%" });
  filter.append(make("feGaussianBlur", { stdDeviation: "0.014" }));
  return filter;
}

export class Drawing {
  readonly svg: SVGSVGElement = make("svg", {
    preserveAspectRatio: "xMidYMid meet",
    "aria-hidden": "true",
    focusable: "false",
  });
  readonly #floor = make("path", { class: "floor" });
  readonly #back = make("g");
  readonly #shadow = make("path", { class: "shadow", filter: "url(#soft)" });
  readonly #body = make("g");
  readonly #groups = new Map<string, SVGGElement>();
  #order = "";
  #scene: Scene | null = null;

  constructor() {
    const defs = make("defs");
    defs.append(blur("soft"));
    this.svg.append(defs, this.#floor, this.#back, this.#shadow, this.#body);
  }

  /** Take up another scene; null draws nothing. */
  set(scene: Scene | null): void {
    this.#scene = scene;
    this.#groups.clear();
    this.#order = "";
    this.#body.replaceChildren();
    this.#back.replaceChildren();
    this.svg.toggleAttribute("hidden", scene === null);
    if (!scene) return;
    this.svg.setAttribute("viewBox", scene.frame.map((value) => value.toFixed(4)).join(" "));
    this.#floor.setAttribute("d", scene.ground);
    for (const { background, parts } of scene.things) {
      if (background) this.#back.append(...parts.map((part) => this.#update(make("g", { class: "part" }), part)));
    }
  }

  draw(stance: Stance): void {
    if (!this.#scene) return;
    const { shadow, drawn } = picture(this.#scene, stance);
    this.#shadow.setAttribute("d", shadow);
    const groups = drawn.map((one) => this.#group(one));
    const order = drawn.map(({ part }) => part.key).join();
    if (order !== this.#order) this.#body.replaceChildren(...groups);
    this.#order = order;
  }

  #group({ part, far }: Drawn): SVGGElement {
    const group = this.#groups.get(part.key) ?? make("g", { class: "part" });
    this.#groups.set(part.key, group);
    group.style.setProperty("--_far", `${(far * DARKEST).toFixed(0)}%`);
    return this.#update(group, part);
  }

  #update(group: SVGGElement, { shapes }: Part): SVGGElement {
    while (group.childElementCount > shapes.length) group.lastElementChild?.remove();
    while (group.childElementCount < shapes.length) group.append(make("path"));
    shapes.forEach(({ tone, d, edge }, i) => {
      const path = group.children[i];
      path?.setAttribute("d", d);
      path?.setAttribute("class", `${tone}${edge ? " edge" : tone === "hair" ? "" : " many"}`);
    });
    return group;
  }
}

/**
 * The developers' page of all key poses. Its address may say `?only=pigeon_pose`, `&level=-1`,
 * `&phase=hold`, `&side=right`, `&size=small` (or large), `&scheme=dark` and `&playing`;
 * `&between` shows the ways from each key pose to the next.
 */

import "./main";
import type { FigureData } from "./data";
import { Drawing } from "./drawing";
import { libraryBook } from "./library";
import { scene } from "./scene";
import { between } from "./solve";
import { STYLE } from "./style";

const files = import.meta.glob<string>("../../../src/tenfold/library/*/exercise.toml", {
  query: "?raw",
  import: "default",
  eager: true,
});
const asked = new URLSearchParams(location.search);
document.body.classList.add(asked.get("size") ?? "middle", asked.get("scheme") ?? "light");
const only = asked.get("only")?.split(",");

/** Drawings of a few moments on the way from key pose to key pose. */
function ways(data: FigureData, name: string): void {
  const at = scene(data, asked.get("side") === "right");
  at.keys.forEach(({ stance }, i) => {
    const next = at.keys[(i + 1) % at.keys.length]?.stance ?? stance;
    for (const t of [0, 0.25, 0.5, 0.75]) {
      const drawing = new Drawing();
      drawing.set(at);
      drawing.draw(between(stance, next, t));
      show(drawing.svg, `${name} ${i} + ${t}`);
    }
  });
}

function show(content: Element, text: string): void {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${STYLE} :host { aspect-ratio: auto; height: 100%; }`);
  root.adoptedStyleSheets = [sheet];
  root.append(content);
  const caption = document.createElement("figcaption");
  caption.textContent = text;
  const box = document.createElement("figure");
  box.append(host, caption);
  document.querySelector("main")?.append(box);
}

for (const [id, { levels = {} }] of Object.entries(libraryBook(Object.values(files)))) {
  if (only && !only.includes(id)) continue;
  for (const [level, { figure }] of Object.entries(levels)) {
    if (!figure || (asked.get("level") ?? level) !== level) continue;
    if (asked.has("between")) {
      ways(figure, `${id} ${level}`);
      continue;
    }
    const playing = asked.has("playing");
    for (const [i, pose] of figure.poses.entries()) {
      if ((asked.get("phase") ?? pose.phase) !== pose.phase || (playing && i > 0)) continue;
      // A key pose is shown as a figure of its own that has come this far.
      const element = document.createElement("tenfold-figure");
      element.data = playing ? figure : { ...figure, poses: figure.poses.map((one, k) => ({ ...one, phase: k === i ? "hold" : "start" })) };
      element.side = asked.get("side") ?? "left";
      element.toggleAttribute(playing ? "playing" : "still", true);
      element.setAttribute("aria-label", `${id} ${level} ${pose.phase}`);
      const caption = document.createElement("figcaption");
      caption.textContent = `${id} ${level} ${pose.phase}${pose.pass_by ? " (passed)" : ""}`;
      const box = document.createElement("figure");
      box.append(element, caption);
      document.querySelector("main")?.append(box);
    }
  }
}

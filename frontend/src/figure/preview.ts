/**
 * The developers' page of all key poses. Its address may say `?only=pigeon_pose`, `&level=-1`,
 * `&phase=hold`, `&side=right`, `&size=small` (or large), `&scheme=dark` and `&playing`.
 */

import "./main";
import { libraryBook } from "./library";

const files = import.meta.glob<string>("../../../src/tenfold/library/*/exercise.toml", {
  query: "?raw",
  import: "default",
  eager: true,
});
const asked = new URLSearchParams(location.search);
document.body.classList.add(asked.get("size") ?? "middle", asked.get("scheme") ?? "light");
const only = asked.get("only")?.split(",");

for (const [id, { levels = {} }] of Object.entries(libraryBook(Object.values(files)))) {
  if (only && !only.includes(id)) continue;
  for (const [level, { figure }] of Object.entries(levels)) {
    if (!figure || (asked.get("level") ?? level) !== level) continue;
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

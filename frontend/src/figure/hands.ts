/** Turning the figure by hand: a drag across its picture, or the arrow keys. */

const DRAG_DEG = 0.45;
const KEY_DEG = 12;

const KEYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [KEY_DEG, 0],
  ArrowRight: [-KEY_DEG, 0],
  ArrowUp: [0, KEY_DEG / 2],
  ArrowDown: [0, -KEY_DEG / 2],
};

/** `turn` is told by how many degrees round and up; `may` says whether it may be turned now. */
export function turnByHand(canvas: HTMLCanvasElement, may: () => boolean, turn: (azimuth: number, elevation: number) => void): void {
  let held: { id: number; x: number; y: number } | null = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (!may() || event.button !== 0) return;
    held = { id: event.pointerId, x: event.clientX, y: event.clientY };
    canvas.setPointerCapture(event.pointerId);
    canvas.classList.add("held");
  });
  canvas.addEventListener("pointermove", (event) => {
    if (held?.id !== event.pointerId) return;
    turn((held.x - event.clientX) * DRAG_DEG, (event.clientY - held.y) * DRAG_DEG * 0.6);
    held = { id: held.id, x: event.clientX, y: event.clientY };
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(kind, () => {
      held = null;
      canvas.classList.remove("held");
    });
  }
  canvas.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    turn(...way);
  });
}

/** The component's own styles. Colours are the page's, with others where it has none. */

const STYLE = `
:host { display: block; color-scheme: inherit; --_accent: var(--accent, #0b5d5e); --_ink: var(--ink, #1f2a2c); }
:host([hidden]) { display: none; }
.stage { position: relative; width: 100%; height: 100%; overflow: hidden; }
:host([controls="full"]) .stage { height: auto; flex: none; }
canvas, .still { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
canvas { opacity: 1; transition: opacity 0.18s; }
canvas.away { opacity: 0; }
.still { object-fit: contain; }
.still.turned { transform: scaleX(-1); }
:host([controls]) canvas { cursor: grab; touch-action: pan-y; }
:host([controls]) canvas.held { cursor: grabbing; }
[hidden] { display: none !important; }
canvas:focus-visible, button:focus-visible { outline: 3px solid var(--focus, var(--_accent)); outline-offset: 2px; }
canvas:focus-visible { outline-offset: -3px; border-radius: 14px; }
.bar { margin-top: 12px; display: flex; flex-wrap: wrap; gap: 10px; justify-content: space-between; align-items: center; }
.group { display: flex; align-items: center; gap: 5px; }
button {
  font: inherit; font-size: 0.84rem; line-height: 1.2; cursor: pointer; color: var(--_ink);
  min-height: 44px; min-width: 44px; padding: 6px 12px; white-space: nowrap; border-radius: 999px;
  border: 1px solid var(--field-line, #85918d); background: var(--surface, #fffdf9);
}
button:hover { border-color: var(--_accent); }
button[aria-pressed="true"] { background: var(--accent-surface, #e4f0ec); border-color: var(--_accent); color: var(--accent-strong, #084748); font-weight: 700; }
button.round { padding: 0; display: inline-flex; align-items: center; justify-content: center; }
button svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 2.2; stroke-linecap: round; stroke-linejoin: round; }
button svg .full { fill: currentColor; stroke-width: 1; }
.phase { min-width: 6.4em; text-align: center; font-weight: 700; font-size: 0.94rem; }
.around { position: absolute; right: 8px; bottom: 8px; width: 52px; height: 52px; color: var(--muted, #55625f); border-color: var(--line, #dcd6ca); }
.around svg { width: 26px; height: 26px; }
@media (prefers-reduced-motion: reduce) { canvas { transition: none; } }
/* On paper the page's own picture: a drawing is not kept after it has been shown. */
@media print {
  .bar, .around, canvas { display: none !important; }
  slot[hidden] { display: contents !important; }
}
`;

let sheet: CSSStyleSheet | null = null;

export function sheetOf(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  return sheet;
}

/**
 * Colours and lines. A page may set any of the --figure-* properties; what it does not set
 * follows its --accent and works on light and dark.
 */

export const STYLE = `
:host {
  display: block;
  aspect-ratio: 4 / 3;
  color-scheme: inherit;
  --_skin: var(--figure-skin, light-dark(#c98f6b, #cf9a78));
  --_top: var(--figure-top, var(--figure-body, light-dark(#12786f, #2fa193)));
  --_legs: var(--figure-legs, light-dark(#3d4f5c, #6d8290));
  --_hair: var(--figure-hair, light-dark(#4a3b35, #75645b));
  --_mark: var(--figure-mark, light-dark(#3a2620, #33201a));
  --_prop: var(--figure-prop, light-dark(#b99b78, #8f7a61));
  --_soft: var(--figure-soft, light-dark(#e3d3b8, #a8987f));
  --_mat: var(--figure-mat, light-dark(#a9cbc4, #2c514d));
  --_wall: var(--figure-wall, light-dark(#ddd7cb, #3a3f42));
  --_floor: var(--figure-floor, color-mix(in srgb, currentColor 9%, transparent));
  --_shade: var(--figure-shade, light-dark(#1d2a2c, #05090a));
  --_edge: var(--figure-edge, light-dark(#13252b, #0a1214));
}
:host([hidden]) { display: none; }
svg { display: block; width: 100%; height: 100%; overflow: visible; }
path { stroke-linejoin: round; stroke-linecap: round; }
.floor { fill: var(--_floor); }
.shadow { fill: var(--_shade); opacity: 0.2; }
.part { --_far: 0%; }
.part path { fill: color-mix(in oklab, var(--_tone), var(--_shade) var(--_far)); stroke: none; fill-rule: evenodd; }
.part path.many { fill-rule: nonzero; }
.part path.edge { stroke: color-mix(in oklab, var(--_tone), var(--_edge) 42%); stroke-width: 0.007; }
.skin { --_tone: var(--_skin); }
.top { --_tone: var(--_top); }
.legs { --_tone: var(--_legs); }
.hair { --_tone: var(--_hair); }
.mark { --_tone: var(--_mark); }
.prop { --_tone: var(--_prop); }
.soft { --_tone: var(--_soft); }
.mat { --_tone: var(--_mat); }
.wall { --_tone: var(--_wall); }
@media (forced-colors: active) {
  .part path.edge { stroke: CanvasText; }
}
`;

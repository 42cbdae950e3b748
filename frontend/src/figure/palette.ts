/** The figure's colours, from the page's `--figure-*` properties where it sets them. */

import type { ThingKind } from "./motion";

export interface Palette {
  readonly skin: string;
  readonly hair: string;
  readonly shirt: string;
  readonly trousers: string;
  readonly shoes: string;
  readonly arrow: string;
  readonly ground: string;
  readonly shade: string;
  /** How dark shadows are, 0 to 1. */
  readonly shadeStrength: number;
  readonly things: Readonly<Record<ThingKind, string>>;
}

const WOOD = "#c0a078";

export const LIGHT: Palette = {
  skin: "#cf9873",
  hair: "#54423a",
  shirt: "#2c8f86",
  trousers: "#566977",
  shoes: "#cf9873",
  arrow: "#c77d0a",
  ground: "#efe7d8",
  shade: "#3a3226",
  shadeStrength: 0.26,
  things: {
    mat: "#a4c9c0",
    chair: WOOD,
    wall: "#ded3c0",
    pillow: "#eadcc3",
    table: WOOD,
    door_frame: WOOD,
    block: "#d9b98c",
    bolster: "#d8a991",
    wedge: "#d9b98c",
  },
};

export const DARK: Palette = {
  ...LIGHT,
  skin: "#d09d7a",
  hair: "#6b5950",
  shirt: "#37a295",
  trousers: "#758896",
  shoes: "#d09d7a",
  arrow: "#e6a23c",
  ground: "#2a3334",
  shade: "#000000",
  shadeStrength: 0.5,
  things: {
    mat: "#3d6f68",
    chair: "#a3855f",
    wall: "#3f4a4b",
    pillow: "#c9b999",
    table: "#a3855f",
    door_frame: "#a3855f",
    block: "#b99b72",
    bolster: "#b98974",
    wedge: "#b99b72",
  },
};

/** The palette for an element: dark where the page is dark, with the page's own colours in it. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const base = style.colorScheme.includes("dark") ? DARK : LIGHT;
  const own = (name: string, otherwise: string): string => style.getPropertyValue(`--figure-${name}`).trim() || otherwise;
  return {
    ...base,
    skin: own("skin", base.skin),
    hair: own("hair", base.hair),
    shirt: own("shirt", base.shirt),
    trousers: own("trousers", base.trousers),
    shoes: own("shoes", base.shoes),
    ground: own("ground", base.ground),
    things: { ...base.things, mat: own("mat", base.things.mat) },
  };
}

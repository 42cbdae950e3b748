/** Head, neck and hair; nose, ear and eyes say where the head is turned. */

import { RADIUS } from "./body";
import type { Camera } from "./camera";
import { cap } from "./cap";
import { ball, skin } from "./outline";
import { bone, type Part, type Shape } from "./shape";
import type { Joints } from "./solve";
import { add, dot, scale, unit, within, type Vec } from "./vector";

/** Where hair ends: this far round the head from its middle, as a cosine. */
const HAIRLINE = -0.06;

export function head(j: Joints, view: Camera): Part[] {
  const { headFrame: h, chestFrame: c } = j;
  const skullAt = within(j.head, h, -0.004, 0.014, 0);
  const skull = ball(skullAt, RADIUS.skull);
  const jaw = ball(within(j.head, h, 0.014, -0.045, 0), RADIUS.jaw);
  const nose = [
    ball(within(skullAt, h, RADIUS.skull - 0.006, 0.0, 0), 0.009),
    ball(within(skullAt, h, RADIUS.skull + 0.007, -0.028, 0), 0.0115),
  ];
  const facing = dot(h.f, view.towards);
  const noseShape: Shape = { tone: "skin", d: skin(nose, view), edge: facing < 0.55 };
  const face: Shape = { tone: "skin", d: skin([skull, jaw], view), edge: true };
  const hair: Shape = {
    tone: "hair",
    d: cap(ball(skullAt, RADIUS.skull + 0.006), unit(within([0, 0, 0], h, -0.68, 0.74, 0)), HAIRLINE, view),
    edge: true,
  };
  const shapes = [noseShape, face, ...ears(skullAt, h, view), hair, ...eyes(skullAt, h, view)];
  if (facing > 0) shapes.push({ ...noseShape, edge: false });
  const base = within(j.neck, c, 0, 0.0, 0);
  const nape = within(j.head, h, -0.01, -0.04, 0);
  return [
    {
      key: "neck",
      shapes: [{ tone: "skin", d: skin([ball(base, RADIUS.neck), ball(nape, RADIUS.neck)], view), edge: true }],
      bones: [bone(base, nape, 0.038)],
    },
    { key: "head", shapes, bones: [bone(jaw.at, skullAt, 0.065)] },
  ];
}

type HeadFrame = Joints["headFrame"];

function ears(at: Vec, h: HeadFrame, view: Camera): Shape[] {
  return [-1, 1]
    .filter((side) => side * dot(h.r, view.towards) > -0.25)
    .map((side) => {
      const ear = within(at, h, -0.006, -0.022, side * (RADIUS.skull - 0.003));
      return {
        tone: "skin" as const,
        d: skin([ball(ear, 0.013), ball(within(ear, h, -0.004, 0.016, 0), 0.014)], view),
        edge: true,
      };
    });
}

function eyes(at: Vec, h: HeadFrame, view: Camera): Shape[] {
  return [-1, 1]
    .map((side) => unit(within([0, 0, 0], h, 0.9, -0.02, side * 0.4)))
    .filter((way) => dot(way, view.towards) > 0.12)
    .map((way) => ({
      tone: "mark" as const,
      d: skin([ball(add(at, scale(way, RADIUS.skull)), 0.0085)], view),
      edge: false,
    }));
}

/** Head, neck and hair; nose, ear and eyes say where the head is turned. */

import { RADIUS } from "./body";
import type { Camera } from "./camera";
import { cap } from "./cap";
import { ball, skin } from "./outline";
import { bone, type Part, type Shape } from "./shape";
import type { Joints } from "./solve";
import { add, dot, scale, unit, within, type Vec } from "./vector";

/** Hair is two caps, over the crown and over the back; how far they reach, as cosines. */
const CROWN = { f: -0.12, u: 1, edge: 0.42 } as const;
const BACK = { f: -1, u: 0.16, edge: 0.02 } as const;

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
  const locks = [CROWN, BACK].map(({ f, u, edge }) =>
    cap(ball(skullAt, RADIUS.skull + 0.009), unit(within([0, 0, 0], h, f, u, 0)), edge, view),
  );
  // Rims first, then both fillings, so that there is no line where the caps overlap.
  const hair = [true, false].flatMap((edge) => locks.map((d): Shape => ({ tone: "hair", d, edge })));
  const shapes = [noseShape, face, ...hair, ...ears(skullAt, h, view), ...features(skullAt, jaw.at, h, view)];
  if (facing > 0) shapes.push({ ...noseShape, edge: false });
  const base = within(j.neck, c, 0.006, 0.018, 0);
  const nape = within(j.head, h, -0.01, -0.04, 0);
  return [
    {
      key: "neck",
      shapes: [{ tone: "skin", d: skin([ball(base, RADIUS.neck), ball(nape, RADIUS.neck)], view), edge: true }],
      bones: [bone(base, nape, 0.038)],
    },
    { key: "head", over: "neck", shapes, bones: [bone(jaw.at, skullAt, 0.065)] },
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

/** Eyes and mouth, as far as they are seen. */
function features(at: Vec, jaw: Vec, h: HeadFrame, view: Camera): Shape[] {
  const eyes = [-1, 1]
    .map((side) => unit(within([0, 0, 0], h, 0.9, -0.06, side * 0.38)))
    .filter((way) => dot(way, view.towards) > 0.12)
    .map((way) => skin([ball(add(at, scale(way, RADIUS.skull)), 0.0085)], view));
  const lips = [-0.36, -0.18, 0, 0.18, 0.36].map((side) =>
    add(jaw, scale(unit(within([0, 0, 0], h, 1, 0.08 + side * side * 0.9, side)), RADIUS.jaw + 0.003)),
  );
  const seen = lips.filter((lip) => dot(unit([lip[0] - jaw[0], lip[1] - jaw[1], lip[2] - jaw[2]]), view.towards) > 0.1);
  const mouth = seen.slice(1).map((lip, i) => skin([ball(seen[i] ?? lip, 0.0032), ball(lip, 0.0032)], view));
  return [...eyes, mouth.join("")].filter(Boolean).map((d) => ({ tone: "mark", d, edge: false }));
}

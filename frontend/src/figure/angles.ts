/** The names of all joint angles, in the order of a movement's rows. */

import skeleton from "./skeleton.json";

export const ANGLES: readonly string[] = skeleton.angles;
export const ANGLE_AT: ReadonlyMap<string, number> = new Map(ANGLES.map((name, i) => [name, i]));

/**
 * The figure's build, in body lengths (mid-shoulder to mid-hip plus thigh plus shank is 1).
 *
 * Lengths follow the usual shares of body height; radii are what reads well as a person.
 */

export const LENGTH = {
  waist: 0.16,
  /** From the waist to the middle between the shoulders. */
  back: 0.21,
  /** From the middle between the shoulders to the middle of the head. */
  neck: 0.165,
  /** Half the distance between the shoulder joints, and between the hip joints. */
  shoulder: 0.128,
  hip: 0.068,
  upperArm: 0.235,
  forearm: 0.19,
  hand: 0.11,
  thigh: 0.315,
  shank: 0.315,
  /** How far the ankle is above the sole, the heel behind and the toes before it. */
  ankle: 0.05,
  heel: 0.035,
  toes: 0.145,
} as const;

export const RADIUS = {
  hip: 0.079,
  thigh: 0.07,
  knee: 0.05,
  calf: 0.05,
  ankle: 0.03,
  shoulder: 0.05,
  elbow: 0.035,
  wrist: 0.024,
  palm: 0.028,
  fingers: 0.015,
  neck: 0.04,
  skull: 0.076,
  jaw: 0.052,
} as const;

/** How far the pelvis is above the floor when the figure stands. */
export const STANDING = LENGTH.ankle + LENGTH.thigh + LENGTH.shank;

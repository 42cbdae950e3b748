/** Movements from the server: each asked for once, and kept for as long as the page is open. */

import type { MotionFile, PhaseName } from "./motion";

const kept = new Map<string, Promise<MotionFile | null>>();

async function ask(exercise: string): Promise<MotionFile | null> {
  const answer = await fetch(`/motions/${encodeURIComponent(exercise)}.json`);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`the movement of ${exercise}: ${answer.status}`);
  return (await answer.json()) as MotionFile;
}

/** The movements of an exercise; null when it has none. What failed is asked for anew next time. */
export function motionOf(exercise: string): Promise<MotionFile | null> {
  let found = kept.get(exercise);
  if (!found) {
    found = ask(exercise);
    kept.set(exercise, found);
    found.catch(() => kept.delete(exercise));
  }
  return found;
}

/** Have movements ready, so that they are there when the server is not. */
export function fetchAhead(exercises: Iterable<string>): void {
  for (const exercise of exercises) motionOf(exercise).catch(() => undefined);
}

export function forgetAll(): void {
  kept.clear();
}

/** What the page says of a figure: null where there is none, else addresses of its pictures. */
export interface FigureNote {
  readonly stills: Readonly<Partial<Record<PhaseName, string>>>;
}

type Book = Readonly<Record<string, { readonly levels?: Readonly<Record<string, { readonly figure?: FigureNote | null }>> }>>;

/** The figures that the server named in the page. */
export function pageBook(): Book {
  try {
    return JSON.parse(document.getElementById("exercises")?.textContent ?? "{}") as Book;
  } catch {
    return {};
  }
}

/** The page's note on a figure; undefined when it says nothing about that exercise. */
export function noteOf(book: Book, exercise: string, level: string): FigureNote | null | undefined {
  return book[exercise]?.levels?.[level]?.figure;
}

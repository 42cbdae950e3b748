/** The packaged library's figures, read from its files. For the preview and the tests only. */

import { parse } from "smol-toml";
import type { FigureBook, FigureData } from "./data";

interface File {
  readonly id: string;
  readonly order: number;
  readonly figure?: FigureData;
  readonly ladder?: readonly { readonly level: number; readonly figure?: FigureData }[];
}

/** Figures of exercise files, in the order of the exercises. */
export function libraryBook(texts: readonly string[]): FigureBook {
  const files = texts.map((text) => parse(text) as unknown as File).sort((a, b) => a.order - b.order);
  return Object.fromEntries(
    files.map(({ id, figure, ladder }) => {
      const levels = [{ level: 0, figure }, ...(ladder ?? [])].filter((rung) => rung.figure);
      return [id, { levels: Object.fromEntries(levels.map((rung) => [rung.level, { figure: rung.figure ?? null }])) }];
    }),
  );
}

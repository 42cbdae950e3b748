/** Defines `<tenfold-figure>`. */

import { TenfoldFigure } from "./element";
import { fetchAhead, pageBook } from "./loading";
import { followSteps } from "./steps";

if (!customElements.get("tenfold-figure")) customElements.define("tenfold-figure", TenfoldFigure);
for (const figure of document.querySelectorAll("tenfold-figure")) followSteps(figure);
// A sitting goes on without the server: have the figures of all its exercises.
const book = pageBook();
fetchAhead(Object.keys(book).filter((id) => Object.values(book[id]?.levels ?? {}).some((level) => level.figure)));

declare global {
  interface HTMLElementTagNameMap {
    "tenfold-figure": TenfoldFigure;
  }
}

/** Defines `<tenfold-figure>`. */

import { TenfoldFigure } from "./element";

if (!customElements.get("tenfold-figure")) customElements.define("tenfold-figure", TenfoldFigure);

declare global {
  interface HTMLElementTagNameMap {
    "tenfold-figure": TenfoldFigure;
  }
}

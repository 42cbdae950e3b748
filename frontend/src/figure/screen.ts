/** Where the figure is seen: the canvas, or the picture or the page's own words in its place. */

export interface Sight {
  /** Whether there is a drawing to be seen. */
  readonly drawn: boolean;
  /** The picture that stands in, if any. */
  readonly picture: string | undefined;
  /** Whether the picture is to be seen as in a mirror. */
  readonly mirrored: boolean;
  readonly label: string;
}

export class Screen {
  readonly box = document.createElement("div");
  readonly canvas = document.createElement("canvas");
  readonly #flat = document.createElement("img");
  readonly #instead = document.createElement("slot");

  constructor() {
    this.box.className = "stage";
    this.box.setAttribute("part", "stage");
    this.canvas.hidden = true;
    this.#flat.className = "still";
    this.#flat.hidden = true;
    this.#flat.alt = "";
    this.box.append(this.canvas, this.#flat, this.#instead);
  }

  /** Among controls the canvas is a picture of its own; with `keys` it can be turned by them. */
  role(controlled: boolean, keys: boolean): void {
    // Not even a click must bring it the keys, where they are the page's.
    if (keys) this.canvas.tabIndex = 0;
    else this.canvas.removeAttribute("tabindex");
    this.canvas.setAttribute("role", controlled ? "img" : "presentation");
  }

  show({ drawn, picture, mirrored, label }: Sight): void {
    this.canvas.hidden = !drawn;
    this.#flat.hidden = drawn || !picture;
    if (picture && this.#flat.getAttribute("src") !== picture) this.#flat.src = picture;
    this.#flat.classList.toggle("turned", mirrored);
    this.#instead.hidden = drawn || Boolean(picture);
    this.canvas.setAttribute("aria-label", label);
    this.#flat.alt = label;
  }
}

/** "Stop: it hurts": the exercise stops at once; the number is asked after, and may be left out. */

export class PainDialog {
  readonly #dialog = document.getElementById("pain") as HTMLDialogElement;

  constructor(private readonly answered: (nrs: number) => void) {
    for (const button of this.#dialog.querySelectorAll<HTMLButtonElement>("button[data-nrs]")) {
      button.addEventListener("click", () => {
        this.#dialog.close();
        this.answered(Number(button.dataset.nrs));
      });
    }
    this.#dialog.querySelector("button[data-skip]")?.addEventListener("click", () => this.#dialog.close());
  }

  ask(): void {
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  /** Do `then` when nothing is being asked: at once, or soon after the answer (which must get away first). */
  whenAnswered(then: () => void): void {
    if (!this.#dialog.open) then();
    else this.#dialog.addEventListener("close", () => setTimeout(then, 500), { once: true });
  }
}

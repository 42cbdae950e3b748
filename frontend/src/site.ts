/** Every page: its styles, and a few small kindnesses. All pages work without this script. */

import { noticeSetting, Reminders } from "./reminders";
import "./styles/site.css";

const STALE_MS = 15 * 60 * 1000;
const opened = Date.now();
let touched = false;

// A second tap on a button that is already on its way would begin a second sitting.
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.dataset["sent"]) event.preventDefault();
  form.dataset["sent"] = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset["sent"];
});

// Today, left open overnight, is yesterday: look again when the person comes back to it.
document.addEventListener("input", () => {
  touched = true;
});
document.addEventListener("visibilitychange", () => {
  const stale = Date.now() - opened > STALE_MS;
  if (!document.hidden && stale && !touched && document.querySelector("main.fresh")) location.reload();
});

// A round of the day that is due, while a page is open; not where somebody looks up their symptoms.
if (!document.querySelector("main.calm")) new Reminders().start();
const notices = document.querySelector<HTMLElement>("[data-notices]");
if (notices) noticeSetting(notices);

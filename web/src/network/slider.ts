// The day of the form as a slider.
import { dated, dayOf, monthOf } from "./months.ts";
import { element } from "./panel.ts";

/** A slider over the months beside the day of the form; `changed` is told when any time is asked for again. */
export function slider(form: HTMLFormElement, changed: () => void): void {
  const day = form.querySelector<HTMLInputElement>("#net-as-of");
  if (!day?.min || !day.max) return;
  const range = element("input", { type: "range", id: "net-slider" });
  Object.assign(range, { min: String(monthOf(day.min)), max: String(monthOf(day.max)), value: String(monthOf(day.value || day.max)) });
  range.setAttribute("aria-label", "As of a month");
  const none = element("button", { type: "button", className: "plain", textContent: "any time", hidden: !day.value });
  const show = () => {
    range.setAttribute("aria-valuetext", day.value ? dated(day.value) : "any time");
    range.classList.toggle("off", !day.value);
    none.hidden = !day.value;
  };
  range.addEventListener("input", () => {
    day.value = dayOf(Number(range.value));
    for (const other of form.querySelectorAll<HTMLInputElement>("#net-since, #net-until")) other.value = "";
    show();
  });
  day.addEventListener("input", () => {
    if (day.value) range.value = String(monthOf(day.value));
    for (const other of form.querySelectorAll<HTMLInputElement>("#net-since, #net-until")) other.value = "";
    show();
  });
  for (const other of form.querySelectorAll("#net-since, #net-until"))
    other.addEventListener("input", () => {
      day.value = "";
      show();
    });
  none.addEventListener("click", () => {
    day.value = "";
    show();
    changed();
  });
  day.after(range, none);
  show();
}

// The day of the form as a slider.
import { dated, dayOf, isDay, monthOf } from "./months.ts";
import { element } from "./panel.ts";

/** Whether each day of the form is one, or empty; one that is not yet whole is marked. */
export function whole(form: HTMLFormElement): boolean {
  const days = [...form.querySelectorAll<HTMLInputElement>("#net-as-of, #net-since, #net-until")];
  for (const one of days) one.setCustomValidity(one.value && !isDay(one.value) ? "Write the day as 2021-07-27." : "");
  return days.every((one) => !one.value || isDay(one.value));
}

/** A slider over the months beside the day of the form; `changed` is told when any time is asked for again. */
export function slider(form: HTMLFormElement, changed: () => void): void {
  const day = form.querySelector<HTMLInputElement>("#net-as-of");
  const { first, last } = day?.dataset ?? {};
  if (!day || !first || !last) return;
  const range = element("input", { type: "range", id: "net-slider" });
  Object.assign(range, { min: String(monthOf(first)), max: String(monthOf(last)), value: String(monthOf(isDay(day.value) ? day.value : last)) });
  range.setAttribute("aria-label", "As of a month");
  const none = element("button", { type: "button", className: "plain", textContent: "clear", hidden: !day.value });
  const told = element("output", { className: "small" });
  told.setAttribute("for", "net-slider net-as-of");
  const show = () => {
    const words = isDay(day.value) ? dated(day.value) : day.value ? "write it as 2021-07-27" : "any time";
    range.setAttribute("aria-valuetext", words);
    told.textContent = words;
    range.classList.toggle("off", !day.value);
    none.hidden = !day.value;
  };
  range.addEventListener("input", () => {
    day.value = dayOf(Number(range.value));
    for (const other of form.querySelectorAll<HTMLInputElement>("#net-since, #net-until")) other.value = "";
    show();
  });
  day.addEventListener("input", () => {
    if (isDay(day.value)) range.value = String(monthOf(day.value));
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
  none.setAttribute("aria-label", "Clear the day: any time");
  const said = element("span", { className: "slider-said" });
  said.append(told, none);
  day.after(range, said);
  show();
}

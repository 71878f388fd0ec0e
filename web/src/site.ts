// What every page has: suggestions in fields, tables that sort and filter, lists that filter, buttons that copy.
import { combobox, fetched, type Offered } from "./parts/combobox.ts";
import { counted } from "./parts/make.ts";
import { enhance } from "./parts/tables.ts";
import { fold, has } from "./parts/words.ts";

interface Found extends Offered {
  readonly to: string;
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-suggests]")) {
  const field = form.querySelector<HTMLInputElement>("input[type=search]");
  const address = form.dataset["suggests"];
  if (field && address) {
    combobox<Found>(
      field,
      (words, signal) => fetched<Found[]>(address, { words }, signal),
      (one) => window.location.assign(one.to),
      2,
    );
  }
}

for (const field of document.querySelectorAll<HTMLInputElement>("input[data-completed]")) {
  const address = field.dataset["completed"] ?? "";
  combobox(
    field,
    async (prefix, signal) => {
      const found = await fetched<Offered[]>(address, { prefix }, signal);
      return found.map(({ value, label }) => ({ value, label, kind: value }));
    },
    (one) => {
      field.value = one.value;
    },
  );
}

for (const table of document.querySelectorAll<HTMLTableElement>("table.answers")) enhance(table);

for (const field of document.querySelectorAll<HTMLInputElement>("input[data-filters]")) {
  const place = document.querySelector(field.dataset["filters"] ?? "");
  const told = document.querySelector<HTMLElement>("[data-filtered]");
  if (!place) continue;
  const filter = (): void => {
    let shown = 0;
    const all = place.querySelectorAll<HTMLElement>("[data-words]");
    for (const one of all) {
      one.hidden = !has(fold(one.dataset["words"] ?? ""), field.value);
      if (!one.hidden) shown += 1;
    }
    for (const group of place.querySelectorAll<HTMLElement>("[data-group]")) {
      group.hidden = !group.querySelector("[data-words]:not([hidden])");
    }
    if (told) told.textContent = field.value.trim() ? `${shown} of ${counted(all.length, told.dataset["filtered"] ?? "entry")}` : "";
  };
  field.addEventListener("input", filter);
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copies]")) {
    const from = document.querySelector(button.dataset["copies"] ?? "");
    if (!from) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const said = button.textContent;
      const tell = (words: string): void => {
        button.textContent = words;
        window.setTimeout(() => {
          button.textContent = said;
        }, 2000);
      };
      navigator.clipboard.writeText((from.textContent ?? "").trim()).then(
        () => tell("Copied"),
        () => tell("Not copied"),
      );
    });
  }
}

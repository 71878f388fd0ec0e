// Tables that sort by a click on the head of a column, and show the rows that have certain words.
import { counted, make, unique, valued } from "./make.ts";
import { fold, has, order } from "./words.ts";

const FEW = 4; // rows that nobody needs to filter

export function enhance(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  const head = table.tHead?.rows[0];
  if (!body || !head || body.rows.length < 2) return;
  const rows = [...body.rows];
  const heads = [...head.cells];
  let sorted = -1;
  let down = false;

  function sort(column: number, downwards: boolean | null): void {
    sorted = downwards === null ? -1 : column;
    down = downwards ?? false;
    const keyed = rows.map((row) => ({ row, key: valued(row.cells[column]) }));
    if (sorted >= 0) keyed.sort((one, other) => order(one.key, other.key, down));
    body?.append(...keyed.map(({ row }) => row));
    for (const [number, cell] of heads.entries()) {
      if (number === sorted) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
    select.value = sorted < 0 ? "" : `${sorted} ${down ? "down" : "up"}`;
  }

  const select = make("select", { id: unique("sorting") }, make("option", { value: "" }, "as answered"));
  for (const [number, cell] of heads.entries()) {
    const name = (cell.textContent ?? "").trim();
    const button = make("button", { type: "button", class: "sorting", title: `Sort by ${name}` }, ...cell.childNodes);
    cell.replaceChildren(button);
    button.addEventListener("click", () => {
      sort(number, sorted !== number ? false : down ? null : true);
    });
    select.append(
      make("option", { value: `${number} up` }, `${name}, upwards`),
      make("option", { value: `${number} down` }, `${name}, downwards`),
    );
  }
  select.addEventListener("change", () => {
    const [column, way] = select.value.split(" ");
    sort(Number(column ?? 0), way === undefined ? null : way === "down");
  });

  const tools = make("div", { class: "tools" });
  if (rows.length > FEW) {
    const field = make("input", { type: "search", id: unique("filter"), autocomplete: "off" });
    const told = make("span", { role: "status", class: "soft small" });
    const texts = rows.map((row) => fold(row.textContent ?? ""));
    field.addEventListener("input", () => {
      let shown = 0;
      for (const [number, row] of rows.entries()) {
        row.hidden = !has(texts[number] ?? "", field.value);
        if (!row.hidden) shown += 1;
      }
      told.textContent = field.value.trim() ? `${shown.toLocaleString("en-GB")} of ${counted(rows.length, "row")}` : "";
    });
    tools.append(make("label", { for: field.id }, "Filter these rows"), field, told);
  }
  tools.append(make("span", { class: "sorted-by" }, make("label", { for: select.id }, "Sort by"), " ", select));
  (table.closest(".scroll") ?? table).before(tools);
}

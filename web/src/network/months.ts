// Days as places on a slider, a month a step.

/** Whether a text is a day as ISO 8601 writes it, and one of the calendar. */
export function isDay(said: string): boolean {
  const found = new Date(`${said}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/u.test(said) && !Number.isNaN(found.getTime()) && found.toISOString().startsWith(said);
}

/** The number of the month of an ISO day. */
export function monthOf(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

/** The last day of a month by its number: what had happened by then is in. */
export function dayOf(month: number): string {
  const year = Math.floor(month / 12);
  const last = new Date(Date.UTC(year, (month % 12) + 1, 0)).getUTCDate();
  return `${String(year).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-${last}`;
}

const NAMES = "January February March April May June July August September October November December".split(" ");

/** A day, month or year of ISO 8601 in words. */
export function dated(said: string): string {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(said);
  if (!found) return said;
  const [, year, month, day] = found;
  return [day && Number(day), month && NAMES[Number(month) - 1], year].filter(Boolean).join(" ");
}

/** When a link was there. */
export function spelled(date: string, until: string, event: string): string {
  if (!date && !until) return "undated";
  if (event || !until || date === until) return dated(date || until);
  return date ? `${dated(date)} to ${dated(until)}` : `until ${dated(until)}`;
}

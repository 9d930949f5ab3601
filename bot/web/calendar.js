/** Several events as one iCalendar file (RFC 5545), out of the files that the server has for each. */

const EVENT = /BEGIN:VEVENT[^]*?END:VEVENT\r?\n/g;

/**
 * @param {string[]} files  iCalendar files
 * @returns {string} one with all of their events
 */
export function joinCalendars(files) {
  const [first] = files;
  if (!first) return "";
  const events = files.flatMap((file) => file.match(EVENT) ?? []);
  return first.replace(EVENT, "").replace("END:VCALENDAR", `${events.join("")}END:VCALENDAR`);
}

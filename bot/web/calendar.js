/** Events to one iCalendar file (RFC 5545), for a citizen's own calendar. */

const LINE_OCTETS = 75;

/** @param {{record: string, title: string, starts: string, ends?: string, place?: string, summary?: string}[]} events */
export function calendar(events) {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Missi//My services//EN"];
  for (const event of events.filter(({ starts }) => starts)) lines.push(...entry(event));
  return [...lines, "END:VCALENDAR", ""].map(fold).join("\r\n");
}

function* entry({ record, title, starts, ends, place, summary }) {
  yield "BEGIN:VEVENT";
  yield `UID:${record}@missi`;
  yield `DTSTAMP:${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`;
  yield `DTSTART${moment(starts)}`;
  if (ends) yield `DTEND${moment(ends)}`;
  yield `SUMMARY:${escaped(title)}`;
  if (summary) yield `DESCRIPTION:${escaped(summary)}`;
  if (place) yield `LOCATION:${escaped(place)}`;
  yield "END:VEVENT";
}

/** An ISO day, or an ISO local time, which stays local ("floating"). */
function moment(iso) {
  const compact = iso.replace(/[-:]/g, "");
  return compact.includes("T") ? `:${compact.slice(0, 15)}` : `;VALUE=DATE:${compact}`;
}

function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
}

/** Lines longer than 75 octets go on in the next one, after a space. */
function fold(line) {
  const octets = new TextEncoder();
  let folded = "";
  let length = 0;
  for (const letter of line) {
    const more = octets.encode(letter).length;
    if (length + more > LINE_OCTETS) {
      folded += "\r\n ";
      length = 1;
    }
    folded += letter;
    length += more;
  }
  return folded;
}

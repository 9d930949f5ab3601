/** Makes elements. Text only ever becomes text nodes: nothing here, or anywhere in the widget, parses markup. */

/**
 * @param {string} tag
 * @param {Record<string, unknown>} attributes  a function under "on<event>" listens; null and false are left out
 * @param {...(Node|string|null|false)} children  null and false are left out
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

/** A button with a visible name. */
export function button(name, onclick, attributes = {}) {
  return make("button", { type: "button", onclick, ...attributes }, name);
}

/** A button that shows an icon; its name is for screen readers and the tooltip. */
export function iconButton(shape, name, onclick, attributes = {}) {
  return make("button", { type: "button", class: "icon", "aria-label": name, title: name, onclick, ...attributes },
    icon(shape));
}

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  chat: "M4 5h16v11H9l-5 4z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M4 12h15M13 6l6 6-6 6",
  star: "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8z",
  mic: "M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4zM6 11.5a6 6 0 0 0 12 0M12 17.5V21",
  sound: "M4 10v4h3l5 4V6L7 10zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  up: "M7 11v9H4v-9zM7 11l4-7c1.5 0 2.5 1 2.2 2.6L12.7 10H19l-1.5 9.2L16.7 20H7",
  down: "M17 13V4h3v9zM17 13l-4 7c-1.5 0-2.5-1-2.2-2.6l.5-3.4H5l1.5-9.2L7.3 4H17",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  magnolia:
    "M12 9.8Q7.8 6.1 12 2Q16.2 6.1 12 9.8zM13.9 10.9Q15 5.4 20.7 7Q19.2 12.7 13.9 10.9z" +
    "M13.9 13.1Q19.2 11.3 20.7 17Q15 18.6 13.9 13.1zM12 14.2Q16.2 17.9 12 22Q7.8 17.9 12 14.2z" +
    "M10.1 13.1Q9 18.6 3.3 17Q4.8 11.3 10.1 13.1zM10.1 10.9Q4.8 12.7 3.3 7Q9 5.4 10.1 10.9z",
};

/** One of the widget's line drawings, hidden from screen readers. */
export function icon(shape) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[shape]);
  svg.append(path);
  return svg;
}

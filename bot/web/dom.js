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
  star: "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.500 9.700l5.900-.8z",
  sliders: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.500v5M9 14.500v5",
  mic: "M12 4a2.500 2.500 0 0 1 2.500 2.500v5a2.500 2.500 0 0 1-5 0v-5A2.500 2.500 0 0 1 12 4zM6 11.500a6 6 0 0 0 12 0M12 17.500V21",
  sound: "M4 10v4h3l5 4V6L7 10zM15.500 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11",
  up: "M7 11v9H4v-9zM7 11l4-7c1.500 0 2.500 1 2.200 2.600L12.700 10H19l-1.500 9.200L16.700 20H7",
  down: "M17 13V4h3v9zM17 13l-4 7c-1.500 0-2.500-1-2.200-2.600l.5-3.400H5l1.500-9.200L7.300 4H17",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  back: "M20 12H5M11 6l-6 6 6 6",
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

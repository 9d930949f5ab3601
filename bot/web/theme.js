/** Colors and text size: the page's accent, the citizen's preferences, the device's. */

const AA = 4.5; // contrast of text by WCAG 2.2, 1.4.3
/** The grounds in theme.css on which text of the accent's color is hardest to read ("--raised"). */
const SURFACES = { light: [243, 246, 250], dark: [32, 41, 53], contrast: [0, 0, 0] };
const STEP = 0.06;
const DEVICE = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"].map((query) => matchMedia(query));

export class Theme {
  /** @param {HTMLElement} root  @param {HTMLElement} host  whose `theme` and `accent` (#rrggbb) the page sets */
  constructor(root, host, preferences) {
    Object.assign(this, { root, host, preferences });
    this.apply = this.apply.bind(this);
    for (const query of DEVICE) query.addEventListener("change", this.apply);
    this.apply();
  }

  end() {
    for (const query of DEVICE) query.removeEventListener("change", this.apply);
  }

  apply() {
    const wanted = this.preferences.get("theme");
    const theme = [wanted, this.host.getAttribute("theme")].find((name) => name in SURFACES) ?? deviceTheme();
    this.root.dataset.theme = theme;
    this.root.style.setProperty("--scale", this.preferences.get("size"));
    this.#paint(theme);
  }

  /** The page's accent, moved away from the surface until text in it can be read. */
  #paint(theme) {
    const color = parse(this.host.getAttribute("accent"));
    const set = (name, value) => value && theme !== "contrast"
      ? this.root.style.setProperty(name, `rgb(${value.join(" ")})`) : this.root.style.removeProperty(name);
    const readable = color && readableOn(color, SURFACES[theme]);
    set("--accent", readable);
    set("--on-accent", readable && (contrast(readable, [255, 255, 255]) >= AA ? [255, 255, 255] : [0, 0, 0]));
  }
}

function deviceTheme() {
  const [dark, more] = DEVICE.map(({ matches }) => matches);
  if (more) return "contrast";
  return dark ? "dark" : "light";
}

function parse(color) {
  const digits = color?.match(/^#([0-9a-f]{6})$/i)?.[1];
  return digits ? [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)) : null;
}

/** The color itself, or the nearest mix with black or white that reaches AA on the surface. */
function readableOn(color, surface) {
  const end = luminance(surface) > 0.5 ? 0 : 255;
  let mixed = color;
  for (let share = STEP; contrast(mixed, surface) < AA && share <= 1; share += STEP) {
    mixed = color.map((part) => Math.round(part + (end - part) * share));
  }
  return mixed;
}

/** Contrast ratio of two colors, 1 to 21, by WCAG 2.2. */
function contrast(one, other) {
  const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

function luminance(color) {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Calls the web API; says which failures pass by themselves, and waits between attempts. */

const PASSING = new Set([429, 502, 503, 504]);
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const TIMEOUT_MS = 30_000; // longer than the server's own deadline for a turn

/** The server's no: `status`, `code` for programs, `message` a sentence for people, `wait` in ms if it named one. */
export class Refusal extends Error {
  constructor(status, error = {}, wait = 0) {
    super(error.text ?? "");
    Object.assign(this, { status, code: error.code ?? "unavailable", wait });
  }
}

/** Whether the same call may go through later: no network, server starting, too many calls. */
export function isPassing(error) {
  return !(error instanceof Refusal) || PASSING.has(error.status);
}

export class Transport {
  /** @param {string} base  address that the API lies under, ending in "/" */
  constructor(base) {
    this.base = base;
  }

  address(path) {
    return new URL(`api/v1/${path}`, this.base);
  }

  /** The response of a call; raises Refusal when the server says no, and another error when there is no answer. */
  async fetch(path, { method = "GET", body, token, signal, accept } = {}) {
    const headers = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body) headers["Content-Type"] = "application/json";
    if (accept) headers.Accept = accept;
    const response = await fetch(this.address(path), {
      method, headers, body: body && JSON.stringify(body), cache: "no-store", credentials: "omit", signal,
    });
    if (response.ok) return response;
    const { error } = await response.json().catch(() => ({}));
    throw new Refusal(response.status, error, Number(response.headers.get("Retry-After")) * 1000);
  }

  /** The JSON of a call, or null where it has none; same errors. */
  async call(path, options = {}) {
    const response = await this.fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MS), ...options });
    return response.status === 204 ? null : response.json();
  }
}

/** Growing waits between attempts, with some chance in them so that not all come back at once. */
export class Backoff {
  #attempt = 0;

  reset() {
    this.#attempt = 0;
  }

  /** Waits, at least `least` ms; ends early when the network comes back. */
  wait(least = 0) {
    const grown = Math.min(FIRST_WAIT_MS * 2 ** this.#attempt++, LONGEST_WAIT_MS) * (0.75 + Math.random() / 2);
    return new Promise((resolve) => {
      const timer = setTimeout(done, Math.max(least, grown));
      addEventListener("online", done);
      function done() {
        clearTimeout(timer);
        removeEventListener("online", done);
        resolve();
      }
    });
  }
}

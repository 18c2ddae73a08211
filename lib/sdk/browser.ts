import { createClient, type Traits } from "./client";

/** Loaded by a script tag on a shop's page: takes over the calls that its snippet has kept, and answers them from now on. */
const script = (document.currentScript ??
  document.querySelector("script[data-key][src*='cartograph']")) as HTMLScriptElement | null;
const base = script?.dataset.host ?? (script ? new URL(script.src).origin : location.origin);
const key = script?.dataset.key ?? "";
const STORED = "cartograph";

const address = (path: string) => `${base}/api/v1/${path}?key=${encodeURIComponent(key)}`;

// Private windows and full disks: then it lasts as long as the page.
let fallback: string | null = null;

const client = createClient({
  load: () => {
    try {
      return localStorage.getItem(STORED) ?? fallback;
    } catch {
      return fallback;
    }
  },
  save: (text) => {
    fallback = null;
    try {
      if (text === null) localStorage.removeItem(STORED);
      else localStorage.setItem(STORED, text);
    } catch {
      fallback = text;
    }
  },
  // As plain text, without headers of our own: a browser then need not ask the server for permission first.
  post: async (path, body) => {
    try {
      const response = await fetch(address(path), {
        method: "POST",
        body,
        keepalive: true,
        credentials: "omit",
      });
      return {
        status: response.status,
        retryAfter: Number(response.headers.get("retry-after")) || 0,
        text: await response.text(),
      };
    } catch {
      return null;
    }
  },
  beacon: (path, body) => {
    navigator.sendBeacon(address(path), body);
  },
  later: (ms, work) => {
    setTimeout(work, ms);
  },
  now: Date.now,
  random: Math.random,
  newId: () =>
    // randomUUID exists only on pages served securely.
    crypto.randomUUID
      ? crypto.randomUUID()
      : Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
          byte.toString(16).padStart(2, "0"),
        ).join(""),
  warn: (message) => console.warn(`Cartograph: ${message}`),
});

const api = {
  identify: client.identify,
  track: client.track,
  forget: client.forget,
  /** Tracks `pageViewed` for the page that is open. */
  page: (properties: Record<string, unknown> = {}) =>
    client.track("pageViewed", {
      url: location.href,
      path: location.pathname,
      title: document.title,
      referrer: document.referrer,
      ...properties,
    }),
};

type Kept = [method: keyof typeof api, ...given: [string & Traits, Traits]];
const shop = window as unknown as { cartograph?: Kept[] | typeof api };
const kept = shop.cartograph;
shop.cartograph = api;
if (Array.isArray(kept)) for (const [method, ...given] of kept) void api[method]?.(...given);

addEventListener("pagehide", client.leave);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") client.leave();
});
client.resume();

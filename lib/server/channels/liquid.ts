import { Context, Liquid, type Template } from "liquidjs";
import { dateFilter } from "./liquid-date";
import { type LiquidLocale, localeGlobals } from "./liquid-locale";
import { moneyFilter } from "./liquid-money";

/**
 * Where a template's text ends up, which decides how every printed value is escaped: as HTML text or attribute, not at all (mail
 * subjects and plain text), inside a JSON string, as a part of a URL or form body, or as one line of a header.
 */
export type LiquidTarget = "html" | "text" | "json" | "url" | "header";

const PARSE_LIMIT = 400_000; // characters of source
const RENDER_LIMIT_MS = 500;
const MEMORY_LIMIT = 2_000_000; // characters and array elements made while rendering
const OUTPUT_LIMIT = 1_000_000; // characters of result

/** Parses a template for a target. @throws liquidjs' errors, with the position in `token` */
export function parseLiquid(target: LiquidTarget, source: string): Template[] {
  return liquidFor(target).parse(source);
}

/** Renders a template with plain data. Nothing it does can read a file, run for long or print an unescaped value. */
export function renderLiquid(
  target: LiquidTarget,
  template: string | Template[],
  data: Record<string, unknown>,
  locale: LiquidLocale,
): string {
  const liquid = liquidFor(target);
  const parsed = typeof template === "string" ? liquid.parse(template) : template;
  // The context is made here: liquidjs copies the options that it is given, which costs V8 a hidden class for each rendering.
  const context = new Context(
    data,
    liquid.options,
    { globals: localeGlobals(locale), sync: true },
    { liquid },
  );
  const text = String(liquid.renderSync(parsed, context));
  if (text.length > OUTPUT_LIMIT)
    throw new Error(`The rendered text is longer than ${OUTPUT_LIMIT} characters.`);
  return text;
}

/**
 * Whether a rendering was stopped for the time it took. That is measured by the clock on the wall, so a machine that stands still for a moment stops the
 * shortest template too: it says nothing of the template until it happens again.
 */
export function tookTooLong(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("template render limit exceeded");
}

const engines = new Map<LiquidTarget, Liquid>();

/** The engine of a target, made once. */
export function liquidFor(target: LiquidTarget): Liquid {
  const found = engines.get(target);
  if (found) return found;
  const liquid = new Liquid({
    strictFilters: true,
    ownPropertyOnly: true,
    outputEscape: ESCAPES[target],
    // An empty mapping in place of the file system; the tags that would ask it are removed as well.
    templates: {},
    parseLimit: PARSE_LIMIT,
    renderLimit: RENDER_LIMIT_MS,
    memoryLimit: MEMORY_LIMIT,
  });
  for (const tag of ["include", "render", "layout", "block"]) delete liquid.tags[tag];
  // `raw` would print a value unescaped; `inspect` prints objects for programmers.
  for (const filter of ["raw", "inspect", "jsonify"]) liquid.unregisterFilter(filter);
  liquid.registerFilter("money", moneyFilter);
  liquid.registerFilter("date", dateFilter);
  // Output is escaped anyway; escaping it here too would show "&amp;amp;".
  liquid.registerFilter("escape", (value: unknown) => value);
  liquid.registerFilter("escape_once", (value: unknown) => value);
  liquid.registerFilter("xml_escape", (value: unknown) => value);
  if (target === "html") {
    liquid.registerFilter("newline_to_br", {
      raw: true,
      handler: (value: unknown) => escapeHtml(printed(value)).replace(/\r?\n/g, "<br/>"),
    });
  }
  if (target === "json") {
    liquid.registerFilter("json", { raw: true, handler: (value: unknown) => JSON.stringify(value ?? null) });
  }
  engines.set(target, liquid);
  return liquid;
}

/** A value as HTML text, or inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&#34;")
    .replaceAll("'", "&#39;");
}

function printed(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(printed).join("");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const ESCAPES: Record<LiquidTarget, (value: unknown) => string> = {
  html: (value) => escapeHtml(printed(value)),
  text: printed,
  json: (value) => JSON.stringify(printed(value)).slice(1, -1),
  url: (value) => encodeURIComponent(printed(value)),
  header: (value) => printed(value).replace(/[\r\n\0]+/g, " "),
};

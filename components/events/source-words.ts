/** Where an event came from, as a person says it. */
export const SOURCE_WORDS: Record<string, string> = {
  api: "Your server, by API",
  sdk: "A browser, by the SDK",
  engine: "Cartograph",
  import: "An import",
  demo: "The demo’s made-up history",
};

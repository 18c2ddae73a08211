/** What a figure's own process tells the one that started it: one line of JSON. */
export function report(figures: Record<string, unknown>): never {
  process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit(0));
  // Unreachable in effect: the write's callback ends the process.
  return undefined as never;
}

/** How many, from the command line, else the usual number. */
export function amount(usual: number): number {
  const given = Number(process.argv[2]);
  return Number.isInteger(given) && given > 0 ? given : usual;
}

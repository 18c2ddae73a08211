import path from "node:path";

/** Another program of the bench, as it was bundled beside this one: `beside("worker")`. */
export function beside(name: string): string {
  return path.join(import.meta.dirname, `${name}.mjs`);
}

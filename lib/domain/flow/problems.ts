import type { Problem } from "./validate";

/** Whether nothing stands in the way of LAUNCH; warnings do not. */
export function launchable(problems: readonly Problem[]): boolean {
  return !problems.some(({ severity }) => severity === "error");
}

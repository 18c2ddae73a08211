import { expect, it } from "vitest";
import { eventHint } from "./event-hint";

it("S1-15, S1-16: a filter about an event says over which time it looks", () => {
  expect(eventHint("occurred", 24)).toContain("the 24 months for which history is kept");
  expect(eventHint("last_occurred", 24)).toContain("the 24 months for which history is kept");
  expect(eventHint("occurred", undefined)).toContain("the time for which history is kept");
  for (const metric of ["occurred", "last_occurred"] as const)
    expect(eventHint(metric, null)).not.toContain("kept");
});

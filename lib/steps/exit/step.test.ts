import { describe, expect, it } from "vitest";
import { stepContext } from "@/lib/testing/step-context";
import { exit } from "./step";

describe("exit", () => {
  it("ends the run as completed or as left early, with the marketer's reason", () => {
    const decide = (config: Record<string, unknown>) => exit.decide(exit.config.parse(config), stepContext());
    expect(decide({})).toEqual({ kind: "end", status: "completed", reason: "reached the end" });
    expect(decide({ as: "exited" })).toEqual({ kind: "end", status: "exited", reason: "custom" });
    expect(decide({ as: "exited", reason: "Not for us" })).toMatchObject({ reason: "Not for us" });
    expect(exit.ports({})).toEqual([]);
  });
});

import { v5 } from "uuid";
import { expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { messageIdOf, runIdOf } from "./ids";

const FLOW = "018f0000-0000-7000-8000-0000000000ab";

it("ids are hashed as version 5 UUIDs are, but for their last six bits, which are the shard", () => {
  for (let event = 1; event < 200; event++) {
    const shard = event % 64;
    const run = runIdOf(FLOW, event, shard);
    expect(run.slice(0, -2)).toBe(v5(String(event), FLOW).slice(0, -2));
    expect(shardOf(run)).toBe(shard);
    const message = messageIdOf(
      { runId: run, stepId: "e-mail é", visit: 3, arrivedAt: 1_800_000_000_000 },
      shard,
    );
    expect(message.slice(15, -2)).toBe(v5("e-mail é:3", run).slice(15, -2));
    expect(shardOf(message)).toBe(shard);
  }
});

import { expect, test } from "vitest";
import { PERMISSIONS } from "@/lib/domain/access/permissions";
import { INTERNAL_EVENTS, isSegmentEvent } from "@/lib/domain/event/internal";
import { segmentRule } from "@/lib/domain/segment/rule";
import { systemActor } from "@/lib/server/auth/actor";
import { createFlow } from "@/lib/server/use-cases/flows/create-flow";
import { saveDraft } from "@/lib/server/use-cases/flows/save-draft";
import { validateFlow } from "@/lib/server/use-cases/flows/validate-flow";
import { createSegment } from "@/lib/server/use-cases/segments/create-segment";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";

test("S1-29: each can be chosen by its display name as a trigger, in a wait, and in a segment", async () => {
  const shop = await new CouponFixture((await testDatabase()).pool).open();
  expect(INTERNAL_EVENTS).toHaveLength(55);
  const actor = systemActor(shop.workspaceId, PERMISSIONS);
  const occurred = INTERNAL_EVENTS.map(({ name }) => ({
    event: name,
    metric: "occurred" as const,
    comparison: "more_than" as const,
    value: 0,
  }));
  const { id: segmentId } = await createSegment(
    {
      actor,
      body: {
        name: "Everything",
        description: "",
        type: "auto",
        rule: segmentRule.parse({
          match: "any",
          filters: [
            { match: "any", filters: occurred.slice(0, 30) },
            { match: "any", filters: occurred.slice(30) },
          ],
        }),
      },
    },
    shop.clock,
  );
  for (const { name, title } of INTERNAL_EVENTS) {
    expect(title).not.toMatch(/[._]/);
    const { id } = await createFlow({ actor, body: { name: `On ${name}` } } as never, shop.clock);
    const document = drawFlow({
      trigger: {
        type: "event-trigger",
        config: { eventName: name, ...(isSegmentEvent(name) ? { segmentId } : {}) },
        to: { next: "wait" },
      },
      wait: {
        type: "wait-for-event",
        config: { eventName: name, timeout: { value: 1, unit: "days" } },
        to: { happened: "end", timed_out: "end" },
      },
      end: { type: "exit" },
    });
    await saveDraft({ actor, params: { id }, body: { revision: 1, document } } as never, shop.clock);
    const { problems } = await validateFlow({ actor, params: { id } });
    expect([name, problems.map(({ message: text }) => text)]).toEqual([name, []]);
  }
});

import type { APIRequestContext } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures";
import { type Document, open, read, unique } from "./flow-canvas";

const DAYS = (value: number) => ({ mode: "duration", duration: { value, unit: "days" } });

function drawing(event: string, waits: Record<string, number>): Document {
  const ids = ["trigger", ...Object.keys(waits), "end"];
  return {
    steps: ids.map((id, row) => ({
      id,
      type: id === "trigger" ? "event-trigger" : id === "end" ? "exit" : "wait",
      config:
        id === "trigger"
          ? { eventName: event }
          : id === "end"
            ? { as: "completed", reason: "" }
            : DAYS(waits[id] ?? 1),
      position: { x: 0, y: row * 160 },
    })),
    edges: ids.slice(1).map((to, at) => ({ id: `to-${to}`, from: ids[at]!, port: "next", to })),
  };
}

async function ok<T>(answer: Awaited<ReturnType<APIRequestContext["post"]>>): Promise<T> {
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as T;
}

/** A live flow with three inside at its wait of two days, and a draft that has `waits` instead. */
async function changed(api: APIRequestContext, waits: Record<string, number>): Promise<string> {
  const event = unique("left").replace(" ", "_");
  await ok(await api.post("/api/v1/event-definitions", { data: { name: event, title: event } }));
  const { id, revision } = await ok<{ id: string; revision: number }>(
    await api.post("/api/v1/flows", { data: { name: event, document: drawing(event, { first: 2 }) } }),
  );
  await ok(await api.post(`/api/v1/flows/${id}/publish`, { data: { revision } }));
  const events = ["a", "b", "c"].map((who) => ({
    name: event,
    customer: { externalId: `${event}-${who}` },
    properties: {},
  }));
  await ok(await api.post("/api/v1/events", { data: { events } }));
  await expect.poll(async () => ((await read(api, id)) as { inside?: number }).inside).toBe(3);
  await ok(
    await api.put(`/api/v1/flows/${id}/draft`, { data: { revision, document: drawing(event, waits) } }),
  );
  return id;
}

test("a launch over a live flow says who stands where, asks where those at a deleted step go, and moves them", async ({
  marketer: page,
  api,
}) => {
  const id = await changed(api, { second: 3 });
  await open(page, id);
  await page.getByRole("button", { name: "Launch", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Launch version 2" });
  await expect(dialog).toContainText("3 customers are inside, on version 1.");
  await expect(dialog.getByRole("row", { name: /Wait 2 days/ })).toContainText(/Deleted\s*3/);
  await expect(dialog.getByRole("radio", { name: /New entrants only/ })).toBeChecked();
  await dialog.getByRole("radio", { name: /Move everyone/ }).click();
  const launch = dialog.getByRole("button", { name: "Launch changes" });
  await expect(launch).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("combobox", { name: "Where those at Wait 2 days go" }).click();
  await page.getByRole("option", { name: "Go on at “Wait 3 days”" }).click();
  await expectAccessible(page);
  await launch.click();
  await expect(dialog).toContainText("Live as version 2");
  await expect(dialog).toContainText("3 customers moved to version 2.");
  await page.getByRole("button", { name: "Back to the canvas" }).click();
  await expect(page.getByText("on earlier versions")).toBeHidden();
});

test("those who were left on an earlier version are moved later, with no change to launch, and one sees it end", async ({
  marketer: page,
  api,
}) => {
  const id = await changed(api, { first: 3 });
  const { revision } = await read(api, id);
  await ok(await api.post(`/api/v1/flows/${id}/publish`, { data: { revision } }));
  await open(page, id);
  await expect(page.getByRole("button", { name: "Launch", exact: true })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await page.getByRole("button", { name: "3 on earlier versions" }).click();
  const dialog = page.getByRole("dialog", { name: "Move everyone to version 2" });
  await expect(dialog).toContainText("3 customers are still on version 1.");
  await expect(dialog.getByRole("combobox", { name: /Where those at/ })).toContainText("Stay here");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Move 3 customers" }).click();
  await expect(dialog).toContainText("3 customers moved to version 2.");
  await dialog.getByRole("button", { name: "Back to the canvas" }).click();
  await expect(page.getByRole("button", { name: /on earlier versions/ })).toBeHidden();
  const { move } = await ok<{ move: { moved: number; finishedAt: string } }>(
    await api.get(`/api/v1/flows/${id}/move`),
  );
  expect(move).toMatchObject({ moved: 3, finishedAt: expect.any(String) });
});

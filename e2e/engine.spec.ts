import { expect, expectAccessible, test } from "./fixtures";

test("an admin sees what the engine does: its workers, its shards, what failed, what was set aside, and that nobody is lost", async ({
  admin: page,
  api,
}) => {
  const name = `engine_${Date.now().toString(36)}`;
  await api.post("/api/v1/event-definitions", { data: { name, title: name } });
  await api.post("/api/v1/events", {
    data: { name, customer: { externalId: name }, properties: {} },
  });
  await page.goto("/settings/engine");
  await expect(page.getByRole("heading", { level: 1, name: "Engine" })).toBeVisible();
  for (const part of ["Now", "Nobody is lost", "Shards", "Workers", "Failed runs", "Events set aside"])
    await expect(page.getByRole("heading", { level: 2, name: part })).toBeVisible();
  await expect(page.getByText("The counts of every flow version add up")).toBeVisible();
  await page.getByRole("button", { name: "Count everybody anew" }).click();
  await expect(page.getByText("As many stand at each step of your flows as are counted there")).toBeVisible();
  await expect(page.getByRole("row", { name: /minute|just now|second/ }).first()).toBeVisible();
  const { minutes } = (await (await api.get("/api/v1/engine")).json()) as { minutes: { events: number }[] };
  expect(minutes.length).toBeGreaterThan(0);
  await expectAccessible(page);
});

test("who may not operate the engine is told so, on the screen and by the API", async ({ viewer: page }) => {
  await page.goto("/settings/engine");
  await expect(page.getByText(/You cannot look at the engine/)).toBeVisible();
  expect((await page.request.get("/api/v1/engine")).status()).toBe(403);
});

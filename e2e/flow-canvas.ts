import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { expect } from "./fixtures";

export type Document = {
  steps: { id: string; type: string; config: Record<string, unknown>; position: { x: number; y: number } }[];
  edges: { id: string; from: string; port: string; to: string }[];
  settings?: Record<string, unknown>;
};
export type Flow = { id: string; revision: number; status: string; document: Document };

export const unique = (name: string) => `${name} ${Date.now().toString(36)}`;

export async function makeFlow(api: APIRequestContext, name: string, document?: Document): Promise<Flow> {
  const response = await api.post("/api/v1/flows", { data: { name: unique(name), document } });
  expect(response.status(), await response.text()).toBe(201);
  return (await response.json()) as Flow;
}

export const read = async (api: APIRequestContext, id: string) =>
  (await (await api.get(`/api/v1/flows/${id}`)).json()) as Flow;

export async function open(page: Page, id: string, { empty = false } = {}): Promise<void> {
  await page.goto(`/flows/${id}`);
  if (empty) await expect(page.getByText("Where does the journey begin?")).toBeVisible();
  else await expect(steps(page).first()).toBeVisible();
}

export const canvas = (page: Page) => page.getByRole("region", { name: "Canvas" });
export const steps = (page: Page) => page.locator(".react-flow__node");
export const step = (page: Page, title: string | RegExp) => steps(page).filter({ hasText: title });
export const edges = (page: Page) => page.locator(".react-flow__edge");
export const panel = (page: Page) => page.getByRole("complementary", { name: "Settings of the step" });
export const saved = (page: Page) =>
  expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();
export const inPalette = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Steps to add" }).getByRole("button", { name, exact: true });

/** Chooses in one of the kit's comboboxes. */
export async function choose(scope: Locator, label: string, option: string | RegExp): Promise<void> {
  await scope.getByRole("combobox", { name: label, exact: true }).click();
  await scope.page().getByRole("option", { name: option }).first().click();
}

/** Draws with the mouse from a port to something, in small moves as a hand does. */
export async function drawFrom(
  page: Page,
  from: Locator,
  port: string,
  to: { x: number; y: number },
): Promise<void> {
  const handle = await from.locator(`.react-flow__handle[data-handleid="${port}"]`).boundingBox();
  await page.mouse.move(handle!.x + handle!.width / 2, handle!.y + handle!.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
}

export async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  return { x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 };
}

/** Where a step stands on the map, whatever the view. */
export async function placeOf(target: Locator): Promise<number[]> {
  const style = (await target.getAttribute("style")) ?? "";
  return [.../translate\((-?[\d.]+)px, (-?[\d.]+)px\)/.exec(style)!.slice(1)].map(Number);
}

export const line = (): Document => ({
  steps: [
    {
      id: "trigger",
      type: "event-trigger",
      config: { eventName: "itemAddedToCart" },
      position: { x: 0, y: 0 },
    },
    {
      id: "wait",
      type: "wait",
      config: { mode: "duration", duration: { value: 1, unit: "days" } },
      position: { x: 0, y: 160 },
    },
    { id: "end", type: "exit", config: { as: "completed", reason: "" }, position: { x: 0, y: 320 } },
  ],
  edges: [
    { id: "a", from: "trigger", port: "next", to: "wait" },
    { id: "b", from: "wait", port: "next", to: "end" },
  ],
});

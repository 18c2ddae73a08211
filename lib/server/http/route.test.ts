import { expect, it } from "vitest";
import { z } from "zod";
import { contract } from "@/lib/contracts/contract";
import { route } from "./route";

const echo = contract({
  method: "GET",
  path: "/api/echo",
  summary: "Answers its query",
  tag: "Test",
  access: "public",
  query: z.object({ word: z.union([z.string(), z.array(z.string())]).optional() }),
  response: z.object({ query: z.unknown() }),
});
const handle = route(echo, async ({ query }) => ({ query }));
const ask = (search: string) =>
  handle(new Request(`http://localhost/api/echo?${search}`), { params: Promise.resolve({}) });

it.each([
  "constructor=1",
  "toString=1&toString=2",
  "__proto__=1",
  "__proto__=1&__proto__=2",
  "hasOwnProperty=",
])("a query that names what every object has is a query like any other: %s", async (search) => {
  const response = await ask(`${search}&word=a`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ query: { word: "a" } });
});

it("a name that stands there several times is a list", async () => {
  expect(await (await ask("word=a&word=b&word=c")).json()).toEqual({ query: { word: ["a", "b", "c"] } });
});

it("refuses a NUL character, which the database cannot hold", async () => {
  expect((await ask("word=a%00b")).status).toBe(400);
});

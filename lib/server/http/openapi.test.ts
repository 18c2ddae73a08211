import { describe, expect, it } from "vitest";
import { allContracts } from "@/lib/contracts/all";
import { openApiDocument } from "./openapi";

const document = openApiDocument("https://flows.example.com");

describe("the OpenAPI document", () => {
  it("describes every contract once, under an id of its own", () => {
    const operations = Object.values(document.paths ?? {}).flatMap((path) =>
      Object.values(path as Record<string, { operationId: string }>),
    );
    expect(operations).toHaveLength(allContracts.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(allContracts.length);
  });

  it("names each parameter of the address", () => {
    for (const { path, method, params } of allContracts) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const shape = params && "shape" in params ? Object.keys(params.shape as object) : [];
      expect(shape.sort(), `${method} ${path}`).toEqual(named.sort());
    }
  });

  it("shows what callers write, with defaults left out of what they must send", () => {
    const body = document.paths?.["/api/v1/api-keys"]?.post?.requestBody;
    expect(body).toMatchObject({
      required: true,
      content: { "application/json": { schema: { required: ["name", "scope"] } } },
    });
  });

  it("says who may call", () => {
    expect(document.paths?.["/api/v1/events"]?.post?.security).toEqual([{ apiKey: [] }]);
    expect(document.paths?.["/api/v1/openapi.json"]?.get?.security).toEqual([]);
    expect(document.paths?.["/api/v1/events"]?.post?.description).toContain("`write` or `admin`");
  });

  it("refers only to what it holds, also where a part contains itself", () => {
    const text = JSON.stringify(document);
    const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!);
    expect(refs.some((ref) => ref.includes("BodyPart"))).toBe(true);
    for (const ref of new Set(refs)) {
      const found = ref
        .slice(2)
        .split("/")
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
      expect(found, ref).toBeDefined();
    }
    expect(text).not.toContain("$defs");
  });

  it("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});

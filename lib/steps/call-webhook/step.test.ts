import { describe, expect, it } from "vitest";
import { stepContext } from "@/lib/testing/step-context";
import { callWebhook } from "./step";

const config = (more: Record<string, unknown>) =>
  callWebhook.config.safeParse({ url: "https://crm.example/in", ...more });

describe("call a webhook", () => {
  it("hands one call over, with its headers and the last moment at which it still makes sense", () => {
    const parsed = callWebhook.config.parse({
      url: "https://crm.example/in",
      headers: [{ name: "X-Source", value: "cartograph" }],
      body: "{{ customer.email }}",
    });
    expect(callWebhook.decide(parsed, stepContext())).toMatchObject({
      kind: "go",
      port: "next",
      outcome: "queued",
      effects: [
        {
          kind: "webhook",
          url: "https://crm.example/in",
          method: "POST",
          headers: { "X-Source": "cartograph" },
          body: "{{ customer.email }}",
          sendBefore: Date.parse("2026-01-06T10:00:00Z"),
        },
      ],
    });
  });

  it("takes variables in its address, written with spaces or without", () => {
    for (const url of [
      "https://crm.example/{{customer.externalId}}",
      "https://crm.example/in?id={{ customer.externalId | url_encode }}&x=1",
    ])
      expect(config({ url }).success).toBe(true);
  });

  it("takes no other scheme, and no header that could smuggle a second one", () => {
    for (const url of ["ftp://x", "javascript:alert(1)", "/relative", "", "https://a b", "https://a/{{ x"])
      expect(config({ url }).success).toBe(false);
    for (const name of ["X: y", "X\r\nEvil", ""])
      expect(config({ headers: [{ name, value: "" }] }).success).toBe(false);
  });
});

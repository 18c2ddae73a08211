import { z } from "zod";
import { defineStep } from "@/lib/domain/flow/step-definition";
import { durationMs } from "@/lib/domain/time/duration";

const config = z.object({
  url: z
    .string()
    .max(2000)
    .regex(
      /^https?:\/\/(?:[^\s{}]|\{\{[^{}]*\}\})+$/,
      "Write a full address that starts with https:// (or http://).",
    ),
  method: z.enum(["POST", "PUT", "GET"]).default("POST"),
  headers: z
    .array(
      z.object({
        name: z.string().regex(/^[A-Za-z0-9-]{1,60}$/, "Header names hold letters, digits and -."),
        value: z.string().max(1000),
      }),
    )
    .max(20)
    .default([]),
  /** Liquid; empty sends the customer, event, cart and codes as JSON. */
  body: z.string().max(20_000).default(""),
});

/** Calls another system, signed and retried, outside the engine's transaction. */
export const callWebhook = defineStep({
  type: "call-webhook",
  title: "Call webhook",
  description: "Tell another system, with the customer, cart and code.",
  category: "action",
  config,
  defaults: () => ({ url: "", method: "POST", headers: [], body: "" }),
  ports: () => [{ id: "next", label: "Then" }],
  describe: ({ url, method }) => {
    if (typeof url !== "string" || !url) return { title: "Call webhook", detail: "Enter an address" };
    return { title: `${String(method ?? "POST")} ${hostOf(url)}`, detail: url };
  },
  decide: ({ url, method, headers, body }, { now, settings }) => ({
    kind: "go",
    port: "next",
    outcome: "queued",
    reason: `Calls ${hostOf(url)}`,
    effects: [
      {
        kind: "webhook",
        url,
        method,
        headers: Object.fromEntries(headers.map((header) => [header.name, header.value])),
        body,
        sendBefore: now + durationMs(settings.lateLimit),
      },
    ],
  }),
});

function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/.exec(url)?.[1] ?? url;
}

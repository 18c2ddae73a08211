import { v7 } from "uuid";
import type { testChannelContract } from "@/lib/contracts/channels";
import type { ResponseOf } from "@/lib/contracts/contract";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { escapeHtml } from "@/lib/server/channels/liquid";
import { CHANNELS } from "@/lib/server/channels/registry";
import { findConnection } from "@/lib/server/db/channels/connection-row";
import { pool } from "@/lib/server/db/pool";
import { recipientOf } from "../messages/recipient";
import { secretsOf } from "./connection-answer";

type Call = { actor: Actor; params: { id: string }; body: { to: string } };

/** Sends one short message through this connection, whether it is on or off, and answers what its provider said. */
export async function testChannel({
  actor,
  params,
  body,
}: Call): Promise<ResponseOf<typeof testChannelContract>> {
  authorise(actor, "channels:write");
  const row = await findConnection(pool(), actor.workspaceId, params.id);
  if (!row) throw notFound("connection");
  const to = recipientOf(row.channel, body.to);
  const text = `This is a test from Cartograph. The connection "${row.name}" works.`;
  const result = await CHANNELS[row.provider].send(
    {
      id: v7(),
      to,
      subject: "[Test] The connection works",
      html: `<p>${escapeHtml(text)}</p>`,
      text,
      headers: {},
    },
    {
      id: row.id,
      workspaceId: actor.workspaceId,
      provider: row.provider,
      name: row.name,
      config: row.config,
      secrets: secretsOf(row),
    },
  );
  if (result.kind === "accepted")
    return { outcome: "accepted", answer: result.answer ?? "The provider took it." };
  return { outcome: result.kind, answer: result.reason };
}

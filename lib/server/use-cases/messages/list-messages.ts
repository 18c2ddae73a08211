import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listMessagesContract } from "@/lib/contracts/messages";
import type { MessageChannel, MessageStatus } from "@/lib/domain/message/status";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { listMessages as readMessages } from "@/lib/server/db/messages/list-messages";
import { loadFlowWords } from "@/lib/server/db/performance/load-flow-words";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";
import { findCustomerOrFail } from "../customers/find-customer-or-fail";
import { summaryOf } from "./message-answer";

type Call = {
  actor: Actor;
  query: {
    cursor?: string;
    limit: number;
    customer?: string;
    channel?: MessageChannel;
    status?: MessageStatus;
    reason?: string;
    flow?: string;
    step?: string;
  };
};

/** A page of messages, newest first. @throws DomainError not_found for a customer that is not in this workspace */
export async function listMessages({ actor, query }: Call): Promise<ResponseOf<typeof listMessagesContract>> {
  authorise(actor, "read");
  const after = decodeCursor(query.cursor, z.object({ createdAt: z.iso.datetime(), id: z.uuid() }));
  const rows = await readMessages(pool(), {
    workspaceId: actor.workspaceId,
    customer: query.customer ? await findCustomerOrFail(actor.workspaceId, query.customer) : null,
    channel: query.channel ?? null,
    status: query.status ?? null,
    reason: query.reason ?? null,
    flowId: query.flow ?? null,
    stepId: query.step ?? null,
    after,
    limit: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const words = await loadFlowWords(
    pool(),
    actor.workspaceId,
    page.map(({ version_id }) => version_id),
  );
  const last = page.at(-1);
  return {
    data: page.map((row) => summaryOf(row, words.get(row.version_id))),
    nextCursor:
      rows.length > query.limit && last
        ? encodeCursor({ createdAt: last.created_at.toISOString(), id: last.id })
        : null,
  };
}

import type { MessageChannel, MessageStatus } from "@/lib/domain/message/status";
import type { Queryable } from "@/lib/server/db/pool";

export type ListedMessage = {
  id: string;
  customer_id: string;
  external_id: string | null;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
  channel: MessageChannel;
  status: MessageStatus;
  reason: string | null;
  recipient: string | null;
  subject: string | null;
  flow_id: string;
  flow_name: string | null;
  version_id: string;
  step_id: string;
  demo: boolean;
  created_at: Date;
  sent_at: Date | null;
};

export type MessageFilter = {
  workspaceId: string;
  customer: { shard: number; id: string } | null;
  channel: string | null;
  status: MessageStatus | null;
  /** Code in front of the stored reason */
  reason: string | null;
  flowId: string | null;
  stepId: string | null;
  after: { createdAt: string; id: string } | null;
  limit: number;
};

/** Messages, newest first. Each combination of filters is a statement of its own, so that each finds its index. */
export async function listMessages(queryable: Queryable, filter: MessageFilter): Promise<ListedMessage[]> {
  const values: unknown[] = [filter.workspaceId, filter.limit];
  const where = ["m.workspace_id = $1"];
  const add = (condition: (place: string) => string, value: unknown) => {
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  if (filter.customer) {
    add((place) => `m.shard = ${place}`, filter.customer.shard);
    add((place) => `m.customer_id = ${place}`, filter.customer.id);
  }
  if (filter.flowId) add((place) => `m.flow_id = ${place}`, filter.flowId);
  if (filter.stepId) add((place) => `m.step_id = ${place}`, filter.stepId);
  if (filter.channel) add((place) => `m.channel = ${place}`, filter.channel);
  if (filter.status) {
    add((place) => `m.status = ${place}`, filter.status);
    // Said again for the planner: the partial index of what was held back or lost.
    if (["skipped", "failed", "unknown"].includes(filter.status)) where.push("m.trouble");
  }
  if (filter.reason) add((place) => `split_part(m.reason, ':', 1) = ${place}`, filter.reason);
  if (filter.after) {
    // Newest first and then by id: a row comparison would not follow that order.
    add((place) => `m.created_at <= ${place}`, filter.after.createdAt);
    const moment = `$${values.length}`;
    add((place) => `(m.created_at < ${moment} OR m.id > ${place})`, filter.after.id);
  }
  const { rows } = await queryable.query<ListedMessage>(
    `SELECT ${COLUMNS}
     FROM (SELECT * FROM message m WHERE ${where.join(" AND ")} ORDER BY m.created_at DESC, m.id LIMIT $2) m
     ${JOINS}
     ORDER BY m.created_at DESC, m.id`,
    values,
  );
  return rows;
}

const COLUMNS = `m.id, m.customer_id, c.external_id, c.email, c.phone, c.first_name, c.last_name, m.channel, m.status, m.reason,
  m.recipient, m.subject, m.flow_id, f.name AS flow_name, m.version_id, m.step_id, m.demo, m.created_at, m.sent_at`;
const JOINS = `LEFT JOIN customer c ON c.shard = m.shard AND c.id = m.customer_id LEFT JOIN flow f ON f.id = m.flow_id`;

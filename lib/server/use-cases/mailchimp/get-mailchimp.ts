import type { ResponseOf } from "@/lib/contracts/contract";
import type { getMailchimpContract } from "@/lib/contracts/mailchimp";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { findMailchimp } from "@/lib/server/db/mailchimp/mailchimp-connection";
import { pool } from "@/lib/server/db/pool";
import { mailchimpAnswer } from "./mailchimp-answer";

/** The workspace's Mailchimp account, or that there is none. */
export async function getMailchimp({
  actor,
}: {
  actor: Actor;
}): Promise<ResponseOf<typeof getMailchimpContract>> {
  authorise(actor, "read");
  return mailchimpAnswer(await findMailchimp(pool(), actor.workspaceId));
}

import { z } from "zod";
import { phoneNumber } from "@/lib/domain/customer/identity";
import { DomainError, notFound } from "@/lib/domain/errors";
import { signedByTwilio } from "@/lib/server/channels/verify-twilio";
import { systemClock } from "@/lib/server/clock";
import { findOwners } from "@/lib/server/db/customers/resolve-owners";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { pool, transaction } from "@/lib/server/db/pool";
import { env } from "@/lib/server/env";
import { problem } from "@/lib/server/http/problem";
import { readText } from "@/lib/server/http/read-json";
import { optOut } from "../unsubscribe/opt-out";
import { findReportingConnection } from "./reporting-connection";
import { type Told, takeReport } from "./take-report";

const STOP_WORDS = /^\s*(stop|stopall|unsubscribe|cancel|end|quit)\s*[.!]?\s*$/i;

/**
 * POST /hooks/twilio/{connectionId}: what became of an SMS (`?message=` names it), or a message that a customer has sent back: one that says
 * STOP opts them out. Signed by Twilio with the account's auth token over the address and the form.
 */
export async function takeTwilioReport(
  request: Request,
  context: { params: Promise<{ connectionId: string }> },
): Promise<Response> {
  try {
    const { connectionId } = await context.params;
    const connection = await findReportingConnection("twilio", connectionId);
    if (!connection) throw notFound("connection that takes reports");
    const form = Object.fromEntries(new URLSearchParams(await readText(request, 100_000)));
    const { pathname, search, searchParams } = new URL(request.url);
    const signature = request.headers.get("x-twilio-signature") ?? "";
    // Twilio signs the address it was given, which is ours as the outside sees it.
    if (
      !signedByTwilio(
        connection.secrets.authToken ?? "",
        signature,
        `${env().APP_URL}${pathname}${search}`,
        form,
      )
    ) {
      throw new DomainError(
        "unauthenticated",
        "The signature does not fit. Check the connection's auth token and APP_URL.",
      );
    }
    const messageId = z.uuid().safeParse(searchParams.get("message"));
    const told = toldBy(form);
    const { workspaceId } = connection;
    if (told && messageId.success) {
      await takeReport({ workspaceId, connectionId, messageId: messageId.data, ...told }, systemClock());
    } else if (form.From && STOP_WORDS.test(form.Body ?? "")) {
      await stop(workspaceId, form.From);
    }
    // TwiML that answers nothing.
    return new Response("<Response/>", { headers: { "content-type": "text/xml" } });
  } catch (error) {
    return problem(error, request);
  }
}

function toldBy(form: Record<string, string>): Pick<Told, "report" | "reason"> | null {
  switch (form.MessageStatus) {
    case "delivered":
      return { report: "delivered" };
    case "undelivered":
      return {
        report: "bounced",
        reason: `bounced:${form.ErrorCode ?? ""} ${form.ErrorMessage ?? ""}`.trim(),
      };
    case "failed":
      return {
        report: "failed",
        reason: `rejected:${form.ErrorCode ?? ""} ${form.ErrorMessage ?? ""}`.trim(),
      };
    default:
      return null;
  }
}

async function stop(workspaceId: string, from: string): Promise<void> {
  const value = phoneNumber.safeParse(from).data;
  if (value === undefined) return;
  const owners = await findOwners(pool(), workspaceId, [{ kind: "phone", value }]);
  const customerId = owners.values().next().value;
  if (customerId === undefined) return;
  const who = { workspaceId, customerId, channel: "sms" as const, topic: null, source: "STOP by SMS" };
  if (await transaction((client) => optOut(client, who, systemClock()))) wakeWorkers();
}

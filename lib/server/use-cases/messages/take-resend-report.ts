import { z } from "zod";
import { DomainError, notFound } from "@/lib/domain/errors";
import { openResendReport } from "@/lib/server/channels/verify-resend";
import { systemClock } from "@/lib/server/clock";
import { problem } from "@/lib/server/http/problem";
import { readText } from "@/lib/server/http/read-json";
import { findReportingConnection } from "./reporting-connection";
import { type Told, takeReport } from "./take-report";

const reportSchema = z.object({
  type: z.string(),
  data: z.looseObject({
    // Sent as a list, told as an object; both are read.
    tags: z
      .union([
        z.record(z.string(), z.string()),
        z
          .array(z.object({ name: z.string(), value: z.string() }))
          .transform((tags) => Object.fromEntries(tags.map(({ name, value }) => [name, value]))),
      ])
      .optional(),
    bounce: z.looseObject({ message: z.string().optional() }).optional(),
    failed: z.looseObject({ reason: z.string().optional() }).optional(),
  }),
});

/** POST /hooks/resend/{connectionId}: what became of a mail, signed as Standard Webhooks with the connection's webhook secret. */
export async function takeResendReport(
  request: Request,
  context: { params: Promise<{ connectionId: string }> },
): Promise<Response> {
  try {
    const { connectionId } = await context.params;
    const connection = await findReportingConnection("resend", connectionId);
    if (!connection?.secrets.webhookSecret) throw notFound("connection that takes reports");
    const payload = await readText(request, 500_000);
    const event = reportSchema.safeParse(verified(connection.secrets, payload, request.headers));
    const messageId = z.uuid().safeParse(event.data?.data.tags?.message_id);
    // Mail that this server did not send through it (a test, another system's) is none of our business.
    if (!event.success || !messageId.success) return new Response(null, { status: 204 });
    const told = toldBy(event.data);
    if (told) {
      await takeReport(
        { workspaceId: connection.workspaceId, connectionId, messageId: messageId.data, ...told },
        systemClock(),
      );
    }
    return new Response(null, { status: 204 });
  } catch (error) {
    return problem(error, request);
  }
}

function verified(secrets: Record<string, string>, payload: string, headers: Headers): unknown {
  try {
    return openResendReport(secrets, payload, headers);
  } catch {
    throw new DomainError(
      "unauthenticated",
      "The signature does not fit. Copy the webhook's signing secret into the connection.",
    );
  }
}

function toldBy({
  type,
  data,
}: z.output<typeof reportSchema>): Pick<Told, "report" | "reason" | "complaint"> | null {
  switch (type) {
    case "email.delivered":
      return { report: "delivered" };
    case "email.bounced":
      return { report: "bounced", reason: `bounced:${(data.bounce?.message ?? "").slice(0, 300)}` };
    case "email.failed":
      return { report: "failed", reason: `rejected:${(data.failed?.reason ?? "").slice(0, 300)}` };
    case "email.suppressed":
      return { report: "bounced", reason: "bounced:The address is on Resend's suppression list." };
    case "email.complained":
      return { report: "bounced", reason: "complained", complaint: true };
    case "email.opened":
      return { report: "opened" };
    case "email.clicked":
      return { report: "clicked" };
    default:
      return null;
  }
}

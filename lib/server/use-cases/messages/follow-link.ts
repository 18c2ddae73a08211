import { readClickToken, workspaceOfToken } from "@/lib/server/channels/link-tokens";
import { signingSecret } from "@/lib/server/channels/signing-secret";
import { systemClock } from "@/lib/server/clock";
import { loadSendingWorkspaces } from "@/lib/server/db/messages/load-sending-workspaces";
import { pool } from "@/lib/server/db/pool";
import { problem } from "@/lib/server/http/problem";
import { log } from "@/lib/server/log";
import { unknownPage } from "../unsubscribe/pages";
import { takeReport } from "./take-report";

/**
 * GET /t/{token}: notes the click, once, and leads to exactly the address that was signed into the link. A customer reaches the shop even
 * when the click cannot be noted. HEAD, with which scanners look, notes nothing.
 */
export async function followLink(
  request: Request,
  context: { params: Promise<{ token: string }> },
): Promise<Response> {
  try {
    const { token } = await context.params;
    const workspaceId = workspaceOfToken(token);
    const workspace = workspaceId && (await loadSendingWorkspaces(pool(), [workspaceId])).get(workspaceId);
    const link = workspace ? readClickToken(signingSecret(workspace.signingSecret), token) : null;
    if (!link || !/^https?:\/\//i.test(link.url)) return unknownPage();
    if (request.method === "GET") {
      const told = { workspaceId: link.workspaceId, messageId: link.messageId, connectionId: null };
      await takeReport({ ...told, report: "clicked" }, systemClock()).catch((error: unknown) =>
        log().error({ err: error, messageId: link.messageId }, "a click could not be noted"),
      );
    }
    return new Response(null, {
      status: 302,
      headers: { location: link.url, "cache-control": "no-store", "referrer-policy": "no-referrer" },
    });
  } catch (error) {
    return problem(error, request);
  }
}

import { Resend } from "resend";

/**
 * The report that Resend signed (Standard Webhooks: timestamp and body under the connection's webhook secret).
 * @throws when the signature does not fit or is too old
 */
export function openResendReport(
  secrets: Record<string, string>,
  payload: string,
  headers: Headers,
): unknown {
  const header = (name: string) => headers.get(`svix-${name}`) ?? headers.get(`webhook-${name}`) ?? "";
  return new Resend(secrets.apiKey || "none").webhooks.verify({
    payload,
    headers: { id: header("id"), timestamp: header("timestamp"), signature: header("signature") },
    webhookSecret: secrets.webhookSecret ?? "",
  });
}

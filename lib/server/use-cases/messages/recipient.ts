import parsePhone from "libphonenumber-js";
import { z } from "zod";
import { DomainError } from "@/lib/domain/errors";

/**
 * The address that somebody typed in for a test, as its channel needs it: an e-mail address, or a number in E.164.
 * @throws DomainError invalid_input
 */
export function recipientOf(channel: "email" | "sms", text: string): string {
  if (channel === "email") {
    if (z.email().safeParse(text).success) return text;
    throw new DomainError("invalid_input", "This is no e-mail address.", {
      issues: [{ path: "to", message: "not an e-mail address", fix: "Write it like anna@example.com." }],
    });
  }
  const phone = parsePhone(text);
  if (phone?.isValid()) return phone.number;
  throw new DomainError("invalid_input", "This is no phone number.", {
    issues: [
      {
        path: "to",
        message: "not a phone number",
        fix: "Write it with its country code, like +31 20 123 4567.",
      },
    ],
  });
}

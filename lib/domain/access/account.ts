import { z } from "zod";
import { isZone } from "@/lib/domain/time/local";

/** How an e-mail address is written down and compared: without spaces around it, in lower case. */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("Write an e-mail address, as in name@shop.example.").max(254));

export const PASSWORD_LENGTH = 10;

/** A new password: long, and of any characters. Length is what makes guessing hard; rules about characters do not. */
export const newPassword = z
  .string()
  .min(
    PASSWORD_LENGTH,
    `Use at least ${PASSWORD_LENGTH} characters. A few words in a row are easy to keep in mind.`,
  )
  .max(200, "Use at most 200 characters.")
  .refine((text) => new Set(text).size >= 4, "This repeats the same few characters. Use different ones.");

export const personName = z.string().trim().min(1, "Write the name.").max(120);

export const workspaceName = z.string().trim().min(1, "Name the workspace, after the shop perhaps.").max(120);

export const timeZone = z
  .string()
  .max(60)
  .refine(
    (zone) => /^[A-Za-z]/.test(zone) && isZone(zone),
    "This is not an IANA time zone such as Europe/Berlin.",
  );

/** ISO 4217, upper case */
export const currencyCode = z
  .string()
  .trim()
  .toUpperCase()
  .refine(
    (code) => Intl.supportedValuesOf("currency").includes(code),
    "This is not a currency's code, such as EUR or USD.",
  );

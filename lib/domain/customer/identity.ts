import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { z } from "zod";
import { shardOfValue } from "@/lib/domain/shard";
import { isZone } from "@/lib/domain/time/local";
import { consentPart } from "./consent";

/** A value by which a customer is recognised, strongest first. */
export const IDENTITY_KINDS = ["external_id", "email", "phone"] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];
export type Identity = { kind: IdentityKind; value: string };

/** The shop's own id of a customer; a whole number is taken as its text. */
export const externalId = z
  .union([z.string(), z.number().int()], "Send the id as a text.")
  .transform(String)
  .pipe(z.string().trim().min(1, "The id is empty.").max(255, "The id is longer than 255 characters."));

/** Trimmed and lower-cased. */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "The address is longer than 254 characters.")
  .pipe(z.email("This is not an e-mail address."));

/** Any usual spelling with its country code, turned into E.164: "+49 151 1234-5678" becomes "+4915112345678". */
export const phoneNumber = z
  .string()
  .trim()
  .max(40, "The number is longer than 40 characters.")
  .transform((text, context) => {
    const parsed = parsePhoneNumberFromString(text.replace(/^00/, "+"));
    if (parsed?.isPossible()) return parsed.number as string;
    context.addIssue({
      code: "custom",
      message: "This is not a phone number with its country code, such as +49 151 12345678.",
    });
    return z.NEVER;
  });

const name = z.string().trim().max(200).nullable();

const locale = z
  .string()
  .trim()
  .max(35)
  .transform((text, context) => {
    try {
      const canonical = Intl.getCanonicalLocales(text.replaceAll("_", "-"))[0];
      if (canonical) return canonical;
    } catch {
      // Said below.
    }
    context.addIssue({ code: "custom", message: "This is not a language tag such as de or en-GB." });
    return z.NEVER;
  });

const timeZone = z
  .string()
  .max(60)
  .refine(
    (zone) => /^[A-Za-z]/.test(zone) && isZone(zone),
    "This is not an IANA time zone such as Europe/Berlin.",
  );

const attributeValue = z.union([
  z.string().max(2000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string().max(500), z.number(), z.boolean()])).max(100),
]);

const attributes = z
  .record(
    z
      .string()
      .regex(
        /^[A-Za-z_][A-Za-z0-9_-]{0,59}$/,
        "An attribute's name has letters, digits, _ and -, starting with a letter.",
      ),
    attributeValue,
  )
  .refine((values) => Object.keys(values).length <= 100, "At most 100 attributes at once.");

const consentState = z.enum(["granted", "denied"], 'Write "granted" or "denied".');

/** At most this many channels and topics at once. */
const MOST_CONSENTS = 100;

/** What somebody said of a channel, and of topics on it: {"email": "granted", "email:newsletter": "denied"}. */
const consent = z
  .object({ email: consentState.optional(), sms: consentState.optional() })
  .catchall(consentState)
  .superRefine((said, context) => {
    const keys = Object.keys(said);
    for (const key of keys) {
      if (consentPart(key) === null)
        context.addIssue({
          code: "custom",
          path: [key],
          message: `"${key.slice(0, 60)}" is neither a channel, "email" or "sms", nor a topic on one, such as "email:newsletter".`,
        });
    }
    if (keys.length > MOST_CONSENTS)
      context.addIssue({ code: "custom", message: `At most ${MOST_CONSENTS} at once.` });
  });

// Shops send null for a number they do not have; an identity is never cleared by that.
function orNothing<Schema extends z.ZodType>(schema: Schema) {
  return schema
    .nullish()
    .transform((value) => value ?? undefined)
    .optional();
}

/** Who a customer is and what is known of them, as a shop sends it. What is left out stays; null clears; attributes merge. */
export const personInput = z
  .strictObject({
    externalId: orNothing(externalId),
    email: orNothing(emailAddress),
    phone: orNothing(phoneNumber),
    firstName: name.optional(),
    lastName: name.optional(),
    locale: locale.nullable().optional(),
    timeZone: timeZone.nullable().optional(),
    attributes: attributes.optional(),
    consent: consent.optional(),
  })
  .refine(
    (person) => person.externalId !== undefined || person.email !== undefined || person.phone !== undefined,
    {
      message: "Say who it is: send externalId, email or phone.",
    },
  );
export type Person = z.output<typeof personInput>;

/** The identities a person was sent with, strongest first. */
export function identitiesOf(person: Person): Identity[] {
  const identities: Identity[] = [];
  if (person.externalId !== undefined) identities.push({ kind: "external_id", value: person.externalId });
  if (person.email !== undefined) identities.push({ kind: "email", value: person.email });
  if (person.phone !== undefined) identities.push({ kind: "phone", value: person.phone });
  return identities;
}

/** One text for an identity, to look it up by. */
export function identityKey(identity: Identity): string {
  return `${identity.kind}:${identity.value}`;
}

/** The shard that an identity's row lives in. */
export function shardOfIdentity(identity: Identity): number {
  return shardOfValue(identity.value);
}

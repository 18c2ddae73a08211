import { z } from "zod";

/** The ways to send, by channel. */
export const PROVIDERS = {
  smtp: { channel: "email", label: "SMTP server" },
  resend: { channel: "email", label: "Resend" },
  twilio: { channel: "sms", label: "Twilio" },
  http: { channel: "sms", label: "HTTP gateway" },
} as const;
export type Provider = keyof typeof PROVIDERS;

const sender = {
  fromName: z.string().trim().max(120).default(""),
  fromAddress: z.email("Write the address that mail comes from, like shop@example.com."),
  replyTo: z.email("Write a full address, or leave it empty.").or(z.literal("")).default(""),
};
const baseUrl = z.url("Write a full address that starts with https://.").or(z.literal("")).default("");
const header = z.object({
  name: z.string().regex(/^[A-Za-z0-9-]{1,60}$/, "Header names hold letters, digits and -."),
  value: z.string().max(1000),
});

export const smtpConfig = z.object({
  ...sender,
  host: z.string().trim().min(1, "Write the server's name.").max(255),
  port: z.coerce.number().int().min(1).max(65_535).default(587),
  /** tls: encrypted from the start (465). starttls: must upgrade. none: plain, for a catcher on this machine. */
  security: z.enum(["tls", "starttls", "none"]).default("starttls"),
  username: z.string().trim().max(255).default(""),
});
export const smtpSecrets = z.object({ password: z.string().max(500).default("") });

export const resendConfig = z.object({ ...sender, baseUrl });
export const resendSecrets = z.object({
  apiKey: z.string().trim().min(1, "Paste the API key (it begins with re_).").max(500),
  /** Signing secret of the webhook that reports deliveries: whsec_... */
  webhookSecret: z.string().trim().max(500).default(""),
});

export const twilioConfig = z.object({
  accountSid: z
    .string()
    .trim()
    .regex(/^AC[0-9a-f]{32}$/i, "It begins with AC, followed by 32 characters."),
  /** Number, alphanumeric sender, or messaging service (MG...) */
  from: z.string().trim().min(1, "Write the number or name that messages come from.").max(64),
  baseUrl,
});
export const twilioSecrets = z.object({
  authToken: z.string().trim().min(1, "Paste the auth token.").max(500),
});

export const httpConfig = z.object({
  /** Liquid: to, from, text, id, token */
  url: z
    .string()
    .max(2000)
    .regex(/^https?:\/\/[^\r\n]+$/, "Write a full address that starts with https://."),
  method: z.enum(["POST", "PUT", "GET"]).default("POST"),
  contentType: z.enum(["application/json", "application/x-www-form-urlencoded"]).default("application/json"),
  headers: z.array(header).max(20).default([]),
  body: z.string().max(10_000).default('{"to":"{{ to }}","from":"{{ from }}","text":"{{ text }}"}'),
  from: z.string().trim().max(64).default(""),
  /** The gateway ignores a second request with the same Idempotency-Key. */
  idempotent: z.boolean().default(false),
});
export const httpSecrets = z.object({ token: z.string().max(2000).default("") });

/** The settings and the secrets of each provider. */
export const CONNECTION_SCHEMAS = {
  smtp: { config: smtpConfig, secrets: smtpSecrets },
  resend: { config: resendConfig, secrets: resendSecrets },
  twilio: { config: twilioConfig, secrets: twilioSecrets },
  http: { config: httpConfig, secrets: httpSecrets },
} as const;

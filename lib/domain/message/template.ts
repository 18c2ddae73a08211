import { z } from "zod";
import { emailDocument } from "./email-document";

export const TEMPLATE_CHANNELS = ["email", "sms"] as const;
export type TemplateChannel = (typeof TEMPLATE_CHANNELS)[number];

/** Language the text is written in (BCP 47), which its dates and amounts follow; empty follows each customer's. */
const language = z
  .string()
  .regex(/^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$/, "Write a language such as en or pt-BR, or leave it empty.")
  .max(20)
  .default("");

/** An e-mail as the editor saves it. Any half-finished one may be saved; publishing compiles it and lists what is wrong. */
export const emailDraft = z.object({
  channel: z.literal("email"),
  /** Liquid, one line */
  subject: z.string().max(500).default(""),
  /** Liquid; the line that inboxes show after the subject */
  preheader: z.string().max(500).default(""),
  language,
  document: emailDocument,
});
export type EmailDraft = z.output<typeof emailDraft>;

/** A text message as the editor saves it. */
export const smsDraft = z.object({
  channel: z.literal("sms"),
  /** Liquid */
  text: z.string().max(5000).default(""),
  language,
});
export type SmsDraft = z.output<typeof smsDraft>;

export const templateDraft = z.discriminatedUnion("channel", [emailDraft, smsDraft]);
export type TemplateDraft = z.output<typeof templateDraft>;

/** What a published version is rendered from: Liquid sources, immutable. */
export type TemplateSource = {
  channel: TemplateChannel;
  subject: string;
  preheader: string;
  /** Liquid in HTML; empty for SMS */
  html: string;
  /** Liquid in plain text */
  text: string;
  /** BCP 47; empty follows the customer's */
  language: string;
};

/** Something that keeps a template from being published, or that its author should know. */
export type TemplateProblem = {
  severity: "error" | "warning";
  /** subject | preheader | text | block */
  part: "subject" | "preheader" | "text" | "block";
  /** Index of the top-level block it stands in; null outside the document */
  block: number | null;
  /** Line inside that part, from 1 */
  line: number;
  message: string;
  fix: string;
};

/** An empty draft of a channel. */
export function emptyDraft(channel: TemplateChannel): TemplateDraft {
  if (channel === "sms") return { channel: "sms", text: "", language: "en" };
  return {
    channel: "email",
    subject: "",
    preheader: "",
    language: "en",
    document: { type: "doc", content: [{ type: "paragraph" }] },
  };
}

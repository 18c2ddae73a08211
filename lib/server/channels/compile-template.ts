import type { TemplateDraft, TemplateSource } from "@/lib/domain/message/template";

/** The Liquid sources of a draft: what a version keeps, and all that delivery needs. The e-mail compiler is loaded only when asked for. */
export async function compileTemplate(draft: TemplateDraft): Promise<TemplateSource> {
  if (draft.channel === "sms")
    return {
      channel: "sms",
      subject: "",
      preheader: "",
      html: "",
      text: draft.text,
      language: draft.language ?? "",
    };
  const { compileEmail } = await import("./email/compile-email");
  const { html, text } = await compileEmail(draft);
  return {
    channel: "email",
    subject: draft.subject,
    preheader: draft.preheader,
    html,
    text,
    language: draft.language ?? "",
  };
}

import { z } from "zod";
import { failover, messageListens, messagePorts } from "@/lib/domain/flow/failover";
import {
  checkTemplate,
  checkTopic,
  describeMessage,
  sendMessage,
  stepQuietHours,
  stepTopic,
} from "@/lib/domain/flow/send";
import { defineStep } from "@/lib/domain/flow/step-definition";

/** Sends an e-mail from a template, unless consent, caps, quiet hours or a missing address say no: each is counted. */
export const sendEmail = defineStep({
  type: "send-email",
  title: "Send e-mail",
  description: "Send an e-mail with the cart's items and the customer's code.",
  category: "message",
  config: z.object({
    templateId: z.uuid("Choose a template."),
    /** Order confirmations and the like: not held back by consent, caps or quiet hours. */
    transactional: z.boolean().default(false),
    topic: stepTopic,
    quietHours: stepQuietHours,
    failover,
  }),
  defaults: () => ({ templateId: "", transactional: false, quietHours: "workspace" }),
  ports: messagePorts,
  listens: messageListens,
  needs: ["recentMessages"],
  check: ({ templateId, transactional, topic }, references) => [
    ...checkTemplate("email", templateId, references),
    ...(transactional ? [] : checkTopic(topic, references)),
  ],
  describe: (draft, names) => describeMessage("E-mail", draft, names),
  decide: (settings, context) => sendMessage("email", settings, context),
});

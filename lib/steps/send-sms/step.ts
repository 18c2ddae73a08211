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

/** Sends an SMS from a template, under the same rules as an e-mail. */
export const sendSms = defineStep({
  type: "send-sms",
  title: "Send SMS",
  description: "Send a text message.",
  category: "message",
  config: z.object({
    templateId: z.uuid("Choose a template."),
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
    ...checkTemplate("sms", templateId, references),
    ...(transactional ? [] : checkTopic(topic, references)),
  ],
  describe: (draft, names) => describeMessage("SMS", draft, names),
  decide: (settings, context) => sendMessage("sms", settings, context),
});

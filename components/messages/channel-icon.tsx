import { Mail, MessageSquareText, Webhook } from "lucide-react";
import type { ListedMessage } from "@/lib/client/queries/messages";

const LOOKS = {
  email: { icon: Mail, label: "E-mail" },
  sms: { icon: MessageSquareText, label: "SMS" },
  webhook: { icon: Webhook, label: "Webhook" },
} as const;

/** The channel of a message. */
export function ChannelIcon({ channel }: { channel: ListedMessage["channel"] }) {
  const { icon: Icon, label } = LOOKS[channel];
  return <Icon className="size-4 shrink-0 text-step-message" aria-label={label} />;
}

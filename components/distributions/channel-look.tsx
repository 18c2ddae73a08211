import { Mail, MessageSquareText, Webhook } from "lucide-react";
import type { DistributionChannel } from "@/lib/domain/distribution/setup";

/** Icon and word of each channel. */
export const CHANNEL_LOOK: Record<DistributionChannel, { word: string; icon: React.ReactNode }> = {
  email: { word: "E-mail", icon: <Mail className="size-4 shrink-0 text-step-message" aria-hidden /> },
  sms: {
    word: "SMS",
    icon: <MessageSquareText className="size-4 shrink-0 text-step-message" aria-hidden />,
  },
  webhook: { word: "Webhook", icon: <Webhook className="size-4 shrink-0 text-step-message" aria-hidden /> },
};

import {
  CircleCheck,
  CircleSlash,
  Clock,
  DoorOpen,
  Flag,
  Hand,
  Mail,
  MessageSquare,
  Radio,
  Replace,
  Split,
  TicketPercent,
  Undo2,
  Webhook,
} from "lucide-react";
import type { ReactNode } from "react";
import type { ShownEntry } from "@/lib/client/queries/customers";

type Look = { icon: ReactNode; tone: string };

const TONES = {
  entry: "bg-step-entry-soft text-step-entry",
  wait: "bg-step-wait-soft text-step-wait",
  decision: "bg-step-decision-soft text-step-decision",
  message: "bg-step-message-soft text-step-message",
  coupon: "bg-step-coupon-soft text-step-coupon",
  goal: "bg-step-goal-soft text-step-goal",
  exit: "bg-step-exit-soft text-step-exit",
  plain: "bg-sunken text-muted",
  bad: "bg-bad-soft text-bad",
};

/** Icon and colour of an entry: the colours are those of the steps, so that they mean the same here as on the canvas. */
export function entryLook(entry: ShownEntry): Look {
  switch (entry.kind) {
    case "entered":
      return { icon: <DoorOpen />, tone: TONES.entry };
    case "refused":
      return { icon: <Hand />, tone: TONES.exit };
    case "waiting":
      return { icon: <Clock />, tone: TONES.wait };
    case "left":
      return { icon: <Split />, tone: TONES.decision };
    case "moved":
      return { icon: <Replace />, tone: TONES.plain };
    case "outcome":
      return { icon: <CircleSlash />, tone: TONES.message };
    case "message":
      return { icon: messageIcon(entry), tone: isTrouble(entry) ? TONES.bad : TONES.message };
    case "voucher":
      return { icon: <TicketPercent />, tone: TONES.coupon };
    case "redemption":
      return entry.facts?.status === "succeeded"
        ? { icon: <CircleCheck />, tone: TONES.coupon }
        : { icon: <Undo2 />, tone: TONES.exit };
    case "converted":
      return { icon: <CircleCheck />, tone: TONES.goal };
    case "ended":
      return endLook(entry);
    default:
      return { icon: <Radio />, tone: TONES.plain };
  }
}

function endLook({ facts }: ShownEntry): Look {
  if (facts?.status === "converted") return { icon: <Flag />, tone: TONES.goal };
  if (facts?.status === "failed") return { icon: <Flag />, tone: TONES.bad };
  return { icon: <Flag />, tone: TONES.exit };
}

function messageIcon({ facts }: ShownEntry): ReactNode {
  if (facts?.channel === "sms") return <MessageSquare />;
  return facts?.channel === "webhook" ? <Webhook /> : <Mail />;
}

function isTrouble({ facts }: ShownEntry): boolean {
  const state = facts?.status ?? facts?.result;
  return state === "failed" || state === "bounced" || state === "unknown";
}

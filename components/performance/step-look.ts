import {
  CircleStop,
  Clock,
  DoorOpen,
  Flag,
  type LucideIcon,
  Send,
  Split,
  TicketPercent,
  Wrench,
} from "lucide-react";

type Look = {
  icon: LucideIcon;
  edge: string;
  ink: string;
  tone: "entry" | "wait" | "decision" | "message" | "coupon" | "goal" | "exit";
};

/** Icon and colour of a kind of step; the same as on the canvas. */
export const STEP_LOOKS = {
  entry: { icon: DoorOpen, edge: "bg-step-entry", ink: "text-step-entry", tone: "entry" },
  wait: { icon: Clock, edge: "bg-step-wait", ink: "text-step-wait", tone: "wait" },
  decision: { icon: Split, edge: "bg-step-decision", ink: "text-step-decision", tone: "decision" },
  message: { icon: Send, edge: "bg-step-message", ink: "text-step-message", tone: "message" },
  coupon: { icon: TicketPercent, edge: "bg-step-coupon", ink: "text-step-coupon", tone: "coupon" },
  goal: { icon: Flag, edge: "bg-step-goal", ink: "text-step-goal", tone: "goal" },
  action: { icon: Wrench, edge: "bg-step-decision", ink: "text-step-decision", tone: "decision" },
  exit: { icon: CircleStop, edge: "bg-step-exit", ink: "text-step-exit", tone: "exit" },
} as const satisfies Record<string, Look>;

export type LookName = keyof typeof STEP_LOOKS;

/** The look of a category as the server names it. */
export function lookOf(category: string | null): Look {
  return category !== null && Object.hasOwn(STEP_LOOKS, category)
    ? STEP_LOOKS[category as LookName]
    : STEP_LOOKS.exit;
}

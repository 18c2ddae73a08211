import type { StepCategory } from "@/lib/domain/flow/step-definition";

export type CategoryLook = {
  /** The 3 px edge of a card. */
  edge: string;
  /** Tint of an icon's tile. */
  tint: string;
  /** The colour itself, for the minimap and drawings. */
  color: string;
  /** What the palette calls the group. */
  title: string;
};

/** Colours carry meaning: the same one marks the same thing in the palette, on the canvas, in the timeline and in reports. */
export const CATEGORY_LOOK: Record<StepCategory, CategoryLook> = {
  entry: {
    edge: "border-l-step-entry",
    tint: "bg-step-entry-soft text-step-entry",
    color: "var(--step-entry)",
    title: "Start",
  },
  wait: {
    edge: "border-l-step-wait",
    tint: "bg-step-wait-soft text-step-wait",
    color: "var(--step-wait)",
    title: "Wait",
  },
  decision: {
    edge: "border-l-step-decision",
    tint: "bg-step-decision-soft text-step-decision",
    color: "var(--step-decision)",
    title: "Decide",
  },
  message: {
    edge: "border-l-step-message",
    tint: "bg-step-message-soft text-step-message",
    color: "var(--step-message)",
    title: "Message",
  },
  coupon: {
    edge: "border-l-step-coupon",
    tint: "bg-step-coupon-soft text-step-coupon",
    color: "var(--step-coupon)",
    title: "Coupon",
  },
  goal: {
    edge: "border-l-step-goal",
    tint: "bg-step-goal-soft text-step-goal",
    color: "var(--step-goal)",
    title: "Goal",
  },
  // No customer sees it: the flow itself does something, as when it decides.
  action: {
    edge: "border-l-step-decision",
    tint: "bg-step-decision-soft text-step-decision",
    color: "var(--step-decision)",
    title: "Do",
  },
  exit: {
    edge: "border-l-step-exit",
    tint: "bg-step-exit-soft text-step-exit",
    color: "var(--step-exit)",
    title: "End",
  },
};

/** The look of a category; a step of an unknown type looks like an exit. */
export function categoryLook(category: StepCategory | null): CategoryLook {
  return CATEGORY_LOOK[category ?? "exit"];
}

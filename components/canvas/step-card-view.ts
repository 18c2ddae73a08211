import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";

/** The face of a step on the canvas. */
export type StepCardView = {
  Icon: LucideIcon;
  /** Something small under the words, where a picture says more; works on half-filled configs. */
  Picture?: ComponentType<{ config: Record<string, unknown> }>;
};

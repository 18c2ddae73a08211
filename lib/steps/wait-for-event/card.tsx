import { Hourglass } from "lucide-react";
import type { StepCardView } from "@/components/canvas/step-card-view";

export const card: StepCardView = { Icon: Hourglass };

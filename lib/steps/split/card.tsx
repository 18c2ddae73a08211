import { Shuffle } from "lucide-react";
import type { StepCardView } from "@/components/canvas/step-card-view";

const SHADES = [100, 55, 78, 35, 66, 45, 88, 28, 60, 40];

/** The shares as a bar, in the order of the ports. */
function Shares({ config }: { config: Record<string, unknown> }) {
  const arms = (Array.isArray(config.arms) ? config.arms : []) as { id?: unknown; share?: unknown }[];
  return (
    <div className="mx-2.5 mb-2.5 flex h-1.5 gap-px overflow-hidden rounded-full" aria-hidden>
      {arms.map((arm, index) => (
        <span
          key={String(arm.id)}
          className="bg-step-decision"
          style={{
            flexGrow: typeof arm.share === "number" ? arm.share : 0,
            opacity: SHADES[index % SHADES.length]! / 100,
          }}
        />
      ))}
    </div>
  );
}

export const card: StepCardView = { Icon: Shuffle, Picture: Shares };

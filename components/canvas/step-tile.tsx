import { categoryLook } from "@/components/canvas/category-look";
import type { StepChoice } from "@/components/canvas/step-list";
import { viewOf } from "@/lib/steps/views";
import { cn } from "@/lib/utils/cn";

/** A step to choose: its icon in its colour, its name, and with `long` what it does. */
export function StepTile({ step, long = false }: { step: StepChoice; long?: boolean }) {
  const Icon = viewOf(step.type)?.card.Icon;
  return (
    <>
      <span
        aria-hidden
        className={cn(
          "flex size-6 shrink-0 items-center justify-center rounded-sm",
          categoryLook(step.category).tint,
        )}
      >
        {Icon ? <Icon className="size-3.5!" /> : null}
      </span>
      <span className="min-w-0 flex-1 text-left">
        <span className="block truncate">{step.title}</span>
        {long ? <span className="block text-muted text-xs">{step.description}</span> : null}
      </span>
    </>
  );
}

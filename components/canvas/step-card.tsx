import type { ReactNode } from "react";
import { categoryLook } from "@/components/canvas/category-look";
import type { StepCardView } from "@/components/canvas/step-card-view";
import type { Port, StepCategory } from "@/lib/domain/flow/step-definition";
import { cn } from "@/lib/utils/cn";

const CARD_WIDTH = 240;
/** The coloured edge, px. */
const EDGE = 3;
/** Narrower than this a port's name is cut too early to be read. */
const PORT_WIDTH = 80;

/** How wide the card of a step with so many named ports is, px: 240, and more only when its ports need it. */
export function cardWidth(ports: readonly Port[]): number {
  return Math.max(CARD_WIDTH, namedPorts(ports).length * PORT_WIDTH);
}

/** The ports that are worth a name: a single one that only goes on is not. */
export function namedPorts(ports: readonly Port[]): readonly Port[] {
  return ports.length > 1 || (ports[0] && ports[0].id !== "next") ? ports : [];
}

export type StepCardProps = {
  category: StepCategory | null;
  view: StepCardView;
  title: string;
  detail: string;
  config: Record<string, unknown>;
  ports: readonly Port[];
  selected?: boolean;
  /** Drawn faintly, for example while something else is looked for. */
  faint?: boolean;
  /** In the upper right corner: the problem dot, or a count. */
  corner?: ReactNode;
  /** Stands under a port's name, in the middle of its share of the lower edge: a handle, or numbers. */
  portSlot?: (port: Port) => ReactNode;
  /** Between the words and the ports: bars, for example. */
  children?: ReactNode;
};

/** A step as people see it everywhere: what it does in words, the setting that matters, and where it leads. Draws no handles itself. */
export function StepCard({
  category,
  view: { Icon, Picture },
  title,
  detail,
  config,
  ports,
  selected = false,
  faint = false,
  corner,
  portSlot,
  children,
}: StepCardProps) {
  const look = categoryLook(category);
  const named = namedPorts(ports);
  const width = cardWidth(ports);
  return (
    <div
      style={{ width }}
      className={cn(
        "relative rounded-md border border-line-strong border-l-[3px] bg-surface text-left shadow-card transition-[box-shadow,opacity]",
        look.edge,
        selected && "shadow-float outline-2 outline-focus outline-offset-1",
        faint && "opacity-45",
      )}
    >
      <div className="flex items-start gap-2.5 p-2.5">
        <span
          aria-hidden
          className={cn("flex size-7 shrink-0 items-center justify-center rounded-md", look.tint)}
        >
          <Icon className="size-4" />
        </span>
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 break-words font-medium text-sm leading-[18px]" dir="auto">
            {title}
          </span>
          <span className="mt-0.5 block truncate text-muted text-xs" dir="auto">
            {detail}
          </span>
        </span>
      </div>
      {Picture ? <Picture config={config} /> : null}
      {children}
      {named.length > 0 ? (
        <div
          className="grid border-line border-t"
          style={{ gridTemplateColumns: `repeat(${named.length}, minmax(0, 1fr))` }}
        >
          {named.map((port) => (
            <span
              key={port.id}
              className="relative truncate border-line border-l px-1.5 py-1 text-center text-muted text-xs first:border-l-0"
              title={port.label}
              dir="auto"
            >
              {port.label}
            </span>
          ))}
        </div>
      ) : null}
      {corner}
      {portSlot
        ? ports.map((port, index) => (
            <span
              key={port.id}
              className="absolute bottom-0 size-0"
              // Counted from the card's outer edge: the coloured one is wider than the other.
              style={{ left: (width * (index + 0.5)) / ports.length - EDGE }}
            >
              {portSlot(port)}
            </span>
          ))
        : null}
    </div>
  );
}

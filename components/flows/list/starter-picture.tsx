import type { FlowDocument } from "@/lib/domain/flow/document";
import { stepOf } from "@/lib/steps/registry";

const CARD = { width: 240, height: 88 };
const MARGIN = 40;

/** A flow as a small picture: its cards as bars in the colour of what they do, its connections as lines. */
export function StarterPicture({ document }: { document: FlowDocument }) {
  const { steps, edges } = document;
  const left = Math.min(...steps.map(({ position }) => position.x)) - MARGIN;
  const top = Math.min(...steps.map(({ position }) => position.y)) - MARGIN;
  const right = Math.max(...steps.map(({ position }) => position.x)) + CARD.width + MARGIN;
  const bottom = Math.max(...steps.map(({ position }) => position.y)) + CARD.height + MARGIN;
  const at = new Map(steps.map((step) => [step.id, step.position]));
  return (
    <svg
      viewBox={`${left} ${top} ${right - left} ${bottom - top}`}
      className="h-full w-full"
      aria-hidden="true"
    >
      {edges.map(({ id, from, to }) => {
        const start = at.get(from);
        const end = at.get(to);
        if (!start || !end) return null;
        return (
          <line
            key={id}
            x1={start.x + CARD.width / 2}
            y1={start.y + CARD.height}
            x2={end.x + CARD.width / 2}
            y2={end.y}
            stroke="var(--line-strong)"
            strokeWidth={8}
          />
        );
      })}
      {steps.map(({ id, type, position }) => {
        const category = stepOf(type)?.category ?? "exit";
        const tone = category === "action" ? "exit" : category;
        return (
          <g key={id}>
            <rect
              {...position}
              {...CARD}
              rx={16}
              fill="var(--surface)"
              stroke="var(--line)"
              strokeWidth={5}
            />
            <rect
              x={position.x}
              y={position.y}
              width={16}
              height={CARD.height}
              rx={8}
              fill={`var(--step-${tone})`}
            />
          </g>
        );
      })}
    </svg>
  );
}

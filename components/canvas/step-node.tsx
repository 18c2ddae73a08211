"use client";

import { Handle, type NodeProps, Position, useUpdateNodeInternals } from "@xyflow/react";
import { CircleHelp } from "lucide-react";
import { memo, useEffect } from "react";
import { PortHandle } from "@/components/canvas/port-handle";
import { ProblemDot } from "@/components/canvas/problem-dot";
import { StepCard } from "@/components/canvas/step-card";
import type { StepNodeType } from "@/components/canvas/use-canvas-nodes";
import { useDerived, useEditor, useEditorStore, useStepProblems } from "@/lib/client/editor/context";
import { wordsOfStep } from "@/lib/client/editor/derived";
import { stepOf } from "@/lib/steps/registry";
import { viewOf } from "@/lib/steps/views";

const UNKNOWN = { Icon: CircleHelp };

/** A step on the canvas: its card, with handles where it is entered and left. */
export const StepNode = memo(function StepNode({ id, data: { step }, selected }: NodeProps<StepNodeType>) {
  const store = useEditorStore();
  const names = useDerived((derived) => derived.names);
  const problems = useStepProblems(id);
  const readOnly = useEditor((state) => state.readOnly !== null);
  const taken = useEditor((state) =>
    state.document.edges
      .filter(({ from }) => from === id)
      .map(({ port }) => port)
      .join("\n"),
  );
  const definition = stepOf(step.type);
  const ports = definition?.ports(step.config) ?? [];
  const { title, detail } = wordsOfStep(step, names);

  // A port that came, went or moved takes its handle with it, though the card keeps its size.
  const update = useUpdateNodeInternals();
  const portKey = ports.map((port) => port.id).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ports' ids are what the handles depend on
  useEffect(() => update(id), [id, portKey, update]);

  return (
    <>
      <StepCard
        category={definition?.category ?? null}
        view={viewOf(step.type)?.card ?? UNKNOWN}
        title={title}
        detail={detail}
        config={step.config}
        ports={ports}
        selected={selected}
        corner={
          <ProblemDot
            problems={problems}
            onOpen={() => store.getState().open(id)}
            focusable={selected === true}
          />
        }
        portSlot={(port) => (
          <PortHandle
            stepId={id}
            port={port}
            connected={taken.split("\n").includes(port.id)}
            readOnly={readOnly}
            focusable={selected === true}
          />
        )}
      />
      {definition?.category === "entry" ? null : (
        <Handle
          type="target"
          position={Position.Top}
          id="in"
          isConnectable={!readOnly}
          className="canvas-handle canvas-handle-in"
        />
      )}
    </>
  );
});

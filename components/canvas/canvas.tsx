"use client";

import { MiniMap, Panel, ReactFlow, SelectionMode, useReactFlow, useStore } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import "@/components/canvas/canvas.css";
import { useCallback } from "react";
import { categoryLook } from "@/components/canvas/category-look";
import { ConnectionHint } from "@/components/canvas/connection-hint";
import { ContourGround } from "@/components/canvas/contour-ground";
import { EmptyCanvas } from "@/components/canvas/empty-canvas";
import { FlowEdge } from "@/components/canvas/flow-edge";
import { StepNode } from "@/components/canvas/step-node";
import { StepPicker } from "@/components/canvas/step-picker";
import { useArrange } from "@/components/canvas/use-arrange";
import { useCanvasEdges } from "@/components/canvas/use-canvas-edges";
import { type StepNodeType, useCanvasNodes } from "@/components/canvas/use-canvas-nodes";
import { useClipboard } from "@/components/canvas/use-clipboard";
import { useConnections } from "@/components/canvas/use-connections";
import { useDrop } from "@/components/canvas/use-drop";
import { useFirstView } from "@/components/canvas/use-first-view";
import { useKeepInView } from "@/components/canvas/use-keep-in-view";
import { useShortcuts } from "@/components/canvas/use-shortcuts";
import { useStepLink } from "@/components/canvas/use-step-link";
import { ZoomBar } from "@/components/canvas/zoom-bar";
import { useEditor, useEditorStore, useUi, useUiStore } from "@/lib/client/editor/context";
import { stepOf } from "@/lib/steps/registry";

const NODE_TYPES = { step: StepNode };
const EDGE_TYPES = { flow: FlowEdge };
const GRID: [number, number] = [4, 4];
const MULTI_SELECT = ["Meta", "Control", "Shift"];
/** A flow of three steps must not fill the screen with letters as tall as a thumb. */
const FIT = { padding: 0.14, maxZoom: 1, duration: 120 };

/** The map: steps, connections, and everything one does with them by pointer and keyboard. */
export function Canvas() {
  const store = useEditorStore();
  const ui = useUiStore();
  const readOnly = useEditor((state) => state.readOnly !== null);
  const minimap = useUi((state) => state.minimap);
  // In a narrow pane, beside an open step, it would lie on the flow itself.
  const isWide = useStore((state) => state.width > 720);
  const isEmpty = useEditor((state) => state.document.steps.length === 0);
  const { nodes, setNodes, onNodesChange } = useCanvasNodes();
  const { edges, onEdgesChange } = useCanvasEdges();
  const { reasonAgainst, flowProps } = useConnections();
  const { onDragOver, onDragLeave, onDrop, onNodeDrag, onNodeDragStop } = useDrop();
  const { fitView } = useReactFlow();
  const arrange = useArrange(setNodes);
  const showAll = useCallback(() => void fitView(FIT), [fitView]);
  useFirstView();
  useShortcuts({ arrange, showAll });
  useClipboard();
  useKeepInView();
  useStepLink();

  return (
    <section data-canvas aria-label="Canvas" className="relative min-w-0 flex-1 bg-ground">
      <ReactFlow<StepNodeType, (typeof edges)[number]>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        {...flowProps}
        onNodeDrag={onNodeDrag}
        onNodeDragStop={onNodeDragStop}
        onNodeClick={(event, node) => {
          if (!event.shiftKey && !event.ctrlKey && !event.metaKey) store.getState().open(node.id);
        }}
        onPaneClick={() => store.getState().open(null)}
        onEdgeMouseEnter={(_, edge) => ui.setState({ hoveredEdge: edge.id })}
        onEdgeMouseLeave={(event) => {
          // The plus lies over the line: going from one to the other is not leaving.
          if ((event.relatedTarget as Element | null)?.closest?.(".react-flow__edgelabel-renderer")) return;
          ui.setState({ hoveredEdge: null });
        }}
        onFocusCapture={(event) => {
          const id = (event.target as HTMLElement).dataset.id;
          if (id && event.target.matches(".react-flow__node:focus-visible")) {
            const { openStep, open, select } = store.getState();
            if (openStep !== null) open(id);
            else select({ steps: [id], edges: [] });
          }
        }}
        onDragOver={onDragOver}
        onDragLeave={onDragLeave}
        onDrop={onDrop}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesReconnectable={!readOnly}
        edgesFocusable
        elementsSelectable
        disableKeyboardA11y
        deleteKeyCode={null}
        multiSelectionKeyCode={MULTI_SELECT}
        selectionMode={SelectionMode.Partial}
        snapToGrid
        snapGrid={GRID}
        connectionRadius={28}
        nodeDragThreshold={3}
        minZoom={0.15}
        maxZoom={1.75}
        attributionPosition="top-right"
      >
        <ContourGround />
        <ConnectionHint reasonAgainst={reasonAgainst} />
        {minimap && isWide && !isEmpty ? (
          <MiniMap<StepNodeType>
            pannable
            zoomable
            ariaLabel="Overview of the flow"
            style={{ width: 148, height: 104 }}
            nodeColor={({ data }) => categoryLook(stepOf(data.step.type)?.category ?? null).color}
            nodeBorderRadius={12}
            maskColor="color-mix(in srgb, var(--sunken) 62%, transparent)"
          />
        ) : null}
        <Panel position="bottom-left" className="m-3!">
          <ZoomBar arrange={arrange} showAll={showAll} />
        </Panel>
      </ReactFlow>
      <EmptyCanvas />
      <StepPicker />
    </section>
  );
}

"use client";

import {
  type Connection,
  type FinalConnectionState,
  type OnConnectEnd,
  type OnReconnect,
  useReactFlow,
} from "@xyflow/react";
import { nanoid } from "nanoid";
import { useCallback, useRef } from "react";
import type { FlowEdgeType } from "@/components/canvas/use-canvas-edges";
import { useEditorStore, useUiStore } from "@/lib/client/editor/context";
import { connect, reconnect } from "@/lib/client/editor/edits";
import { freePort } from "@/lib/client/editor/place";
import { refuseConnection } from "@/lib/domain/flow/connect";
import { stepOf } from "@/lib/steps/registry";

/** How long a refusal stays in sight, ms. */
const SHOWN_MS = 3500;

/** Draws and moves connections by the rules of a flow; what is refused says why, where the pointer is. */
export function useConnections() {
  const store = useEditorStore();
  const ui = useUiStore();
  const { screenToFlowPosition } = useReactFlow();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The connection whose end is being moved: it does not stand in its own way. */
  const moving = useRef<string | undefined>(undefined);

  const refuse = useCallback(
    (text: string, { x, y }: { x: number; y: number }) => {
      clearTimeout(timer.current);
      ui.setState({ refusal: { x, y, text }, said: text });
      timer.current = setTimeout(() => ui.setState({ refusal: null }), SHOWN_MS);
    },
    [ui],
  );

  /** Why this may not be drawn; null when it may. */
  const reasonAgainst = useCallback(
    ({ source, sourceHandle, target }: Pick<Connection, "source" | "target" | "sourceHandle">) =>
      refuseConnection(
        store.getState().document,
        { from: source, port: sourceHandle ?? "", to: target },
        stepOf,
        moving.current,
      ),
    [store],
  );

  const isValidConnection = useCallback(
    (connection: Connection | FlowEdgeType) =>
      reasonAgainst({ ...connection, sourceHandle: connection.sourceHandle ?? null }) === null,
    [reasonAgainst],
  );

  const draw = useCallback(
    (from: string, port: string, to: string) => {
      store.getState().edit("Connect", connect({ id: nanoid(8), from, port, to }));
      ui.setState({ said: "Connected" });
    },
    [store, ui],
  );

  const onConnect = useCallback(
    ({ source, sourceHandle, target }: Connection) => draw(source, sourceHandle ?? "", target),
    [draw],
  );

  /** Let go over a card rather than its small handle, or over nothing: the first connects too, the second offers a new step. */
  const onConnectEnd: OnConnectEnd = useCallback(
    (event, state: FinalConnectionState) => {
      if (moving.current !== undefined || !state.fromNode || !state.fromHandle) return;
      const point = pointOf(event);
      if (state.toHandle && state.isValid) return;
      const forward = state.fromHandle.type === "source";
      const port = state.fromHandle.id ?? "";
      const over = state.toNode?.id ?? stepAt(point);
      if (over && over !== state.fromNode.id) {
        const ends = forward
          ? { from: state.fromNode.id, port, to: over }
          : { from: over, port: freePort(store.getState().document, over) ?? "", to: state.fromNode.id };
        const reason = !forward && !ends.port ? "All ports of this step lead somewhere already." : null;
        const against =
          reason ?? reasonAgainst({ source: ends.from, sourceHandle: ends.port, target: ends.to });
        if (against) refuse(against, point);
        else draw(ends.from, ends.port, ends.to);
        return;
      }
      if (over || !forward || !isOverPane(point)) return;
      if (
        store.getState().document.edges.some((edge) => edge.from === state.fromNode?.id && edge.port === port)
      ) {
        refuse("This port leads somewhere already. Delete that connection first.", point);
        return;
      }
      const target = {
        kind: "port" as const,
        from: state.fromNode.id,
        port,
        at: screenToFlowPosition(point),
      };
      ui.setState({ picker: { ...point, target } });
    },
    [store, ui, draw, refuse, reasonAgainst, screenToFlowPosition],
  );

  const onReconnectStart = useCallback((_event: unknown, edge: FlowEdgeType) => {
    moving.current = edge.id;
  }, []);
  const onReconnect: OnReconnect<FlowEdgeType> = useCallback(
    (edge, { source, sourceHandle, target }) =>
      store
        .getState()
        .edit("Move connection", reconnect(edge.id, { from: source, port: sourceHandle ?? "", to: target })),
    [store],
  );
  const onReconnectEnd = useCallback(
    (
      event: MouseEvent | TouchEvent,
      edge: FlowEdgeType,
      _type: unknown,
      state: Pick<FinalConnectionState, "toNode" | "toHandle" | "isValid">,
    ) => {
      if (state.toNode && !state.isValid) {
        const ends = {
          source: edge.source,
          sourceHandle: edge.sourceHandle ?? null,
          target: state.toNode.id,
        };
        const against = reasonAgainst(ends);
        if (against) refuse(against, pointOf(event));
      }
      moving.current = undefined;
    },
    [reasonAgainst, refuse],
  );

  return {
    reasonAgainst,
    flowProps: { isValidConnection, onConnect, onConnectEnd, onReconnectStart, onReconnect, onReconnectEnd },
  };
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const at = "changedTouches" in event ? event.changedTouches[0]! : event;
  return { x: at.clientX, y: at.clientY };
}

/** The step whose card lies under a point of the window. */
function stepAt({ x, y }: { x: number; y: number }): string | null {
  for (const element of window.document.elementsFromPoint(x, y)) {
    const id = element.closest<HTMLElement>(".react-flow__node")?.dataset.id;
    if (id) return id;
  }
  return null;
}

function isOverPane({ x, y }: { x: number; y: number }): boolean {
  return window.document.elementsFromPoint(x, y).some((element) => element.matches(".react-flow__pane"));
}

import { type FlowDocument, flowDocument } from "@/lib/domain/flow/document";

/** A step for `drawFlow`: config first, then where each port leads. */
export type Drawn = { type: string; config?: Record<string, unknown>; to?: Record<string, string> };

/** A document from a short drawing: `{ t: { type, config, to: { next: "w" } }, … }`. */
export function drawFlow(steps: Record<string, Drawn>, settings: Record<string, unknown> = {}): FlowDocument {
  return flowDocument.parse({
    steps: Object.entries(steps).map(([id, { type, config }], index) => ({
      id,
      type,
      config: config ?? {},
      position: { x: 0, y: index * 120 },
    })),
    edges: Object.entries(steps).flatMap(([from, { to }]) =>
      Object.entries(to ?? {}).map(([port, target]) => ({ id: `${from}-${port}`, from, port, to: target })),
    ),
    settings,
  });
}

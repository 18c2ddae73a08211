"use client";

import { useStore } from "@xyflow/react";
import { useMemo } from "react";
import { contourTile, TILE } from "@/components/canvas/contour-tile";

/** The ground of the map: faint height lines that lie still under the steps and scale with the zoom. */
export function ContourGround() {
  const [x, y, zoom] = useStore((state) => state.transform);
  const image = useMemo(contourTile, []);
  // Far out the lines would close up to a grey: the tile doubles instead.
  const size = TILE * zoom * 2 ** Math.max(0, Math.ceil(Math.log2(0.45 / zoom)));
  const mask = `${image} ${x}px ${y}px / ${size}px ${size}px repeat`;
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-0 bg-contour opacity-45"
      style={{ mask, WebkitMask: mask }}
    />
  );
}

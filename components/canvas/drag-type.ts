/** Under which name a step of the palette is dragged. */
export const DRAG_TYPE = "application/x-cartograph-step";

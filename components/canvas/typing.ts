/** Whether keys belong to what has the focus: a text field, a list, or anything in a dialog or menu over the canvas. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("input, textarea, select, [contenteditable=true]")) return true;
  return target.closest("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]") !== null;
}

/** Whether the focus is on the canvas or on nothing in particular. */
export function isOnCanvas(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target === document.body || target.closest("[data-canvas]") !== null || target.id === "main";
}

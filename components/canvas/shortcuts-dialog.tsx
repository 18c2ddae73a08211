"use client";

import { Fragment } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useModKey } from "@/components/ui/use-mod-key";
import { useUi, useUiStore } from "@/lib/client/editor/context";

/** Stands for the key that commands: Ctrl, or ⌘ on a Mac. */
const MOD = "mod";

const GROUPS: { title: string; keys: [keys: string[], what: string][] }[] = [
  {
    title: "Draw",
    keys: [
      [["N"], "Add a step behind the selected one"],
      [["/"], "Find a step in the palette"],
      [["Enter"], "Open the settings of the selected step"],
      [["Delete"], "Delete what is selected, and close the gap"],
      [[MOD, "D"], "Duplicate"],
      [[MOD, "C"], "Copy steps, also into another flow"],
      [[MOD, "X"], "Cut"],
      [[MOD, "V"], "Paste"],
      [[MOD, "Z"], "Undo"],
      [[MOD, "Shift", "Z"], "Redo"],
    ],
  },
  {
    title: "Move",
    keys: [
      [["Tab"], "Go along the flow"],
      [["Alt", "↑ ↓ ← →"], "Go along the connections"],
      [["↑ ↓ ← →"], "Move the selected steps"],
      [["Shift", "↑ ↓ ← →"], "Move them further"],
      [[MOD, "A"], "Select everything"],
      [["Shift", "drag"], "Select an area"],
      [["Esc"], "Close the settings, then select nothing"],
    ],
  },
  {
    title: "Look",
    keys: [
      [["F"], "Show the whole flow"],
      [["T"], "Tidy up"],
      [["+"], "Zoom in"],
      [["-"], "Zoom out"],
      [["P"], "Show the problems"],
      [[MOD, "K"], "Search everything"],
      [["?"], "This list"],
    ],
  },
];

/** The keys of the canvas. */
export function ShortcutsDialog() {
  const open = useUi((state) => state.shortcuts);
  const ui = useUiStore();
  const mod = useModKey();
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => ui.setState({ shortcuts: next })}
      title="Keyboard"
      description="Single keys work while the canvas has the focus."
      size="lg"
    >
      <div className="gap-x-8 sm:columns-2">
        {GROUPS.map((group) => (
          <section key={group.title} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 font-medium text-muted text-xs">{group.title}</h3>
            <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-y-1">
              {group.keys.map(([keys, what]) => (
                <Fragment key={what}>
                  <dt className="min-w-0 py-0.5">{what}</dt>
                  <dd className="flex items-center justify-end gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key === MOD ? mod : key}</Kbd>
                    ))}
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

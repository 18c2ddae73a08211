"use client";

import { GripVertical } from "lucide-react";
import { type DragEvent, useState } from "react";
import { DRAG_TYPE } from "@/components/canvas/drag-type";
import { type StepChoice, stepGroups } from "@/components/canvas/step-list";
import { StepTile } from "@/components/canvas/step-tile";
import { useActions } from "@/components/canvas/use-actions";
import { SearchInput } from "@/components/ui/search-input";
import { Tooltip } from "@/components/ui/tooltip";

/** The steps there are. Drag one onto the canvas or a connection, or press it: it goes behind the selected step. */
export function Palette() {
  const [search, setSearch] = useState("");
  const { addNext } = useActions();
  const groups = stepGroups(search);
  return (
    <nav
      aria-label="Steps to add"
      className="flex w-52 shrink-0 flex-col border-line border-r bg-ground"
      data-palette
    >
      <div className="p-2">
        <SearchInput value={search} onChange={setSearch} label="Find a step" className="w-full" />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
        {groups.length === 0 ? (
          <p className="px-1 py-6 text-center text-muted text-xs">No step is called “{search.trim()}”.</p>
        ) : null}
        {groups.map((group) => (
          <section key={group.title} className="mb-1">
            <h2 className="px-1 pt-1 pb-0.5 font-medium text-muted text-xs">{group.title}</h2>
            <ul className="flex flex-col gap-1">
              {group.steps.map((step) => (
                <li key={step.type}>
                  <PaletteItem step={step} onAdd={() => addNext(step.type)} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}

function PaletteItem({ step, onAdd }: { step: StepChoice; onAdd: () => void }) {
  const start = (event: DragEvent) => {
    event.dataTransfer.setData(DRAG_TYPE, step.type);
    event.dataTransfer.effectAllowed = "copy";
  };
  return (
    <Tooltip content={step.description} side="right">
      <button
        type="button"
        draggable
        onDragStart={start}
        onClick={onAdd}
        className="group flex w-full cursor-grab items-center gap-2 rounded-md border border-line bg-surface px-1.5 py-[3px] text-sm hover:border-line-strong hover:bg-hover active:cursor-grabbing"
      >
        <StepTile step={step} />
        <GripVertical
          className="size-3.5 shrink-0 text-faint opacity-0 group-hover:opacity-100"
          aria-hidden
        />
      </button>
    </Tooltip>
  );
}

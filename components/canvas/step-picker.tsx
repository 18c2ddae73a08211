"use client";

import { Command } from "cmdk";
import { Popover } from "radix-ui";
import { stepGroups } from "@/components/canvas/step-list";
import { StepTile } from "@/components/canvas/step-tile";
import { useActions } from "@/components/canvas/use-actions";
import { menuItemLook } from "@/components/ui/menu-look";
import { useUi, useUiStore } from "@/lib/client/editor/context";

/** The steps to choose from where one was asked for: in a connection, behind a port, or where a line was let go. */
export function StepPicker() {
  const picker = useUi((state) => state.picker);
  const ui = useUiStore();
  const { addAfter, addInto } = useActions();
  const close = () => ui.setState({ picker: null });
  const choose = (type: string) => {
    if (!picker) return;
    close();
    const { target } = picker;
    if (target.kind === "edge") addInto(target.edgeId, type);
    else addAfter(type, target.from, target.port, target.at);
  };
  return (
    <Popover.Root open={picker !== null} onOpenChange={(open) => !open && close()}>
      <Popover.Anchor asChild>
        <span className="fixed size-0" style={{ left: picker?.x ?? 0, top: picker?.y ?? 0 }} aria-hidden />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          aria-label="Choose a step"
          side="bottom"
          align="center"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 w-72 animate-in overflow-hidden rounded-md border border-line-strong bg-raised shadow-float focus:outline-none"
        >
          <Command label="Find a step" loop filter={matches}>
            <Command.Input
              placeholder="Find a step"
              className="h-9 w-full border-line border-b bg-transparent px-3 text-sm outline-none"
            />
            <Command.List className="max-h-[min(24rem,50dvh)] overflow-y-auto p-1">
              <Command.Empty className="px-2 py-4 text-center text-muted">No step of this name</Command.Empty>
              {stepGroups("", { inside: true }).map((group) => (
                <Command.Group
                  key={group.title}
                  heading={group.title}
                  className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
                >
                  {group.steps.map((step) => (
                    <Command.Item
                      key={step.type}
                      value={step.type}
                      keywords={[step.title, step.description, group.title]}
                      onSelect={() => choose(step.type)}
                      className={`${menuItemLook} data-[selected=true]:bg-hover`}
                    >
                      <StepTile step={step} />
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Every word stands somewhere in it: letters that merely follow each other would find steps nobody meant. */
function matches(_value: string, search: string, keywords: string[] = []): number {
  const text = keywords.join(" ").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
    ? 1
    : 0;
}

"use client";

import { ChevronsUpDown } from "lucide-react";
import { toast } from "sonner";
import { DropdownMenu, MenuLabel, MenuRadioGroup } from "@/components/ui/dropdown-menu";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/client/api";
import type { Me } from "@/lib/client/queries/me";

/** The name of the workspace; with more than one, a menu to change it. */
export function WorkspaceSwitcher({ me }: { me: Me | undefined }) {
  if (!me) return <Skeleton className="w-28" />;
  const name = (
    <span className="min-w-0 flex-1 text-left">
      <span className="block truncate font-semibold text-sm" dir="auto">
        {me.workspace.name}
      </span>
      {me.workspace.demo ? (
        <span
          className="block text-faint text-xs leading-3.5"
          title="The shoppers and sales here are made up."
        >
          Demo data
        </span>
      ) : null}
    </span>
  );
  if (me.workspaces.length < 2) return <div className="min-w-0 flex-1 px-1.5">{name}</div>;
  return (
    <DropdownMenu
      align="start"
      trigger={
        <button
          type="button"
          className="flex min-w-0 flex-1 items-center gap-1 rounded-md px-1.5 py-1 hover:bg-hover aria-expanded:bg-hover"
        >
          {name}
          <ChevronsUpDown className="size-4 shrink-0 text-faint" aria-hidden />
        </button>
      }
    >
      <MenuLabel>Workspace</MenuLabel>
      <MenuRadioGroup
        value={me.workspace.id}
        onChange={change}
        options={me.workspaces.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </DropdownMenu>
  );
}

/** A full load afterwards: nothing fetched for the old workspace may stay on the screen. */
async function change(workspaceId: string): Promise<void> {
  try {
    await api.put("/api/v1/me/workspace", { body: { workspaceId } });
    window.location.assign("/flows");
  } catch (error) {
    toast.error("The workspace was not changed", {
      description: error instanceof Error ? error.message : undefined,
    });
  }
}

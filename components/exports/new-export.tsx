"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { useScheduleExport } from "@/lib/client/queries/exports";
import { useDeniedReason } from "@/lib/client/queries/me";
import { EXPORTED } from "@/lib/domain/list/export";
import { EXPORT_WORDS } from "./export-words";

/** Exports all of one kind. */
export function NewExport() {
  const schedule = useScheduleExport();
  const denied = useDeniedReason()("customers:write", "export lists");
  const [busy, setBusy] = useState(false);
  const run = async (object: (typeof EXPORTED)[number]) => {
    setBusy(true);
    try {
      await schedule.mutateAsync({ object });
    } catch {
      toast.error("The export could not be asked for. Try again.");
    } finally {
      setBusy(false);
    }
  };
  return (
    <DropdownMenu
      trigger={
        <Button variant="primary" disabledReason={denied} loading={busy}>
          New export
        </Button>
      }
    >
      {EXPORTED.map((object) => (
        <MenuItem key={object} onSelect={() => void run(object)}>
          All {EXPORT_WORDS[object].toLowerCase()}
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}

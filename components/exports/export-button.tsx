"use client";

import { Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { type NewExport, useScheduleExport } from "@/lib/client/queries/exports";
import { useDeniedReason } from "@/lib/client/queries/me";
import { EXPORT_WORDS } from "./export-words";

/** Asks for a list as a CSV file, and leads to where it can be downloaded. */
export function ExportButton({ what }: { what: NewExport }) {
  const router = useRouter();
  const schedule = useScheduleExport();
  const denied = useDeniedReason()("customers:write", "export lists");
  return (
    <Button
      disabledReason={denied}
      loading={schedule.isPending}
      onClick={async () => {
        await schedule.mutateAsync(what);
        toast.success(`${EXPORT_WORDS[what.object]} are being exported`, {
          action: { label: "Show", onClick: () => router.push("/exports") },
        });
      }}
    >
      <Download aria-hidden />
      Export
    </Button>
  );
}

"use client";

import { FastForward } from "lucide-react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { useSkipWait } from "@/lib/client/queries/customers";
import { useDeniedReason } from "@/lib/client/queries/me";

/** Lets one run go on now, so that nobody has to wait a day to see what comes next. */
export function SkipWaitButton({
  runId,
  refusal,
  size = "sm",
}: {
  runId: string;
  /** Why it cannot be skipped; null when it can. */
  refusal: string | null;
  size?: "sm" | "md";
}) {
  const skip = useSkipWait();
  const denied = useDeniedReason()("runs:write", "skip waits");
  return (
    <Button
      size={size}
      loading={skip.isPending}
      disabledReason={denied ?? refusal}
      onClick={() =>
        skip.mutate(runId, {
          onSuccess: () =>
            toast.success("Wait skipped", { description: "The customer goes on to the next step." }),
          onError: (error) => toast.error("The wait was not skipped", { description: error.message }),
        })
      }
    >
      <FastForward aria-hidden />
      Skip this wait
    </Button>
  );
}

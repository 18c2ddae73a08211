"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { ApiError } from "@/lib/client/api-error";
import { useImportFlow } from "@/lib/client/queries/flows";

const MOST_BYTES = 4_000_000;

/** Choosing an exported flow's file and making a flow from it. Render `input` once; `choose` opens the file dialog. */
export function useImportFile() {
  const router = useRouter();
  const importFlow = useImportFlow();
  const [busy, setBusy] = useState(false);
  const ref = useRef<HTMLInputElement>(null);

  const take = async (file: File) => {
    setBusy(true);
    try {
      if (file.size > MOST_BYTES) throw new Error("The file is larger than 4 MB, which no flow is.");
      const { flow, notes } = await importFlow.mutateAsync(readJson(await file.text()));
      toast.success("Flow imported", notes.length > 0 ? { description: notes.join(" ") } : {});
      router.push(`/flows/${flow.id}`);
    } catch (error) {
      const first = error instanceof ApiError ? error.errors[0] : undefined;
      toast.error("This file could not be imported", {
        description: first
          ? [first.path, first.message].filter(Boolean).join(": ")
          : (error as Error).message,
      });
    } finally {
      setBusy(false);
    }
  };

  const input = (
    <input
      ref={ref}
      type="file"
      accept="application/json,.json"
      className="sr-only"
      tabIndex={-1}
      aria-label="File of an exported flow"
      onChange={(event) => {
        const file = event.target.files?.[0];
        event.target.value = "";
        if (file) void take(file);
      }}
    />
  );
  return { input, busy, choose: () => ref.current?.click() };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("It is not a JSON file. Choose a file that was made with Export.");
  }
}

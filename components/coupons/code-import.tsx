"use client";

import { useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Download, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { RelativeTime } from "@/components/ui/relative-time";
import {
  type CampaignDetail,
  type CodeImport as File,
  importGoesOn,
  useForgetImport,
  useSendCodes,
} from "@/lib/client/queries/campaigns";
import { useCan } from "@/lib/client/queries/me";
import { ImportProblems } from "./import-problems";
import { type ImportStage, importStage, sendingStage, takenIn } from "./import-words";

/** How far the file of codes is that is sent or taken in, and how the latest one ended; nothing when there is none. */
export function CodeImport({ campaign }: { campaign: CampaignDetail }) {
  const { sending, cancel } = useSendCodes(campaign.id);
  const forget = useForgetImport();
  const mayForget = useCan()("coupons:write");
  const file = campaign.import;
  useEndTold(file);
  if (sending && sending.error === null)
    return (
      <Panel come>
        <Stage stage={sendingStage(sending)} />
        <Button size="sm" onClick={cancel}>
          Cancel
        </Button>
      </Panel>
    );
  if (sending)
    return (
      <Panel onForget={cancel}>
        <Said tone="bad">
          {sending.name} did not get here, and nothing was taken in. {sending.error}
        </Said>
      </Panel>
    );
  if (!file) return null;
  const stage = importStage(file);
  if (stage)
    return (
      <Panel>
        <Stage stage={stage} />
      </Panel>
    );
  return (
    <Panel onForget={mayForget ? () => forget.mutate(campaign.id) : undefined}>
      <Ended file={file} campaignId={campaign.id} />
    </Panel>
  );
}

/** Says it once when a file that was going on a moment ago is in, and shows its codes. */
function useEndTold(file: File | null) {
  const client = useQueryClient();
  const going = useRef<string | null>(null);
  useEffect(() => {
    if (!file) return;
    if (importGoesOn(file)) going.current = file.id;
    else if (going.current === file.id) {
      going.current = null;
      if (file.status !== "done") return;
      toast.success(takenIn(file));
      void client.invalidateQueries({ queryKey: ["pages"] });
    }
  }, [file, client]);
}

function Ended({ file, campaignId }: { file: File; campaignId: string }) {
  if (file.status === "done")
    return (
      <Said tone="ok">
        {takenIn(file)}{" "}
        <span className="text-muted">
          <RelativeTime at={file.createdAt} />
        </span>
      </Said>
    );
  if (file.status === "failed")
    return (
      <Said tone="bad">
        {file.fileName}: {file.failure}
      </Said>
    );
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-3">
      <ImportProblems answer={file} fileName={file.fileName} />
      <Button asChild size="sm" className="self-start">
        <a href={`/api/v1/campaigns/${campaignId}/codes/imports/problems`} download>
          <Download aria-hidden />
          Download the refused lines
        </a>
      </Button>
    </div>
  );
}

/** `come`: is brought into sight when it appears, since what began it stands further down. */
function Panel({
  come = false,
  onForget,
  children,
}: {
  come?: boolean;
  onForget?: (() => void) | undefined;
  children: React.ReactNode;
}) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (come) panel.current?.scrollIntoView({ block: "center" });
  }, [come]);
  return (
    <section
      ref={panel}
      aria-label="Upload of codes"
      className="flex items-start gap-4 rounded-lg border border-line bg-surface px-5 py-4 shadow-card"
    >
      {children}
      {onForget ? (
        <IconButton label="Dismiss" size="sm" onClick={onForget} className="-my-1 -mr-2 ml-auto">
          <X />
        </IconButton>
      ) : null}
    </section>
  );
}

function Stage({ stage: { label, detail, value } }: { stage: ImportStage }) {
  return <Progress value={value} label={label} detail={detail} className="flex-1" />;
}

function Said({ tone, children }: { tone: "ok" | "bad"; children: React.ReactNode }) {
  const Icon = tone === "ok" ? CircleCheck : CircleAlert;
  return (
    <p role={tone === "ok" ? "status" : "alert"} className="flex min-w-0 items-start gap-2 text-sm">
      <Icon className={`mt-0.5 size-4 shrink-0 ${tone === "ok" ? "text-ok" : "text-bad"}`} aria-hidden />
      <span className="min-w-0 break-words">{children}</span>
    </p>
  );
}

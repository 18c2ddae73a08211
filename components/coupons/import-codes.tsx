"use client";

import { CircleAlert, CircleCheck, Upload } from "lucide-react";
import { useId, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Table, Td, Th } from "@/components/ui/table";
import { type CampaignDetail, type CodesFile, useImportCodes } from "@/lib/client/queries/campaigns";
import { useDeniedReason } from "@/lib/client/queries/me";
import { formatExact } from "@/lib/utils/format-number";
import { plural } from "@/lib/utils/plural";
import { ImportProblems } from "./import-problems";

/** Takes codes in from a CSV: the file is checked first and shown, and then taken in whole or not at all. */
export function ImportCodes({ campaign }: { campaign: CampaignDetail }) {
  const denied = useDeniedReason()("coupons:write", "upload codes");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      size="lg"
      title="Upload codes"
      description="A CSV with a column “code” and, where wanted, “email” (whom the code is given to), “starts_at”, “expires_at”, “max_redemptions”, “active”, and metadata such as “metadata.source”."
      trigger={
        <Button disabledReason={denied}>
          <Upload aria-hidden />
          Upload CSV
        </Button>
      }
    >
      {open ? <Steps campaign={campaign} onDone={() => setOpen(false)} /> : null}
    </Dialog>
  );
}

function Steps({ campaign, onDone }: { campaign: CampaignDetail; onDone: () => void }) {
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const check = useImportCodes(campaign.id, true);
  const take = useImportCodes(campaign.id, false);
  const checked = check.data;
  const refused =
    (take.data && !take.data.imported ? take.data : null) ??
    (checked && checked.refused > 0 ? checked : null);
  const error = check.error ?? take.error;
  const choose = (next: File | null) => {
    setFile(next);
    take.reset();
    check.reset();
    if (next) check.mutate(next);
  };
  return (
    <div className="flex flex-col gap-4">
      <div>
        <label htmlFor={id} className="mb-1.5 block font-medium text-sm">
          File
        </label>
        <input
          id={id}
          type="file"
          accept=".csv,text/csv"
          onChange={(event) => choose(event.target.files?.[0] ?? null)}
          className="block w-full text-sm file:mr-3 file:rounded-md file:border file:border-control file:bg-surface file:px-3 file:py-1.5 file:text-sm"
        />
      </div>
      <div aria-live="polite" className="flex flex-col gap-4">
        {check.isPending ? <p className="text-muted text-sm">Checking {file?.name}, line by line.</p> : null}
        {error ? (
          <p
            role="alert"
            className="flex items-start gap-2 rounded-md bg-bad-soft px-3 py-2 text-bad text-sm"
          >
            <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
            {error.message}
          </p>
        ) : null}
        {refused ? <ImportProblems answer={refused} /> : null}
        {checked && !refused ? <Preview answer={checked} /> : null}
      </div>
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          variant="primary"
          loading={take.isPending}
          disabledReason={
            file === null
              ? "Choose a file first."
              : !checked || refused
                ? "The file has to be without a fault first."
                : checked.codes === 0
                  ? "The file holds no code."
                  : null
          }
          onClick={() => {
            if (file)
              take.mutate(file, {
                onSuccess: (answer) => {
                  if (!answer.imported) return;
                  toast.success(`${plural(answer.codes, "code")} taken in`, { description: campaign.name });
                  onDone();
                },
              });
          }}
        >
          {checked && checked.codes > 0 && !refused
            ? `Take in ${plural(checked.codes, "code")}`
            : "Take in codes"}
        </Button>
      </div>
    </div>
  );
}

function Preview({ answer }: { answer: CodesFile }) {
  return (
    <>
      <p className="flex items-center gap-2 text-sm">
        <CircleCheck className="size-4 shrink-0 text-ok" aria-hidden />
        {plural(answer.codes, "code")}
        {answer.given > 0
          ? `, ${formatExact(answer.given)} of them given to the customer with the e-mail`
          : ""}
        . Nothing is taken in yet.
      </p>
      <Table>
        <thead>
          <tr>
            <Th>Code</Th>
            <Th>Given to</Th>
          </tr>
        </thead>
        <tbody>
          {answer.preview.map(({ code, email }) => (
            <tr key={code}>
              <Td className="font-mono">{code}</Td>
              <Td dir="auto">{email ?? <span className="text-faint">nobody yet</span>}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

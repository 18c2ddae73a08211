"use client";

import { CircleAlert, CircleCheck, Upload } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Table, Td, Th } from "@/components/ui/table";
import {
  type CampaignDetail,
  type CodesFile,
  importGoesOn,
  useCheckCodes,
  useSendCodes,
} from "@/lib/client/queries/campaigns";
import { useDeniedReason } from "@/lib/client/queries/me";
import { formatBytes } from "@/lib/utils/format-bytes";
import { formatExact } from "@/lib/utils/format-number";
import { plural } from "@/lib/utils/plural";
import { ImportProblems } from "./import-problems";

/** Takes codes in from a CSV, whole or not at all; one of usual size is checked and shown before. */
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

/** A larger file is not sent twice only to be looked at first. */
const CHECKED_FIRST = 5_000_000;

function Steps({ campaign, onDone }: { campaign: CampaignDetail; onDone: () => void }) {
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const check = useCheckCodes(campaign.id);
  const { sending, send } = useSendCodes(campaign.id);
  const large = file !== null && file.size > CHECKED_FIRST;
  const checked = check.data;
  const refused = checked !== undefined && checked.refused > 0;
  const going = campaign.import !== null && importGoesOn(campaign.import);
  const choose = (next: File | null) => {
    setFile(next);
    check.reset();
    if (next && next.size <= CHECKED_FIRST) check.mutate(next);
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
          // Browsers say nothing when the same file is chosen again, as it is once it has been mended: so it is put down first.
          onClick={(event) => {
            event.currentTarget.value = "";
            choose(null);
          }}
          onChange={(event) => choose(event.target.files?.[0] ?? null)}
          className="block w-full text-sm file:mr-3 file:rounded-md file:border file:border-control file:bg-surface file:px-3 file:py-1.5 file:text-sm"
        />
      </div>
      <div aria-live="polite" className="flex flex-col gap-4">
        {check.isPending ? <p className="text-muted text-sm">Checking {file?.name}, line by line.</p> : null}
        {check.error ? (
          <div className="flex items-start gap-2 rounded-md bg-bad-soft px-3 py-2 text-bad text-sm">
            <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
            <p role="alert" className="min-w-0 flex-1">
              {check.error.message}
            </p>
            <Button size="sm" onClick={() => choose(file)}>
              Check again
            </Button>
          </div>
        ) : null}
        {large ? (
          <p className="text-muted text-sm">
            {formatBytes(file.size)}. Every line is checked once the file has arrived. One line that cannot be
            taken in refuses the whole file, and you are shown which.
          </p>
        ) : null}
        {checked && refused ? <ImportProblems answer={checked} fileName={file?.name ?? "the file"} /> : null}
        {checked && !refused ? <Preview answer={checked} /> : null}
      </div>
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          variant="primary"
          disabledReason={
            going || sending?.error === null
              ? "Another file of codes is being taken in."
              : file === null
                ? "Choose a file first."
                : large
                  ? null
                  : !checked || refused
                    ? "The file has to be without a fault first."
                    : checked.codes === 0
                      ? "The file holds no code."
                      : null
          }
          onClick={() => {
            if (!file) return;
            // What becomes of it is shown on the page.
            send(file);
            onDone();
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
      {/* No taller than this, so that the button below it is in sight. */}
      <div className="max-h-[30dvh] overflow-y-auto">
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
      </div>
    </>
  );
}

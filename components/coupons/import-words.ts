import type { CodeImport } from "@/lib/client/queries/campaigns";
import type { Sending } from "@/lib/client/send-file";
import { formatBytes } from "@/lib/utils/format-bytes";
import { formatExact } from "@/lib/utils/format-number";
import { plural } from "@/lib/utils/plural";

/** How far a file is: `value` from 0 to 1, or null while that is not known. */
export type ImportStage = { label: string; detail: string; value: number | null };

/** A file that is being sent. */
export function sendingStage({ name, sent, total }: Sending): ImportStage {
  if (sent >= total) return { label: `${name} has arrived`, detail: formatBytes(total), value: 1 };
  return {
    label: `Sending ${name}. Keep this window open.`,
    detail: `${formatBytes(sent)} of ${formatBytes(total)}`,
    value: sent / total,
  };
}

/** A file that is looked at or written; null once it has ended. */
export function importStage(file: CodeImport): ImportStage | null {
  if (file.status === "checking" && file.lines === 0)
    return {
      label: `${file.fileName} has arrived. You can leave this page.`,
      detail: "It is checked as soon as no other file of codes is",
      value: null,
    };
  if (file.status === "checking")
    return {
      label: `Checking ${file.fileName} line by line. You can leave this page.`,
      detail: `${plural(file.lines, "line")} so far${file.refused > 0 ? `, ${formatExact(file.refused)} refused` : ""}`,
      value: null,
    };
  if (file.status === "writing")
    return {
      label: `Taking in the codes of ${file.fileName}. You can leave this page.`,
      detail: `${formatExact(file.written)} of ${formatExact(file.codes)}`,
      value: file.codes === 0 ? null : file.written / file.codes,
    };
  return null;
}

/** What became of a file that was taken in. */
export function takenIn({ codes, given, fileName }: CodeImport): string {
  const gifts = given > 0 ? `, ${formatExact(given)} of them given to the customer with the e-mail` : "";
  return `${plural(codes, "code")} of ${fileName} taken in${gifts}.`;
}

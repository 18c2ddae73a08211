import type { CodesFile } from "@/lib/client/queries/campaigns";
import { formatExact } from "@/lib/utils/format-number";
import { plural } from "@/lib/utils/plural";

/** Why a file was refused, line by line. */
export function ImportProblems({
  answer,
  fileName,
}: {
  answer: Pick<CodesFile, "refused" | "problems">;
  fileName: string;
}) {
  const { refused, problems } = answer;
  return (
    <div role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm">
      <p className="font-medium text-bad">
        {plural(refused, "line")} of {fileName} cannot be taken in, so nothing is. Mend the file and upload it
        again.
      </p>
      <ul className="mt-2 flex max-h-64 flex-col gap-1 overflow-y-auto">
        {problems.map(({ line, column, message }) => (
          <li key={`${line}:${column}:${message}`} className="flex gap-3">
            <span className="tabular w-36 shrink-0 text-muted">
              Line {formatExact(line)}
              {column ? `, ${column}` : ""}
            </span>
            <span className="min-w-0 break-words">{message}</span>
          </li>
        ))}
      </ul>
      {refused > problems.length ? (
        <p className="mt-2 border-line border-t pt-2 text-muted text-xs">
          And {formatExact(refused - problems.length)} more.
        </p>
      ) : null}
    </div>
  );
}

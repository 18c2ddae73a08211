import { RelativeTime } from "@/components/ui/relative-time";
import type { MessageDetail } from "@/lib/client/queries/messages";
import { cn } from "@/lib/utils/cn";

/** What happened to a message, in order. */
export function MessageHistory({ message }: { message: MessageDetail }) {
  const { history, sendBefore, status } = message;
  return (
    <ol className="flex flex-col">
      {history.map((entry, index) => (
        <li key={`${entry.at}:${entry.what}`} className="relative flex gap-3 pb-4 last:pb-0">
          <span
            className={cn(
              "relative z-10 mt-1.5 size-2 shrink-0 rounded-full bg-step-message",
              index === history.length - 1 && "ring-4 ring-step-message-soft",
            )}
            aria-hidden
          />
          {index < history.length - 1 ? (
            <span className="absolute top-2 bottom-0 left-[3.5px] w-px bg-line-strong" aria-hidden />
          ) : null}
          <span className="min-w-0 text-sm">
            <span className="block">{entry.what}</span>
            <RelativeTime at={entry.at} className="text-muted text-xs" />
            {entry.detail ? (
              <span className="block break-words text-muted text-xs">{entry.detail}</span>
            ) : null}
          </span>
        </li>
      ))}
      {status === "queued" && sendBefore ? (
        <li className="pt-2 text-muted text-xs">
          Not sent after <RelativeTime at={sendBefore} />.
        </li>
      ) : null}
    </ol>
  );
}

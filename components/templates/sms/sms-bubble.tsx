/** A text message as a phone shows it. */
export function SmsBubble({ text, shownAs }: { text: string; shownAs: string }) {
  return (
    <figure className="mx-auto w-full max-w-[340px] self-start rounded-[28px] border border-line-strong bg-surface p-3 shadow-card">
      <div className="flex min-h-72 flex-col justify-end rounded-[18px] bg-sunken p-3">
        <p
          className="w-fit max-w-full whitespace-pre-wrap rounded-lg rounded-bl-none bg-step-message-soft px-3 py-2 text-ink text-sm [overflow-wrap:anywhere]"
          dir="auto"
        >
          {text || "Nothing to show yet."}
        </p>
      </div>
      <figcaption className="px-2 pt-2 text-center text-muted text-xs">{shownAs}</figcaption>
    </figure>
  );
}

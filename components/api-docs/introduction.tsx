/** What holds for every call, from the document's own description. */
export function Introduction({ text, documentPath }: { text: string; documentPath: string }) {
  return (
    <div className="flex max-w-prose flex-col gap-2 text-muted text-sm">
      {text.split("\n\n").map((paragraph) => (
        <p key={paragraph}>
          <Marked text={paragraph} />
        </p>
      ))}
      <p>
        The same as a document for tools:{" "}
        <a className="text-info underline" href={documentPath}>
          {documentPath}
        </a>
      </p>
    </div>
  );
}

/** The two marks that our own texts use: **bold** and `code`. */
function Marked({ text }: { text: string }) {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part, index) => {
    // biome-ignore-start lint/suspicious/noArrayIndexKey: parts of a fixed text, always in this order
    if (part.startsWith("**")) {
      return (
        <strong key={index} className="font-medium text-ink">
          {part.slice(2, -2)}
        </strong>
      );
    }
    if (part.startsWith("`")) {
      return (
        <code key={index} className="rounded-sm bg-sunken px-1 text-xs">
          {part.slice(1, -1)}
        </code>
      );
    }
    return part;
    // biome-ignore-end lint/suspicious/noArrayIndexKey: as above
  });
}

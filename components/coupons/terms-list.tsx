/** Terms as sentences under one another. */
export function TermsList({ terms }: { terms: readonly string[] }) {
  return (
    <ul className="flex flex-col gap-2 text-muted text-sm">
      {terms.map((term) => (
        <li key={term} className="border-line-strong border-l-2 pl-3">
          {term}
        </li>
      ))}
    </ul>
  );
}

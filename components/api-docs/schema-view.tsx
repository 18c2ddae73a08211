import { Badge } from "@/components/ui/badge";
import type { Line, Variant } from "./describe-schema";

/** The fields of a body or an answer; the deeper ones open on demand. */
export function SchemaView({ shapes, depth = 0 }: { shapes: readonly Variant[]; depth?: number }) {
  return (
    <div className="flex flex-col gap-3">
      {shapes.map((shape, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the document is fixed, and shapes have no other name
        <div key={index}>
          {shape.title ? <p className="mb-1 font-medium text-xs">{shape.title}</p> : null}
          <ul className="flex flex-col">
            {shape.lines.map((line) => (
              <FieldLine key={line.name} line={line} depth={depth} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function FieldLine({ line, depth }: { line: Line; depth: number }) {
  return (
    <li className="border-line border-t py-1.5 text-sm first:border-t-0">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <code className="break-all font-medium text-xs">{line.name}</code>
        <span className="text-muted text-xs">{line.type}</span>
        {line.required ? null : <Badge>optional</Badge>}
      </p>
      {line.notes.length > 0 ? (
        <p className="mt-0.5 max-w-prose break-words text-muted text-xs">{line.notes.join("; ")}</p>
      ) : null}
      {line.inside.length > 0 ? (
        <details className="mt-1" open={depth === 0 && size(line.inside) <= 12}>
          <summary className="w-fit cursor-pointer rounded-sm text-info text-xs">
            {size(line.inside)} fields
          </summary>
          <div className="mt-1 border-line border-l-2 pl-3">
            <SchemaView shapes={line.inside} depth={depth + 1} />
          </div>
        </details>
      ) : null}
    </li>
  );
}

function size(shapes: readonly Variant[]): number {
  return shapes.reduce((total, { lines }) => total + lines.length, 0);
}

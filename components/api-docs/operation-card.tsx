"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { cn } from "@/lib/utils/cn";
import { curlOf } from "./curl";
import { describeSchema, typeOf } from "./describe-schema";
import type { Operation, Parameter, Schema } from "./operations";
import { SchemaView } from "./schema-view";

const TONES: Record<string, BadgeTone> = {
  GET: "info",
  POST: "entry",
  PUT: "wait",
  PATCH: "wait",
  DELETE: "bad",
};

/** One call: its address and purpose, and, opened, what it takes and what it answers. */
export function OperationCard({
  operation,
  schemas,
  serverUrl,
}: {
  operation: Operation;
  schemas: Readonly<Record<string, Schema>>;
  serverUrl: string;
}) {
  const { id, method, path, summary } = operation;
  const [open, setOpen] = useState(false);

  // A link to one call shows it opened.
  useEffect(() => {
    if (window.location.hash === `#${id}`) setOpen(true);
  }, [id]);

  return (
    <article id={id} className="scroll-mt-6 rounded-lg border border-line bg-surface shadow-card">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex w-full items-start gap-3 rounded-lg px-4 py-3 text-left hover:bg-hover"
        >
          <ChevronRight
            className={cn("mt-0.5 size-4 shrink-0 text-muted transition-transform", open && "rotate-90")}
            aria-hidden
          />
          <Badge tone={TONES[method] ?? "neutral"} className="w-16 shrink-0 justify-center font-mono">
            {method}
          </Badge>
          <span className="min-w-0">
            <code className="block break-all text-sm">{path}</code>
            <span className="block text-muted text-sm">{summary}</span>
          </span>
        </button>
      </h3>
      {open ? <Details operation={operation} schemas={schemas} serverUrl={serverUrl} /> : null}
    </article>
  );
}

function Details({
  operation,
  schemas,
  serverUrl,
}: {
  operation: Operation;
  schemas: Readonly<Record<string, Schema>>;
  serverUrl: string;
}) {
  const { description, parameters, body, answer } = operation;
  return (
    <div className="border-line border-t px-5 pt-4 pb-5">
      {description.split("\n\n").map((paragraph) => (
        <p key={paragraph} className="mb-2 max-w-prose text-muted text-sm">
          {paragraph.replaceAll("`", "")}
        </p>
      ))}
      <div className="mt-3 grid grid-cols-1 gap-x-8 gap-y-4 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Parameters
            title="In the address"
            parameters={parameters.filter((one) => one.in === "path")}
            schemas={schemas}
          />
          <Parameters
            title="Query"
            parameters={parameters.filter((one) => one.in === "query")}
            schemas={schemas}
          />
          {body ? (
            <Part title="Body">
              <SchemaView shapes={describeSchema(body, schemas)} />
            </Part>
          ) : null}
          <Part title={`Answer, ${answer.status}`}>
            {answer.schema ? <Answer schema={answer.schema} schemas={schemas} /> : <Nothing />}
          </Part>
        </div>
        <div className="min-w-0">
          <CodeBlock samples={[{ label: "curl", code: curlOf(operation, schemas, serverUrl) }]} />
        </div>
      </div>
    </div>
  );
}

function Answer({ schema, schemas }: { schema: Schema; schemas: Readonly<Record<string, Schema>> }) {
  const shapes = describeSchema(schema, schemas);
  if (shapes.length > 0) return <SchemaView shapes={shapes} />;
  return <p className="text-muted text-xs">{typeOf(schema, schemas)}</p>;
}

function Nothing() {
  return <p className="text-muted text-xs">No body.</p>;
}

function Parameters({
  title,
  parameters,
  schemas,
}: {
  title: string;
  parameters: readonly Parameter[];
  schemas: Readonly<Record<string, Schema>>;
}) {
  if (parameters.length === 0) return null;
  const schema: Schema = {
    type: "object",
    properties: Object.fromEntries(
      parameters.map(({ name, description, schema = {} }) => [
        name,
        { ...schema, ...(description ? { description } : {}) },
      ]),
    ),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  };
  return (
    <Part title={title}>
      <SchemaView shapes={describeSchema(schema, schemas)} />
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h4 className="mb-1 font-medium text-muted text-xs">{title}</h4>
      {children}
    </div>
  );
}

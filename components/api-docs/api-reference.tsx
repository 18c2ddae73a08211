"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Logo } from "@/components/shell/logo";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { SearchInput } from "@/components/ui/search-input";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/client/api";
import { Introduction } from "./introduction";
import { OperationCard } from "./operation-card";
import { type Schema, type Section, sectionsOf } from "./operations";

const PATH = "/api/v1/openapi.json";
type Document = {
  info: { description?: string };
  servers?: { url: string }[];
  tags?: { name: string }[];
  paths: Record<string, unknown>;
  components?: { schemas?: Record<string, Schema> };
};

/** The reference, read from the same document that tools read: sections at the left, calls at the right. */
export function ApiReference() {
  const { data, error, refetch } = useQuery({
    queryKey: ["openapi"],
    queryFn: ({ signal }) => api.get<Document>(PATH, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [search, setSearch] = useState("");
  const sections = useMemo(() => (data ? sectionsOf(data.paths, data.tags ?? []) : []), [data]);
  const found = useMemo(() => matching(sections, search), [sections, search]);

  return (
    <div className="mx-auto flex max-w-[1440px] flex-col gap-8 px-8 py-6 lg:flex-row">
      <Sections sections={found} />
      <main className="flex min-w-0 flex-1 flex-col gap-8">
        <header>
          <h1 className="mb-2 font-semibold text-lg tracking-tight">API reference</h1>
          {data ? <Introduction text={data.info.description ?? ""} documentPath={PATH} /> : null}
        </header>
        {data ? (
          <>
            <div className="max-w-96">
              <SearchInput value={search} onChange={setSearch} label="Search calls" />
            </div>
            {found.length === 0 ? (
              <EmptyState title={`No call fits “${search}”`}>
                Search by address, or by what it does.
              </EmptyState>
            ) : null}
            {found.map(({ tag, anchor, operations }) => (
              <section key={tag} id={anchor} aria-labelledby={`${anchor}-title`} className="scroll-mt-6">
                <h2 id={`${anchor}-title`} className="mb-3 font-semibold text-lg tracking-tight">
                  {tag}
                </h2>
                <div className="flex flex-col gap-2">
                  {operations.map((operation) => (
                    <OperationCard
                      key={operation.id}
                      operation={operation}
                      schemas={data.components?.schemas ?? {}}
                      serverUrl={data.servers?.[0]?.url ?? ""}
                    />
                  ))}
                </div>
              </section>
            ))}
          </>
        ) : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <div className="flex flex-col gap-2">
            {Array.from({ length: 8 }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: eight alike
              <Skeleton key={index} className="h-17 rounded-lg" />
            ))}
          </div>
        )}
      </main>
    </div>
  );
}

function Sections({ sections }: { sections: readonly Section[] }) {
  return (
    <nav
      aria-label="Sections"
      className="shrink-0 lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:w-56 lg:self-start lg:overflow-y-auto"
    >
      <Logo className="mb-4" />
      <ul className="flex flex-wrap gap-0.5 lg:flex-col">
        {sections.map(({ tag, anchor, operations }) => (
          <li key={tag}>
            <a
              href={`#${anchor}`}
              className="flex h-7 items-center justify-between gap-3 rounded-md px-2 text-muted text-sm hover:bg-hover hover:text-ink"
            >
              {tag}
              <span className="tabular text-faint text-xs">{operations.length}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The calls in which every word of the search occurs. */
function matching(sections: readonly Section[], search: string): Section[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return sections.flatMap((section) => {
    const operations = section.operations.filter(({ method, path, summary }) => {
      const text = `${section.tag} ${method} ${path} ${summary}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    return operations.length > 0 ? [{ ...section, operations }] : [];
  });
}

"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "@/lib/client/api";

type Page<T> = { data: T[]; nextCursor: string | null };
type Query = Record<string, string | number | boolean | null | undefined>;

/**
 * A list of the server, page by page: its `table` goes to DataTable as it is. While a changed query loads, the rows of
 * the one before stay. `refetchEveryMs` keeps a live list fresh.
 */
export function usePages<T>(
  path: string,
  query: Query = {},
  options: { refetchEveryMs?: number; enabled?: boolean } = {},
) {
  const result = useInfiniteQuery({
    queryKey: ["pages", path, query],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<T>>(path, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: options.refetchEveryMs ?? false,
    enabled: options.enabled ?? true,
  });
  const pages = result.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.data), [pages]);
  return {
    rows,
    refetch: result.refetch,
    table: {
      rows,
      error: result.error,
      onRetry: () => void result.refetch(),
      hasMore: result.hasNextPage,
      onLoadMore: () => void result.fetchNextPage(),
      loadingMore: result.isFetchingNextPage,
      updating: result.isPlaceholderData,
    },
  };
}

/** The key of every page of a list, for queryClient.invalidateQueries after a write. */
export function pagesKey(path: string): readonly [string, string] {
  return ["pages", path];
}

"use client";

import { useCallback, useEffect, useReducer, useRef } from "react";
import { eventStreamUrl, fetchEvents, type LoggedEvent } from "./events";

type Filter = { name: string; customer: string };
type Line = "loading" | "live" | "reconnecting" | "failed";

export type LiveEvents = {
  /** Newest first, at most 500; undefined while the first ones load. */
  events: LoggedEvent[] | undefined;
  /** Ids that came while somebody watched. */
  fresh: ReadonlySet<string>;
  line: Line;
  error: unknown;
  /** How many came while paused. */
  held: number;
  /** How many came so fast that they were not shown. */
  skipped: number;
  hasEarlier: boolean;
  loadingEarlier: boolean;
  /** Down to when was searched, when a page with a filter ended before it was full. */
  searchedBackTo: string | null;
  loadEarlier: () => void;
  retry: () => void;
};

const SHOWN = 500;
const PAGE = 50;
const TRY_AGAIN_MS = 5_000;

/** The log as it grows: what is there, then what comes, each with what it caused. Pausing holds back what comes. */
export function useLiveEvents(filter: Filter, paused: boolean): LiveEvents {
  const [state, dispatch] = useReducer(reduce, EMPTY);
  const { name, customer } = filter;
  const attempt = state.attempt;
  const newest = useRef<string | undefined>(undefined);
  useEffect(() => {
    newest.current = state.newest;
  }, [state.newest]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt begins anew
  useEffect(() => {
    const gone = new AbortController();
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const given = { ...(name && { name }), ...(customer && { customer }) };

    const listen = () => {
      source = new EventSource(eventStreamUrl({ ...given, after: newest.current ?? "0" }));
      source.onopen = () => dispatch({ kind: "line", line: "live" });
      source.addEventListener("seen", ({ data }) =>
        dispatch({ kind: "seen", event: JSON.parse(data) as LoggedEvent }),
      );
      source.addEventListener("handled", ({ data }) =>
        dispatch({ kind: "handled", ...(JSON.parse(data) as Handled) }),
      );
      source.addEventListener("skipped", ({ data }) =>
        dispatch({ kind: "skipped", count: (JSON.parse(data) as { count: number }).count }),
      );
      source.onerror = () => {
        dispatch({ kind: "line", line: "reconnecting" });
        // The browser reconnects by itself after a cut, but not after a refusal.
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(listen, TRY_AGAIN_MS);
      };
    };
    const begin = async () => {
      dispatch({ kind: "reset" });
      try {
        const page = await fetchEvents({ ...given, limit: PAGE }, gone.signal);
        dispatch({ kind: "page", ...page });
        newest.current = page.data[0]?.id;
        listen();
      } catch (error) {
        if (!gone.signal.aborted) dispatch({ kind: "failed", error });
      }
    };
    void begin();
    return () => {
      gone.abort();
      clearTimeout(timer);
      source?.close();
    };
  }, [name, customer, attempt]);

  useEffect(() => dispatch({ kind: "pause", paused }), [paused]);

  const { nextCursor, loadingEarlier } = state;
  const loadEarlier = useCallback(async () => {
    if (!nextCursor || loadingEarlier) return;
    dispatch({ kind: "earlier" });
    try {
      const page = await fetchEvents({
        ...(name && { name }),
        ...(customer && { customer }),
        cursor: nextCursor,
        limit: PAGE,
      });
      dispatch({ kind: "page", ...page });
    } catch (error) {
      dispatch({ kind: "failed", error });
    }
  }, [name, customer, nextCursor, loadingEarlier]);
  const retry = useCallback(() => dispatch({ kind: "retry" }), []);

  return {
    ...state,
    held: state.heldEvents.length,
    hasEarlier: nextCursor !== null,
    loadEarlier: () => void loadEarlier(),
    retry,
  };
}

type Handled = { id: string; causes: LoggedEvent["causes"] };
type Action =
  | { kind: "reset" | "earlier" | "retry" }
  | { kind: "page"; data: LoggedEvent[]; nextCursor: string | null; searchedBackTo: string | null }
  | { kind: "seen"; event: LoggedEvent }
  | ({ kind: "handled" } & Handled)
  | { kind: "skipped"; count: number }
  | { kind: "line"; line: Line }
  | { kind: "pause"; paused: boolean }
  | { kind: "failed"; error: unknown };

type State = {
  events: LoggedEvent[] | undefined;
  heldEvents: LoggedEvent[];
  fresh: ReadonlySet<string>;
  paused: boolean;
  newest: string | undefined;
  nextCursor: string | null;
  searchedBackTo: string | null;
  loadingEarlier: boolean;
  skipped: number;
  line: Line;
  error: unknown;
  attempt: number;
};

const EMPTY: State = {
  events: undefined,
  heldEvents: [],
  fresh: new Set(),
  paused: false,
  newest: undefined,
  nextCursor: null,
  searchedBackTo: null,
  loadingEarlier: false,
  skipped: 0,
  line: "loading",
  error: null,
  attempt: 0,
};

function reduce(state: State, action: Action): State {
  switch (action.kind) {
    case "reset":
      return { ...EMPTY, paused: state.paused, attempt: state.attempt };
    case "retry":
      return { ...state, attempt: state.attempt + 1 };
    case "earlier":
      return { ...state, loadingEarlier: true };
    case "page": {
      const { data, nextCursor, searchedBackTo } = action;
      const events = merge(state.events ?? [], data, Number.POSITIVE_INFINITY);
      return {
        ...state,
        events,
        nextCursor,
        searchedBackTo,
        loadingEarlier: false,
        newest: later(state.newest, data[0]?.id),
        error: null,
      };
    }
    case "seen": {
      const newest = later(state.newest, action.event.id);
      if (state.paused) return { ...state, newest, heldEvents: merge(state.heldEvents, [action.event]) };
      return {
        ...state,
        newest,
        events: merge(state.events ?? [], [action.event]),
        fresh: new Set([...state.fresh, action.event.id].slice(-SHOWN)),
      };
    }
    case "handled": {
      const settle = (event: LoggedEvent) =>
        event.id === action.id ? { ...event, handled: true, causes: action.causes } : event;
      return { ...state, events: state.events?.map(settle), heldEvents: state.heldEvents.map(settle) };
    }
    case "skipped":
      return { ...state, skipped: state.skipped + action.count };
    case "line":
      return { ...state, line: action.line };
    case "pause":
      if (action.paused) return { ...state, paused: true };
      return {
        ...state,
        paused: false,
        events: state.events && merge(state.events, state.heldEvents),
        heldEvents: [],
      };
    case "failed":
      return { ...state, loadingEarlier: false, line: "failed", error: action.error };
  }
}

/** Both, newest first, each event once. */
function merge(events: LoggedEvent[], more: LoggedEvent[], most = SHOWN): LoggedEvent[] {
  const byId = new Map([...more, ...events].map((event) => [event.id, event]));
  return [...byId.values()]
    .sort((a, b) => Number(b.id) - Number(a.id))
    .slice(0, Math.max(most, events.length));
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Number(a) > Number(b) ? a : b;
}

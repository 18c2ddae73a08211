export type SpanAttributes = Record<string, string | number | boolean>;

/** What a span is called and told. Attributes as OpenTelemetry's conventions name them; none of a person's data. */
export type SpanOf<Result> = {
  name: string;
  kind?: "server" | "internal";
  attributes?: SpanAttributes;
  /** Of the request that asked for the work: a `traceparent` in it goes on here. */
  headers?: Headers;
  /** What came of it; null when there was nothing to do, which is not told. */
  sum?: (result: Result) => SpanAttributes | null;
};

export type Tracing = {
  span: <Result>(of: SpanOf<Result>, work: () => Promise<Result>) => Promise<Result>;
  /** Hands over what is left. */
  stop: () => Promise<void>;
};

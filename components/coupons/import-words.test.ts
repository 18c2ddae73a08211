import { expect, test } from "vitest";
import type { CodeImport } from "@/lib/client/queries/campaigns";
import { importStage, sendingStage, takenIn } from "./import-words";

const FILE: CodeImport = {
  id: "0198c2de-7a11-7000-8000-000000000001",
  fileName: "spring.csv",
  status: "checking",
  lines: 40_000,
  codes: 0,
  written: 0,
  given: 0,
  refused: 0,
  problems: [],
  failure: null,
  createdAt: "2026-05-01T10:00:00.000Z",
};

test("S3-49: a file on its way says the bytes sent of all", () => {
  const sending = { name: "spring.csv", sent: 250_000_000, total: 1_000_000_000, error: null };
  expect(sendingStage(sending)).toMatchObject({ detail: "250 MB of 1 GB", value: 0.25 });
  expect(sendingStage({ ...sending, sent: 1_000_000_000 })).toMatchObject({
    label: "spring.csv has arrived",
    value: 1,
  });
  expect(sendingStage({ ...sending, sent: 0, total: 0 }).value).toBe(1);
});

test("S3-49: a file that arrived says the lines looked at, and then the codes written of all", () => {
  expect(importStage(FILE)).toMatchObject({ detail: "40,000 lines so far", value: null });
  expect(importStage({ ...FILE, lines: 0 })?.detail).toContain("as soon as no other file");
  expect(importStage({ ...FILE, refused: 3 })?.detail).toBe("40,000 lines so far, 3 refused");
  const writing = { ...FILE, status: "writing" as const, codes: 40_000, written: 10_000 };
  expect(importStage(writing)).toMatchObject({ detail: "10,000 of 40,000", value: 0.25 });
  for (const status of ["done", "refused", "failed"] as const)
    expect(importStage({ ...FILE, status })).toBeNull();
  expect(takenIn({ ...writing, given: 2 })).toBe(
    "40,000 codes of spring.csv taken in, 2 of them given to the customer with the e-mail.",
  );
});

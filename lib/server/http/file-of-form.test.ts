import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { expect, it } from "vitest";
import { fileOfForm } from "./file-of-form";

const LINE = "--line-8f2c";
const form = (parts: [head: string, body: string][]) =>
  `${parts.map(([head, body]) => `${LINE}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`).join("")}${LINE}--\r\n`;
const FILE = 'name="file"; filename="codes.csv"\r\nContent-Type: text/csv';

function taken(upload: string, cuts: number[] = []): Promise<string> {
  const bytes = Buffer.from(upload);
  const at = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length];
  const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
  return text(Readable.from(chunks.filter(({ length }) => length > 0)).compose(fileOfForm()));
}

it("gives the file's own bytes, however the upload is cut into pieces", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ maxLength: 300 }),
      fc.array(fc.nat(), { maxLength: 30 }),
      async (content, cuts) => {
        const body = `${content}\r\n--line-8f2\r\n`;
        const upload = form([
          ['name="note"', "a note"],
          [FILE, body],
          ['name="more"', "more"],
        ]);
        expect(await taken(upload, cuts)).toBe(body);
      },
    ),
    { numRuns: 200 },
  );
});

it.each([
  ["code\r\nA\r\n", "The upload is no form"],
  ["x".repeat(300), "The upload is no form"],
  [form([['name="note"', "a"]]), "There is no file in the form"],
  [form([[FILE, "code\nA\n"]]).slice(0, -20), "The upload broke off"],
  [`${LINE}\r\n${"x".repeat(20_000)}`, "whose head does not end"],
])("says what is wrong with %j", async (upload, message) => {
  await expect(taken(upload)).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining(message),
  });
});

import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { cellText, csvLine } from "./csv";

it("S3-46: writes what any reader of CSV reads back", () => {
  // A leading apostrophe before a formula sign is the guard itself, so it stands for the text without it.
  const text = fc.string().filter((value) => !/^'[=+\-@\t\r]/.test(value) && !value.startsWith("\uFEFF"));
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (cells) => {
      const [row] = parse(csvLine(cells), {
        relax_column_count: true,
        record_delimiter: "\r\n",
      }) as string[][];
      expect(row?.map(cellText)).toEqual(cells);
    }),
  );
});

it("lets no cell begin as a formula", () => {
  for (const start of ["=", "+", "-", "@", "\t", "\r"]) {
    const [row] = parse(csvLine([`${start}1+1`, 5, null]), { record_delimiter: "\r\n" }) as string[][];
    expect(row?.[0]?.startsWith("'"), start).toBe(true);
    expect(row?.slice(1)).toEqual(["5", ""]);
  }
});

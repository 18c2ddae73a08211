import { expect, it } from "vitest";
import { readBrackets } from "./read-brackets";

const read = (query: string) => readBrackets(new URLSearchParams(query));

it("reads names with parts in brackets as clients write them", () => {
  expect(
    read(
      "limit=5&filters[junction]=OR&filters[code][conditions][$in][0]=A&filters[code][conditions][$in][1]=B&item[]=1&item[]=2",
    ),
  ).toEqual({
    limit: "5",
    filters: { junction: "OR", code: { conditions: { $in: ["A", "B"] } } },
    item: ["1", "2"],
  });
});

it("makes nothing of names that would reach into objects", () => {
  const value = read("__proto__[polluted]=yes&constructor[prototype][polluted]=yes");
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
});

it.each(["a=1&a[b]=2", "a[b]=2&a=1", `a${"[x]".repeat(9)}=1`])("refuses %s", (query) => {
  expect(() => read(query)).toThrow(/query/);
});

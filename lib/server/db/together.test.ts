import { expect, it } from "vitest";
import { together } from "./together";

const ABORTED = "25P02";

/** What PostgreSQL says of a statement that failed. */
const failure = (message: string, code: string) => Object.assign(new Error(message), { code });

/** A statement whose answer is still to come. */
function sent<T = unknown>() {
  let answer: (value: T) => void = () => {};
  let fail: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((resolve, reject) => {
    answer = resolve;
    fail = reject;
  });
  return { promise, answer, fail };
}

it("gives the answers in the order of the statements, whichever comes first", async () => {
  const [first, second] = [sent<string>(), sent<number>()];
  const both = together([first.promise, second.promise]);
  second.answer(2);
  first.answer("one");
  expect(await both).toEqual(["one", 2]);
});

it("fails with the first statement that failed, as they were sent and not as they were answered", async () => {
  const [well, first, second] = [sent(), sent(), sent()];
  const all = together([well.promise, first.promise, second.promise]);
  second.fail(failure("second", "23514"));
  first.fail(failure("first", "23505"));
  well.answer(null);
  await expect(all).rejects.toThrow("first");
});

it("25P02: names what failed, not what that did to the others in the transaction", async () => {
  const aborted = () => Promise.reject(failure("the transaction is aborted", ABORTED));
  const failed = Promise.reject(failure("duplicate key", "23505"));
  await expect(together([aborted(), failed, aborted()])).rejects.toThrow("duplicate key");
});

it("25P02: knows it by what a failure was caused by, however deep", async () => {
  const cause = new Error("the query failed", { cause: failure("aborted", ABORTED) });
  const wrapped = Promise.reject(new Error("could not save", { cause }));
  const failed = Promise.reject(failure("duplicate key", "23505"));
  await expect(together([wrapped, failed])).rejects.toThrow("duplicate key");
});

it("25P02: passes it on when nothing else is known", async () => {
  const [one, two] = [failure("aborted before", ABORTED), failure("aborted too", ABORTED)];
  await expect(together([Promise.reject(one), Promise.reject(two)])).rejects.toBe(one);
});

it.each([new Error("the connection broke"), "thrown as it was"])(
  "takes for what failed what has no code: %s",
  async (reason) => {
    const aborted = Promise.reject(failure("aborted", ABORTED));
    await expect(together([aborted, Promise.reject(reason)])).rejects.toBe(reason);
  },
);

it("throws only when all are over", async () => {
  const slow = sent();
  let over = false;
  const ended = together([Promise.reject(failure("at once", "23505")), slow.promise]).finally(() => {
    over = true;
  });
  ended.catch(() => {});
  await new Promise(setImmediate);
  expect(over).toBe(false);
  slow.answer(null);
  await expect(ended).rejects.toThrow("at once");
});

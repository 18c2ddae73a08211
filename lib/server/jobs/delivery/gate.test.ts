import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Gate } from "./gate";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

/** Work that is under way until it is told to end. */
function call(gate: Gate) {
  let end = () => {};
  let fail = (_: Error) => {};
  let begun = false;
  const held = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  const done = gate.through(() => {
    begun = true;
    return held;
  });
  return { end: () => end(), fail: (error: Error) => fail(error), done, begun: () => begun };
}
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

it("lets so many through at a time, the others in the order they came, also after one that throws", async () => {
  const gate = new Gate(2);
  const calls = Array.from({ length: 4 }, () => call(gate));
  const begun = () => calls.map((one) => one.begun());
  await settle();
  expect(begun()).toEqual([true, true, false, false]);
  calls[1]!.fail(new Error("refused"));
  await expect(calls[1]!.done).rejects.toThrow("refused");
  await settle();
  expect(begun()).toEqual([true, true, true, false]);
  calls[0]!.end();
  calls[2]!.end();
  await settle();
  expect(begun()).toEqual([true, true, true, true]);
  calls[3]!.end();
  await Promise.all([calls[0]!.done, calls[2]!.done, calls[3]!.done]);
  // All places are free again.
  const again = [call(gate), call(gate)];
  await settle();
  expect(again.map((one) => one.begun())).toEqual([true, true]);
});

it("is clogged when a line stands that nobody of has gone through for two seconds, and open once it moves", async () => {
  const gate = new Gate(1);
  const first = call(gate);
  await settle();
  vi.advanceTimersByTime(60_000);
  expect(gate.clogged, "one slow call that nobody waits for").toBe(false);
  const second = call(gate);
  const third = call(gate);
  expect(gate.clogged).toBe(true);
  first.end();
  await settle();
  expect(second.begun()).toBe(true);
  expect(gate.clogged, "the line moves").toBe(false);
  vi.advanceTimersByTime(2_001);
  expect(gate.clogged).toBe(true);
  second.end();
  third.end();
  await Promise.all([second.done, third.done]);
  expect(gate.clogged).toBe(false);
});

it("after somebody gave up, is left alone for a minute while a call is under way, and tried when none is", async () => {
  const gate = new Gate(2);
  gate.giveUp();
  expect(gate.clogged, "nobody is trying it: somebody should").toBe(false);
  const trying = call(gate);
  await settle();
  expect(gate.clogged).toBe(true);
  vi.advanceTimersByTime(60_001);
  expect(gate.clogged).toBe(false);
  trying.end();
  await trying.done;
});

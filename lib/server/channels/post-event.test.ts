import { afterEach, beforeEach, expect, it } from "vitest";
import { HttpSink } from "@/lib/testing/providers/http-sink";
import { postEvent } from "./post-event";

let listener: HttpSink;
beforeEach(async () => {
  listener = await new HttpSink().open();
});
afterEach(() => listener.close());

it("does not call an address of a private network, and says so", async () => {
  const posted = await postEvent({ url: listener.url, secret: "whsec_AAAA", id: "evt_1_1", body: "{}" }, 0);
  expect(posted).toMatchObject({ ok: false, gone: false });
  expect(posted.answer).toContain("is on a private network");
  expect(listener.received).toEqual([]);
});

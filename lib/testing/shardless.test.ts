import { expect, it } from "vitest";
import { shardless } from "./shardless";

const of = (text: string) => shardless(text, ["run", "message", "event"]);

it("finds each place that names no shard, whatever stands elsewhere in the statement", () => {
  expect(of("SELECT FROM run WHERE id = $1 -- shard = $1")).toEqual(["run"]);
  expect(of("SELECT FROM run WHERE shard = $1 AND id = $2")).toEqual([]);
  expect(of("SELECT FROM run r JOIN message m ON m.run_id = r.id WHERE r.shard = $1")).toEqual(["message"]);
  expect(
    of("SELECT FROM run r JOIN message m ON m.shard = r.shard AND m.run_id = r.id WHERE r.shard = $1"),
  ).toEqual([]);
  expect(of("SELECT FROM run WHERE shard = $1 AND EXISTS (SELECT FROM message WHERE run_id = id)")).toEqual([
    "message",
  ]);
  expect(of("SELECT (SELECT 1 FROM message WHERE id = $2) FROM run WHERE shard = $1")).toEqual(["message"]);
  expect(of("UPDATE run r SET shard = 1 FROM unnest($1) u WHERE r.id = u.id")).toEqual(["run"]);
  expect(of("DELETE FROM run USING message WHERE run.shard = $1")).toEqual(["message"]);
  expect(of("INSERT INTO run (id) VALUES ($1)")).toEqual(["run"]);
  expect(of("INSERT INTO run (shard, id) VALUES ($1, $2)")).toEqual([]);
  expect(of("SELECT 'FROM run' FROM shard")).toEqual([]);
});

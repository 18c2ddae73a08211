import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { afterEach, expect, test } from "vitest";
import { firstFreePort, requireDatabase, requireDiskSpace, requireFreePort } from "./obstacles";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

test("a port in use is refused, with the next one to try", async () => {
  const port = await listen();
  await expect(requireFreePort(port)).rejects.toThrow(
    `Port ${port} is in use by another program. Stop it, or start with another port: PORT=${port + 1} npm start`,
  );
});

test("the mail catcher moves on to a port that is free", async () => {
  const port = await listen();
  expect(await firstFreePort(port)).toBeGreaterThan(port);
});

test("a database that nothing answers for is named without its password", async () => {
  const port = await listen();
  open.splice(0).forEach((server) => void server.close());
  await expect(requireDatabase(`postgresql://anna:hush@127.0.0.1:${port}/shop`)).rejects.toThrow(
    `The database at 127.0.0.1:${port} (DATABASE_URL) cannot be used: nothing answers there.`,
  );
});

test("a disk without room is refused before anything is written", () => {
  expect(() => requireDiskSpace(tmpdir(), 1)).not.toThrow();
  expect(() => requireDiskSpace(tmpdir(), 2 ** 40)).toThrow(
    /MB free; Cartograph needs 1099511627776 MB there\. Free some space/,
  );
});

async function listen(): Promise<number> {
  const server = createServer();
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  return address && typeof address === "object" ? address.port : 0;
}

import { generateClient } from "../server/launch/generate-client.mjs";
import { installPackages, missingPackages } from "../server/launch/install-packages.mjs";
import { withLock } from "../server/launch/with-lock.mjs";

/** Makes ready whatever a fresh checkout on a bare machine lacks to run its tests: packages, and Prisma's client. @throws Error saying in one line why not */
export async function makeReady() {
  await withLock("install", async () => {
    if (missingPackages({ withTests: true }).length > 0) await installPackages();
  });
  await withLock("generate", generateClient);
}

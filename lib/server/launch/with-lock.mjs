import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Does `work` while no other process of this checkout does work of that name: several may start at once, and none may install, generate
 * or build over another. A lock whose holder has died is taken over.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(name, work) {
  const file = path.join(".cache/locks", name);
  mkdirSync(path.dirname(file), { recursive: true });
  while (!take(file)) await sleep(200);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  if (!holderLives(file)) rmSync(file, { force: true });
  return false;
}

/** @param {string} file */
function holderLives(file) {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    // Empty for the blink between its making and its writing.
    if (!pid || pid === process.pid) return pid === 0;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

import { Socket } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";

// Runs a program that ends with its supervisor: `node follow.mjs <file> [args]`. The supervisor holds the other end of the pipe on
// descriptor 3. However it dies, the pipe breaks; then this process is asked to finish, and after ten seconds made to.
const pipe = new Socket({ fd: 3, readable: true, writable: false });
pipe.on("error", () => {});
pipe.once("close", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.kill(-process.pid, "SIGKILL"), 10_000).unref();
});
pipe.resume();
pipe.unref();

const file = path.resolve(process.argv[2] ?? "");
process.argv.splice(1, 2, file);
await import(pathToFileURL(file).href);

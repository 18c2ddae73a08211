/* A worker whose machine's clock can be set: the first argument names a file that holds by how many ms it is off. */
import { readFileSync } from "node:fs";

const file = process.argv[2];
const Real = Date;
let off = 0;
const read = () => {
  try {
    off = Number(readFileSync(file, "utf8")) || 0;
  } catch {
    // Written at this moment: the next look finds it.
  }
};
read();
setInterval(read, 50).unref();

globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + off);
    else super(...given);
  }
  static now() {
    return Real.now() + off;
  }
};

await import("../../server/worker.ts");

// The first thing that runs on a fresh checkout: no dependency is installed yet, and Node.js may be too old for what follows.
// So this file keeps to what every Node.js understands, and loads the rest once it knows that it can.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Cartograph needs Node.js 20.19 or later; this is ${process.versions.node}. Install a newer one from https://nodejs.org.`,
  );
  process.exit(1);
}
import("./prepare.mjs").then((prepare) => prepare.prepareAndRun(process.argv.slice(2)));

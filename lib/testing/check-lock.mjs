// `npm run check:lock` fails when package-lock.json lacks a package that is optional because it is for one kind of machine: npm drops it
// when the registry at hand does not carry it, and from then on `npm ci` refuses everywhere. With `--fix` the entry is put back.
import { readFileSync, writeFileSync } from "node:fs";

const CPUS = {
  arm64: "arm64",
  x64: "x64",
  ia32: "ia32",
  arm: "arm",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  wasm32: "wasm32",
};
const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const missing = Object.entries(lock.packages).flatMap(([place, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !isLocked(place, name))
    .map(([name, version]) => ({ name, version, dev: entry.dev })),
);

if (missing.length === 0) console.log("package-lock.json names the packages of every kind of machine.");
else if (process.argv.includes("--fix")) fix();
else {
  console.error(
    `package-lock.json lacks ${missing.map(({ name }) => name).join(", ")}.\nPut them back: node lib/testing/check-lock.mjs --fix`,
  );
  process.exitCode = 1;
}

/** Whether a package at `place` finds `name` as Node.js would: beside it, or in a folder above. */
function isLocked(place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))) {
    if (lock.packages[`${folder && `${folder}/`}node_modules/${name}`]) return true;
    if (folder === "") return false;
  }
}

function fix() {
  for (const { name, version, dev } of missing)
    lock.packages[`node_modules/${name}`] = entryOf(name, version, dev);
  const { "": root, ...rest } = lock.packages;
  const sorted = Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, "en"));
  lock.packages = { "": root, ...Object.fromEntries(sorted) };
  writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`Put ${missing.length} packages back.`);
}

/** What npm needs to know of it: the version, and for which machines it is. These packages say the latter in their names. */
function entryOf(name, version, dev) {
  if (!/^\d+\.\d+\.\d+/.test(version))
    throw new Error(`${name} is asked for as "${version}": only an exact version can be put back.`);
  const words = name.split(/[/-]/);
  const cpu = CPUS[words.find((word) => word in CPUS) ?? ""];
  const os = SYSTEMS.filter((system) => words.includes(system));
  if (!cpu) throw new Error(`The name of ${name} does not say which processor it is for.`);
  const libc = /musl/.test(name)
    ? ["musl"]
    : os.includes("linux") && /gnu/.test(name)
      ? ["glibc"]
      : undefined;
  return {
    version,
    cpu: [cpu],
    ...(dev && { dev }),
    ...(libc && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}

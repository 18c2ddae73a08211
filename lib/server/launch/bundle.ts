import { build } from "esbuild";

/**
 * Makes JavaScript of TypeScript programs: a file of each one's name with `.mjs`, and files that they share, with all that they import of ours. Packages stay
 * where they are. What compiles TypeScript while it runs (tsx) keeps the name of each function by a call whenever one is made, and looks
 * at whatever is imported, which a worker would pay for with each batch and at each start.
 * @param programs paths from the project's root
 * @param folder where the files are put; it must be inside the project, so that they find its packages
 * @throws esbuild's complaint about the sources
 */
export async function bundle(programs: readonly string[], folder: string): Promise<void> {
  await build({
    entryPoints: [...programs],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    // What is only imported when it is asked for, such as tracing, is not loaded before.
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "linked",
    logLevel: "silent",
  });
}

import { spawn } from "node:child_process";

/** Runs a command to its end. `output` holds what it wrote, unless it wrote straight to the terminal. */
export async function command(
  file: string,
  args: string[],
  options: { env?: Record<string, string>; show?: boolean } = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawn(file, args, {
    env: { ...process.env, ...options.env } as NodeJS.ProcessEnv,
    stdio: options.show ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  return { code, output };
}

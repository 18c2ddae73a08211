import { type CodeConfig, generateCodes } from "@/lib/domain/coupon/code";
import { drawFrom } from "@/lib/domain/random";

/** Codes as this configuration makes them: always the same ones for the same configuration, so that examples stand still. */
export function exampleCodes(config: CodeConfig, count: number): string[] {
  let drawn = 0;
  return generateCodes(config, count, (size) =>
    Uint8Array.from({ length: size }, () =>
      Math.floor(drawFrom(`example ${config.pattern} ${drawn++}`) * 256),
    ),
  );
}

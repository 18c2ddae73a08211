import pino from "pino";
import { env } from "@/lib/server/env";

let logger: pino.Logger | undefined;

/** This process's logger: one JSON line per event on standard output, at LOG_LEVEL. Passwords, keys and cookies never reach it. */
export function log(): pino.Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    redact: {
      paths: [
        "password",
        "secret",
        "token",
        "apiKey",
        "authorization",
        "cookie",
        "*.password",
        "*.secret",
        "*.token",
        "*.apiKey",
        "*.authorization",
        "*.cookie",
      ],
      censor: "[hidden]",
    },
  });
  return logger;
}

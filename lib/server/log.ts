import pino from "pino";
import { env } from "@/lib/server/env";

let logger: pino.Logger | undefined;

/**
 * This process's logger: one JSON line per event on standard output, at LOG_LEVEL. Passwords, keys and cookies never reach it, nor do e-mail addresses
 * and telephone numbers, whatever an error says.
 */
export function log(): pino.Logger {
  logger ??= loggerTo(pino.destination(1), env().LOG_LEVEL);
  return logger;
}

/** The same, to a place of the caller's. */
export function loggerTo(destination: pino.DestinationStream, level: string): pino.Logger {
  return pino(
    {
      level,
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
      serializers: { err: told },
      hooks: { streamWrite: withoutPeople },
    },
    destination,
  );
}

/** An error without what PostgreSQL says of the row at hand: "Failing row contains (...)" is somebody's profile. */
function told(error: Error): Record<string, unknown> {
  const { detail, where, internalQuery, ...rest } = pino.stdSerializers.err(error) as pino.SerializedError;
  return rest;
}

// As long as a mailbox and a label may be (RFC 5321): without an end, a line of many letters would be looked through again from each of them.
const ADDRESS = /[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;
const NUMBER = /\+\d{8,15}\b/g;

function withoutPeople(line: string): string {
  return line.replace(ADDRESS, "[address]").replace(NUMBER, "[number]");
}

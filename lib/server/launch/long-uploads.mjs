// Loaded before the web server: `next start` makes its HTTP server with Node's own limit of five minutes for a whole request, in which a file of 1 GB does not
// come through an ordinary line. The head of a request keeps its minute.
import http from "node:http";

/** How long a request may take to arrive, ms. */
const ARRIVES_WITHIN_MS = 3_600_000;

const { createServer } = http;
http.createServer = (...given) => {
  const server = createServer(...given);
  server.requestTimeout = ARRIVES_WITHIN_MS;
  return server;
};

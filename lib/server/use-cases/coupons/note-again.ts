/** After how long work that says nothing any more has ended with its process, ms. */
export const SILENT_MS = 60_000;

/** Notes every so many ms that work goes on, one note at a time. @returns the way to stop it */
export function noteAgain(note: () => Promise<void>, everyMs: number): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    // What is missed is noted the next time.
    void note()
      .catch(() => {})
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  return () => clearInterval(timer);
}

import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import type { EngineState } from "@/lib/client/queries/engine";
import { formatExact } from "@/lib/utils/format-number";

const MB = 1024 * 1024;

/** The worker processes of all machines. */
export function Workers({ workers }: { workers: EngineState["workers"] | undefined }) {
  if (!workers) return <Skeleton className="h-32" />;
  return (
    <Card
      title="Workers"
      description="Each tells of itself every ten seconds. Start as many as you like, on as many machines as you like."
    >
      {workers.length === 0 ? (
        <p className="text-bad text-sm">
          No worker has been heard of for 45 seconds: nothing moves until one is started.
        </p>
      ) : (
        <Table>
          <thead>
            <tr>
              <Th>Machine</Th>
              <Th numeric>Process</Th>
              <Th>Running since</Th>
              <Th numeric>Batches</Th>
              <Th numeric>Time of a batch</Th>
              <Th numeric>Rolled back</Th>
              <Th numeric>Memory</Th>
            </tr>
          </thead>
          <tbody>
            {workers.map((worker) => (
              <tr key={worker.id}>
                <Td>{worker.host}</Td>
                <Td numeric>{worker.pid}</Td>
                <Td>
                  <RelativeTime at={worker.startedAt} />
                </Td>
                <Td numeric>{formatExact(worker.batches)}</Td>
                <Td numeric>{worker.batchMs === null ? "–" : `${worker.batchMs} ms`}</Td>
                <Td numeric>{formatExact(worker.failures)}</Td>
                <Td numeric>{formatExact(Math.round(worker.residentBytes / MB))} MB</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

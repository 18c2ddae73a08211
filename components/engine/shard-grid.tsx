import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import type { EngineState } from "@/lib/client/queries/engine";
import { formatDuration } from "@/lib/utils/format-duration";
import { formatExact } from "@/lib/utils/format-number";

/** The shards that have something waiting, the furthest behind first. */
export function ShardGrid({ engine }: { engine: EngineState | undefined }) {
  if (!engine) return <Skeleton className="h-32" />;
  const busy = engine.shards
    .filter(({ pending, due }) => pending + due > 0)
    .toSorted((a, b) => b.lagSeconds - a.lagSeconds);
  return (
    <Card
      title="Shards"
      description={`Customers are spread over ${engine.shards.length} shards; a worker takes those that have work, some at a time. One that stays behind while others move is worth a look.`}
    >
      {busy.length === 0 ? (
        <p className="text-muted text-sm">All {engine.shards.length} are idle: nothing waits.</p>
      ) : (
        <div className="max-h-80 overflow-y-auto">
          <Table>
            <thead>
              <tr>
                <Th>Shard</Th>
                <Th numeric>Events waiting</Th>
                <Th numeric>Timers due</Th>
                <Th numeric>Behind by</Th>
              </tr>
            </thead>
            <tbody>
              {busy.map(({ shard, pending, due, lagSeconds }) => (
                <tr key={shard}>
                  <Td>{shard}</Td>
                  <Td numeric>{upTo(pending)}</Td>
                  <Td numeric>{upTo(due)}</Td>
                  <Td numeric>{lagSeconds < 1 ? "under 1 s" : formatDuration(lagSeconds * 1000)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </Card>
  );
}

const COUNTED = 10_000;

function upTo(count: number): string {
  return count >= COUNTED ? `${formatExact(COUNTED)} or more` : formatExact(count);
}

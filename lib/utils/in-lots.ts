/** The values of a stream, so many at a time; the last lot may be smaller. */
export async function* inLots<Value>(values: AsyncIterable<Value>, size: number): AsyncGenerator<Value[]> {
  let lot: Value[] = [];
  for await (const value of values) {
    lot.push(value);
    if (lot.length < size) continue;
    yield lot;
    lot = [];
  }
  if (lot.length > 0) yield lot;
}

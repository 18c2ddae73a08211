/** A short id that none of these has: "branch-2". Ports carry it, so it must not change when parts are moved. */
export function nextId(stem: string, taken: readonly { id?: unknown }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  for (let number = taken.length + 1; ; number++) {
    const id = `${stem}-${number}`;
    if (!ids.has(id)) return id;
  }
}

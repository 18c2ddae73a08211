import type pg from "pg";

/** The same pool, whose connections die after so many statements. */
export function dyingPool(pool: pg.Pool, after: number): pg.Pool {
  return {
    connect: async () => {
      const client = await pool.connect();
      let left = after;
      return new Proxy(client, {
        get: (target, key) => {
          const value = Reflect.get(target, key);
          if (key !== "query") return typeof value === "function" ? value.bind(target) : value;
          return async (...args: unknown[]) => {
            if (args[0] !== "ROLLBACK" && left-- <= 0) throw new Error("died");
            return await Reflect.apply(value, target, args);
          };
        },
      });
    },
  } as unknown as pg.Pool;
}

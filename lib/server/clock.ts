/** Where the present comes from. Injected, so that history, tests and the simulator run on their own time. */
export type Clock = () => Date;

/** The wall clock: the only place of the server's rules and engine that asks the machine for the time. */
export const systemClock: Clock = () => new Date();

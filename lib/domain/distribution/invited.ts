/** The event by which a distribution reaches customers who belong to its segment already. Only Cartograph sends it. */
export const INVITED = "flow.invited";

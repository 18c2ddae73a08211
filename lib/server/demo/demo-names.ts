/** Names of what the demo is made of: the seed makes them, the shop and the screens point at them. */
export const DEMO_WORKSPACE_NAME = "Kettle & Crumb (demo)";
export const DEMO_FLOW_NAME = "Win back cart abandoners";
export const DEMO_CAMPAIGN_NAME = "Win-back 5% + free shipping";

/** Names of what the demo is made of: the seed makes them, the shop and the screens point at them. */
export const DEMO_WORKSPACE_NAME = "Kettle & Crumb (demo)";
export const DEMO_FLOW_NAME = "Win back cart abandoners";
/** What its messages are about; the newsletter is there to be kept by those who leave it. */
export const DEMO_TOPICS = [
  {
    key: "cart-reminders",
    name: "Cart reminders",
    description: "A note when you leave something in your cart, at most three a week.",
  },
  { key: "newsletter", name: "Newsletter", description: "New teas and recipes, once a month." },
] as const;
export const DEMO_CAMPAIGN_NAME = "Win-back 5% + free shipping";

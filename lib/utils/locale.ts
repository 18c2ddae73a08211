/** The language of the screens, and so of their numbers and dates. */
export const LOCALE = "en";

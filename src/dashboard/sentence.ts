/** Words of the log in English, and the same for those who read French or Arabic; `{…}` is what differs each time. */
export type Sentence = { en: string; fr: string; ar: string };

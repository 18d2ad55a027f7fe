/** What the form of a term offers and how long a term may be. Apart from the parser, so that no page loads one. */

/** Lengths that db/schema/collection.ts keeps too. */
export const shortest = 2;
export const longest = 512;

/** Minutes between two runs that staff may choose. */
export const cadences = [15, 30, 60, 180, 360, 720, 1440] as const;
/** Where and in which language Google is asked. Other platforms have no such choice. */
export const places = ['us', 'mx', 'ca', 'es', 'gt', 'sv', 'hn', 'gb', 'de', 'fr'] as const;
export const languages = ['es', 'es-419', 'en'] as const;

/** Why what was typed is no term; each has its sentence in the messages. */
export type TermProblem = 'short' | 'long' | 'facebook_address' | 'x_address' | 'budget' | 'invalid';

/** Days that the page of coverage offers to look back. */
export const periods = [14, 30, 90] as const;

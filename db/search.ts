/** What a person typed, as a tsquery: every word, by its beginning, a Spanish plural ending cut off. Empty when no word is left. */
export function searchQuery(typed: string): string {
  const words = typed.slice(0, 200).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, 12)
    .map((word) => `'${word.length > 4 ? word.replace(/e?s$/i, '') : word}':*`)
    .join(' & ');
}

/** How an author's hand changes a text: haste, missing accents, an emoji more; and what sellers do to slip past filters. */
import { pick, unit } from './random.ts';
import type { Account } from './story.types.ts';

const keywords = /\b(citas?|consulado|pasaportes?|matr[ií]cula|turnos?)\b/gi;
const leet: Record<string, string> = { a: '4', e: '3', i: '1', o: '0', s: '5' };
/** Cyrillic twins of Latin letters. */
const twins: Record<string, string> = { a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', i: 'і' };

/** The text as this author writes it. The same author and key give the same hand for ever. */
export function written(text: string, author: Account, key: string): string {
  switch (author.role) {
    case 'neighbour':
      return hasty(text, key);
    case 'seller':
      return unit(key, 'evades') < 0.2 ? evasive(text, key) : hasty(text, key);
    default:
      return text;
  }
}

function hasty(text: string, key: string): string {
  const draw = unit(key, 'hand');
  if (draw < 0.18) return withoutAccents(text.toLowerCase());
  if (draw < 0.3) return withoutAccents(text).replace(/[.]$/, '');
  if (draw < 0.42) return `${text.replace(/[.]$/, '')} ${pick(['🙏', '😅', '👀', '🇲🇽', '🥲', '🙌'], key, 'emoji')}`;
  if (draw < 0.48) return text.replaceAll(/\bque\b/g, 'q').replaceAll(/\bpor\b/g, 'x');
  return text;
}

const withoutAccents = (text: string): string => text.replaceAll(/[áéíóúü]/gi, (letter) => letter.normalize('NFD')[0]!);

function evasive(text: string, key: string): string {
  const way = pick(['leet', 'twins', 'spaces', 'dots'], key, 'way');
  return text.replaceAll(keywords, (word) => {
    switch (way) {
      case 'leet':
        return replaced(word, leet, 2);
      case 'twins':
        return replaced(word, twins, word.length);
      case 'spaces':
        return [...word].join(' ');
      default:
        return [...word].join('.');
    }
  });
}

/** The first `most` letters that have a stand-in are replaced. */
function replaced(word: string, standIns: Record<string, string>, most: number): string {
  let left = most;
  return [...word]
    .map((letter) => {
      const other = standIns[letter.toLowerCase()];
      if (other === undefined || left === 0) return letter;
      left -= 1;
      return other;
    })
    .join('');
}

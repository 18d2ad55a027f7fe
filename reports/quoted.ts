/** What the classifier read in a post, as far as the post's own words bear it out: a notice accuses, so it quotes and never guesses. */
import type { ConfirmedPost } from './report.types.ts';

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

const currencies: Record<string, RegExp> = {
  USD: /(?<![a-z])(?:usd|dolar(?:es|itos)?|dollars?|dlls?|dls|dlrs)(?![a-z])|us\s?\$/,
  MXN: /(?<![a-z])(?:mxn|m\.n\.|pesos?)(?![a-z])/,
  EUR: /€|(?<![a-z])(?:eur|euros?)(?![a-z])/,
};

/** The price with the currency that the text names, `$90` where it only shows the sign; null when its digits are not there. */
export function quotedPrice({ post, offer }: ConfirmedPost): string | null {
  if (!offer.price) return null;
  const { amount, currency } = offer.price;
  const text = plain(post.text);
  const stands = [...text.matchAll(/\d[\d,]*(?:\.\d{1,2})?/g)].some(
    ([digits]) => Number(digits.replaceAll(',', '')) === amount,
  );
  if (!stands) return null;
  const named = Object.keys(currencies).filter((name) => currencies[name]!.test(text));
  if (named.length === 1 && named[0] === currency) return `${amount} ${currency}`;
  return text.includes('$') ? `$${amount}` : String(amount);
}

/** The consulate's city when the text itself names it; one that was inferred from an account or a region is left out. */
export function quotedConsulate({ post, offer }: ConfirmedPost): string | null {
  const city = post.consulate ?? offer.consulate;
  return city !== null && city !== '' && plain(post.text).includes(plain(city)) ? city : null;
}

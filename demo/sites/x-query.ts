/** X's search language as API v2 has it, as far as terms use it: words, "phrases", OR, groups, `-`, from:, lang:, is:, has:, url:. */

export interface Matched {
  text: string;
  handle: string;
  lang: string;
  hasLink: boolean;
  links: string;
}

type Test = (post: Matched) => boolean;

/** A query that X answers with 400. The message is X's kind of sentence. */
export class BadQuery extends Error {
  override name = 'BadQuery';
}

const maxLength = 512;

export const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Parses a query. Throws BadQuery where X would refuse it. */
export function parseQuery(query: string): Test {
  if (query.trim() === '') throw new BadQuery('Rule must not be empty');
  if (query.length > maxLength) throw new BadQuery(`Rule length must not exceed ${maxLength} characters`);
  const tokens = query.match(/-?"[^"]*"|-?\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  let standsAlone = false;

  function either(): Test {
    const options = [all()];
    while (tokens[at] === 'OR') {
      at += 1;
      options.push(all());
    }
    return (post) => options.some((test) => test(post));
  }

  function all(): Test {
    const tests: Test[] = [];
    while (at < tokens.length && tokens[at] !== ')' && tokens[at] !== 'OR') tests.push(one());
    if (tests.length === 0) throw new BadQuery(`no viable alternative at input '${tokens[at] ?? ''}'`);
    return (post) => tests.every((test) => test(post));
  }

  function one(): Test {
    const token = tokens[at]!;
    at += 1;
    if (token === '(' || token === '-(') {
      const inner = either();
      if (tokens[at] !== ')') throw new BadQuery("missing ')'");
      at += 1;
      return token === '(' ? inner : (post) => !inner(post);
    }
    if (token.startsWith('-') && token.length > 1) {
      const inner = leaf(token.slice(1));
      return (post) => !inner(post);
    }
    return leaf(token);
  }

  function leaf(token: string): Test {
    const operator = /^(from|lang|is|has|url|to):(.+)$/i.exec(token);
    if (!operator) {
      standsAlone = true;
      const wanted = fold(token.replaceAll('"', ''));
      const exact = new RegExp(`(^|[^\\p{L}\\p{N}])${escapeRegExp(wanted)}($|[^\\p{L}\\p{N}])`, 'u');
      return (post) => exact.test(fold(post.text));
    }
    const [, name = '', value = ''] = operator;
    switch (name.toLowerCase()) {
      case 'from':
        standsAlone = true;
        return (post) => post.handle.toLowerCase() === value.replace('@', '').toLowerCase();
      case 'url':
        standsAlone = true;
        return (post) => post.links.includes(value.replaceAll('"', ''));
      case 'lang':
        return (post) => post.lang === value.toLowerCase();
      case 'has':
        return (post) => (value === 'links' ? post.hasLink : false);
      default:
        // is:retweet, is:reply, to: — the demo has neither.
        return () => false;
    }
  }

  const test = either();
  if (at < tokens.length) throw new BadQuery(`no viable alternative at input '${tokens[at]}'`);
  if (!standsAlone) throw new BadQuery('Rules must contain at least one positive, non-stopword clause');
  return test;
}

const escapeRegExp = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

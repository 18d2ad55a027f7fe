/** Which column means what, guessed from its header in Spanish or English and from what stands in it. */
import { identify } from '../url.ts';
import { meanings, type Cell, type DateForm, type Mapping, type Meaning } from './table.types.ts';

/**
 * Headers as exports and people write them, without accents, case and signs; the first that is there wins.
 * Sources: CrowdTangle's and Apify's exports as captured (../shared/captures), X API v2 fields, our own lists (reports/columns.ts).
 */
const names: Record<Meaning, readonly string[]> = {
  url: [
    'url canonical',
    'canonical url',
    'post url',
    'url publicacion',
    'url de la publicacion',
    'enlace',
    'enlace de la publicacion',
    'liga',
    'link de la publicacion',
    'permalink',
    'permalink url',
    'facebook url',
    'tweet url',
    'post link',
    'url',
    'link',
    'links',
    'direccion',
    'web',
    'direccion web',
    'uri',
    'vinculo',
    'hipervinculo',
    'url as found',
    'infringing url',
    'reported url',
    'urls',
  ],
  id: [
    'post id',
    'tweet id',
    'id de la publicacion',
    'id publicacion',
    'status id',
    'facebook id',
    'platform post id',
    'id str',
    'ids post id',
    'id',
    'platform id',
    'identificador',
  ],
  text: [
    'text',
    'texto',
    'message',
    'mensaje',
    'full text',
    'content',
    'contenido',
    'post text',
    'tweet',
    'caption',
    'publicacion',
    'descripcion',
    'description',
    'excerpt original',
    'note tweet text',
    'titulo',
    'title',
    'body',
  ],
  author: [
    'page name',
    'author name',
    'author',
    'autor',
    'cuenta',
    'nombre de la cuenta',
    'account name',
    'nombre',
    'user name',
    'usuario',
    'user',
    'name',
    'account',
    'pagina',
    'group name',
    'author display name',
    'from',
    'perfil',
    'account display name',
  ],
  handle: [
    'author handle',
    'username',
    'screen name',
    'handle',
    'account handle',
    'alias',
    'user screen name',
    'author username',
    'arroba',
  ],
  published: [
    'post created',
    'created at',
    'published at',
    'fecha',
    'fecha de publicacion',
    'publicado',
    'publicado el',
    'published',
    'date',
    'time',
    'timestamp',
    'fecha y hora',
    'post created date',
    'creado',
    'posted at',
    'fecha publicacion',
    'datetime',
  ],
  platform: ['platform', 'plataforma', 'red', 'red social', 'network', 'social network', 'sitio'],
};

/** `Fecha de publicación:` and `fecha_de_publicacion` are one. */
export const plainHeader = (header: string): string =>
  header
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export function guess(headers: readonly string[], sample: readonly (readonly Cell[])[]): Mapping {
  const plain = headers.map(plainHeader);
  const taken = new Set<number>();
  const columns: Mapping['columns'] = {};
  const take = (meaning: Meaning, place: number | undefined) => {
    if (place === undefined || place < 0 || taken.has(place) || columns[meaning] !== undefined) return;
    columns[meaning] = place;
    taken.add(place);
  };
  const cells = (place: number) =>
    sample.map((row) => row[place] ?? null).filter((cell) => cell !== '' && cell !== null);
  for (const meaning of meanings) {
    const places = names[meaning].map((name) => plain.indexOf(name)).filter((place) => place >= 0);
    // Of several columns of addresses, the one that names posts: exports give the page's and the picture's as well.
    const best = meaning === 'url' ? mostPosts(places, cells) : places.find((place) => !taken.has(place));
    take(meaning, best);
  }
  if (columns.url === undefined)
    take(
      'url',
      mostPosts(
        headers.map((_, place) => place).filter((place) => !taken.has(place)),
        cells,
      ),
    );
  const { published } = columns;
  return {
    columns,
    dates: published === undefined ? 'iso' : formOf(cells(published)),
    zone: 'America/Mexico_City',
    platform: platformOf(columns.url === undefined ? [] : cells(columns.url)),
  };
}

/** The place whose cells name the most posts, if any does. */
function mostPosts(places: readonly number[], cells: (place: number) => Cell[]): number | undefined {
  let best: { place: number; count: number } | undefined;
  for (const place of places) {
    const count = cells(place).filter((cell) => typeof cell === 'string' && isPost(cell)).length;
    if (count > (best?.count ?? 0)) best = { place, count };
  }
  return best?.place ?? (places.length > 0 && cells(places[0]!).length === 0 ? places[0] : undefined);
}

function isPost(cell: string): boolean {
  if (!/^\s*(?:https?:\/\/|www\.|(?:[a-z]+\.)?(?:facebook|x|twitter)\.com\/|=HYPERLINK\()/i.test(cell)) return false;
  const named = identify(linkOf(cell));
  return !('error' in named) && (named.key !== null || named.kind === 'share' || named.kind === 'post');
}

/** The address in a cell, also out of the formula with which spreadsheets make links. */
export const linkOf = (cell: string): string =>
  /^=HYPERLINK\(\s*"([^"]+)"/i.exec(cell.trim())?.[1] ?? cell.replace(/^'/, '').trim();

function platformOf(cells: readonly Cell[]): Mapping['platform'] {
  const found = new Set<Mapping['platform']>();
  for (const cell of cells) {
    const named = typeof cell === 'string' ? identify(linkOf(cell)) : null;
    if (named && !('error' in named)) found.add(named.platform);
  }
  return found.size === 1 ? [...found][0]! : null;
}

/** Day first, as Mexico writes, unless some date can only be read the other way. */
export function formOf(cells: readonly Cell[]): DateForm {
  const texts = cells.filter((cell) => typeof cell === 'string').map((cell) => cell.trim());
  const numbers = cells.map(Number).filter((number) => Number.isFinite(number) && number > 0);
  if (numbers.length === cells.length && cells.length > 0 && !cells.some((cell) => cell instanceof Date))
    return numbers.every((number) => number > 30_000 && number < 80_000) ? 'excel' : 'epoch';
  if (texts.some((text) => /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/.test(text)))
    return texts.some((text) => text.includes('T')) ? 'iso' : 'ymd';
  const pairs = texts.map((text) => /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}/.exec(text)).filter((pair) => pair !== null);
  if (pairs.length === 0) return 'iso';
  return pairs.some(([, , second]) => Number(second) > 12) && pairs.every(([, first]) => Number(first) <= 12)
    ? 'mdy'
    : 'dmy';
}

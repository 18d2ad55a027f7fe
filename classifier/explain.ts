/** Why a post has its score: what each place of the text and each fact about it added, in log-odds. */
import { type Group, type Reading, buckets, factBucket, groups, visit } from './features.ts';
import { type Model, heads } from './model.ts';
import type { Signal } from './score.types.ts';

const shown = 8;
const smallest = 0.08;

/** Facts without a place in the text, as staff read them. */
const readable: Record<string, string> = {
  platform_facebook: 'publicado en Facebook',
  platform_x: 'publicado en X',
  platform_google: 'resultado de Google',
  surface_comment: 'es un comentario',
  surface_ad: 'es un anuncio pagado',
  surface_marketplace: 'está en Marketplace',
  surface_profile: 'es un perfil',
  surface_group_post: 'publicado en un grupo',
  surface_search_result: 'resultado de búsqueda',
  surface_post: 'es una publicación',
  voice_official: 'la cuenta se nombra como oficina consular',
  voice_media: 'la cuenta se nombra como medio',
  voice_community: 'la cuenta se nombra como organización comunitaria',
  voice_business: 'la cuenta se nombra como negocio de trámites',
  voice_seller: 'la cuenta se nombra por las citas',
  voice_admin: 'la cuenta se nombra como administrador',
  voice_trade: 'la cuenta se nombra como otro oficio',
  voice_verified: 'dominio o cuenta oficial verificada',
  page_lookalike: 'página que imita a una oficial',
  link_official: 'enlace oficial',
  link_lookalike: 'enlace que imita a uno oficial',
  link_other: 'enlace no oficial',
  email_other: 'correo no oficial',
  whatsapp: 'enlace de WhatsApp',
  cashtag: 'cuenta de Cash App',
  mention: 'menciona una cuenta',
  mention_official: 'menciona una cuenta oficial',
  reply: 'responde a alguien',
  shouting: 'texto en mayúsculas',
  very_short: 'texto muy breve',
  short: 'texto breve',
  long: 'texto largo',
  many_emoji: 'muchos emoji',
  ends_with_question: 'termina en pregunta',
  asks: 'hace una pregunta',
  quotes: 'cita palabras de otros',
  disguised_letters: 'letras disfrazadas',
  disguised_spacing: 'palabras separadas para evadir filtros',
  price_line: 'precio en línea aparte',
  sentences: 'redacción en oraciones',
};

/** The strongest signals, largest first. Offsets are UTF-16 units of the original text. */
export function explain(reading: Reading, model: Model): Signal[] {
  const { tokens, input } = reading;
  const onToken = new Float64Array(tokens.words.length);
  const loose = new Map<string, number>();
  for (const group of groups) attribute(reading, model, group, onToken, loose);
  const signals = spans(onToken, reading);
  for (const [name, weight] of loose) {
    const text = readable[name];
    if (text !== undefined) signals.push({ text, weight, start: -1, end: -1 });
  }
  return signals
    .filter(({ weight }) => Math.abs(weight) >= smallest)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.start - b.start)
    .slice(0, shown)
    .map((signal) => ({
      ...signal,
      text: signal.start < 0 ? signal.text : input.text.slice(signal.start, signal.end),
      weight: Math.round(signal.weight * 1000) / 1000,
    }));
}

const occurrences = new Int32Array(buckets);

/** Shares the weight of each feature between its occurrences, and of each occurrence between its tokens. */
function attribute(
  reading: Reading,
  model: Model,
  group: Group,
  onToken: Float64Array,
  loose: Map<string, number>,
): void {
  const seen: number[] = [];
  visit(reading, group, (bucket) => {
    if (occurrences[bucket]!++ === 0) seen.push(bucket);
  });
  const value = model.groupWeights[group] / Math.sqrt(Math.max(1, seen.length));
  const weightOf = (bucket: number): number => {
    const row = model.rows[bucket]!;
    return row < 0 ? 0 : (model.platt.a * model.weights[row * heads.length]! * value) / occurrences[bucket]!;
  };
  visit(reading, group, (bucket, first, last, otherFirst, otherLast) => {
    const weight = weightOf(bucket);
    if (weight === 0) return;
    const places: [number, number][] = [];
    if (first >= 0) places.push([first, last]);
    if (otherFirst !== undefined && otherFirst >= 0) places.push([otherFirst, otherLast!]);
    for (const [from, to] of places)
      for (let i = from; i <= to; i++) onToken[i]! += weight / places.length / (to - from + 1);
  });
  if (group === 'facts')
    for (const fact of reading.facts)
      if (fact.first < 0) loose.set(fact.name, (loose.get(fact.name) ?? 0) + weightOf(factBucket(fact.name)));
  for (const bucket of seen) occurrences[bucket] = 0;
}

const longest = 8;

/** Joins neighbours that pull the same way into spans that a person can read. */
function spans(onToken: Float64Array, { tokens, input }: Reading): Signal[] {
  const { starts, ends, normalized } = tokens;
  const found: Signal[] = [];
  const mean = onToken.reduce((sum, weight) => sum + Math.abs(weight), 0) / Math.max(1, onToken.length);
  for (let i = 0; i < onToken.length;) {
    const sign = Math.sign(onToken[i]!);
    if (Math.abs(onToken[i]!) < mean * 0.6) {
      i++;
      continue;
    }
    let j = i;
    let weight = 0;
    while (j < onToken.length && j - i < longest && onToken[j]! * sign >= mean * 0.35) weight += onToken[j++]!;
    const start = normalized.from[starts[i]!]!;
    const end = Math.min(input.text.length, normalized.to[ends[j - 1]! - 1]!);
    found.push({ text: '', weight, start, end });
    i = j;
  }
  return found;
}

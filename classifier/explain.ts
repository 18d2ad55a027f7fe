/** Why a post has its score: what each place of the text and each fact about it added, in log-odds. */
import { type Reading, type Trail, buckets, factBucket, groups } from './features.ts';
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

/** The strongest signals of a walked post, largest first. Offsets are UTF-16 units of the original text. */
export function explain(reading: Reading, trail: Trail, model: Model): Signal[] {
  const { text } = reading.input;
  const { onToken, loose } = attribute(reading, trail, model);
  const signals = spans(onToken, reading);
  for (const [name, weight] of loose) {
    const words = readable[name];
    if (words !== undefined) signals.push({ text: words, weight, start: -1, end: -1 });
  }
  return signals
    .filter(({ weight }) => Math.abs(weight) >= smallest)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.start - b.start)
    .slice(0, shown)
    .map(({ start, end, text: words, weight }) => ({
      text: start < 0 ? words : text.slice(start, end),
      weight: Math.round(weight * 1000) / 1000,
      start,
      end,
    }));
}

const occurrences = new Int32Array(buckets);

/** Shares the weight of each feature between its occurrences, and of each occurrence between its tokens. */
function attribute(
  reading: Reading,
  trail: Trail,
  model: Model,
): { onToken: Float64Array; loose: Map<string, number> } {
  const onToken = new Float64Array(reading.tokens.words.length);
  const loose = new Map<string, number>();
  const share = (first: number, last: number, weight: number): void => {
    const each = weight / (last - first + 1);
    for (let k = first; k <= last; k++) onToken[k]! += each;
  };
  let from = 0;
  groups.forEach((group, g) => {
    const to = trail.ends[g]!;
    let distinct = 0;
    for (let i = from; i < to; i++) if (occurrences[trail.bucket[i]!]!++ === 0) distinct++;
    const unit = (model.platt.a * model.groupWeights[group] * model.scale[0]!) / Math.sqrt(Math.max(1, distinct));
    const weightOf = (bucket: number): number => {
      const row = model.rows[bucket]!;
      return row < 0 ? 0 : (unit * model.weights[row * heads.length]!) / occurrences[bucket]!;
    };
    for (let i = from; i < to; i++) {
      const weight = weightOf(trail.bucket[i]!);
      if (weight === 0) continue;
      const placed = trail.first[i]! >= 0;
      const other = trail.otherFirst[i]! >= 0;
      const part = placed && other ? weight / 2 : weight;
      if (placed) share(trail.first[i]!, trail.last[i]!, part);
      if (other) share(trail.otherFirst[i]!, trail.otherLast[i]!, part);
    }
    if (group === 'facts')
      for (const { name, first } of reading.facts) if (first < 0) loose.set(name, weightOf(factBucket(name)));
    for (let i = from; i < to; i++) occurrences[trail.bucket[i]!] = 0;
    from = to;
  });
  return { onToken, loose };
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

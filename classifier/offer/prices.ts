/** The price that a post asks. Whether the post asks at all is for the label to say; this reads the amount. */
import type { Tokens } from '../tokens.ts';
import { numberWords } from '../words.ts';

export interface Price {
  amount: number;
  currency: string;
}

const dollars =
  /^(dolar|dolares|dolaritos|dolarsitos|dollar|dollars|dlls|dll|dls|dlrs|usd|us|bolas|bola|bolitas|bucks|verdes)$/;
const pesos = /^(peso|pesos|pesitos|mxn|mx|varos|baros|mn)$/;
const cueBefore =
  /^(cobro|cobramos|cobrar|cobra|cobran|costo|cuesta|costar|cuestan|precio|precios|son|sale|salen|por|en|a|desde|tarifa|from|only|solo|cuota|total|todo|pago|paga|dejo|honorarios|cooperacion|cooperar|donativo|donacion|aportacion|parejo|unica|flat|pagas|pagan|paguen|vale|valen|fee|costs|covers|just|barato|nomas|recuperar|vuelta|forma|completa|paquete|package|siempre|minimo|de|ayudita|entre|x|eran|los|is|for|pay|di|dan|das|unos|suggested|salen|llevo|cobramos|about|around|pide|pido)$/;
const cueAfter =
  /^(c|cu|cada|por|x|each|ea|flat|todo|con|a|per|parejo|la|el|adulto|adultos|ninos|nino|familia|pp|total|ya|y)$/;
const counted =
  /^(am|pm|a m|hrs|hr|horas|hora|h|dias|dia|days|day|min|mins|minutos|mes|meses|months|month|semanas|weeks|week|lugares|lugar|espacios|espacio|citas|cita|personas|anos|years|year|ano|familias|slots|slot|spots|spot|left|cuadras|millas|miles|hours|minutes|consulados|estados|oficinas|veces|of|de|st|nd|rd|th|horas|clientes|mil|seguidores|followers|aniversario|ninos|hijos|fotos|copias|vueltas|consulates|numeros|people|mi|tramites|ave|blvd|calle|hwy)$/;
const monthOrDay =
  /^(enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|ene|feb|mar|abr|may|jun|jul|ago|sep|sept|oct|nov|dic|dec|jan|apr|aug|lunes|martes|miercoles|jueves|viernes|sabado|domingo|lun|mie|jue|vie|sab|dom|mon|tue|tues|wed|thu|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|dia|el|del|al|las|puesto|ventanilla|local|suite|apt|art|articulo|no|num|numero|hace|llevo|since)$/;
const partial =
  /^(apartado|anticipo|adelanto|apartar|aparta|apartelo|apartalo|deposit|deposito|enganche|resto|mitad|acta|actas|curp|rfc|foto|fotos|raite|nino|ninos|menores)$/;

const returned =
  /^(cooperacion|voluntaria|aportacion|donativo|ayudita|ayuda|apoyo|tarifa|cuota|costo|pago|precio|es|honorario|honorarios|gratificacion|propina|recuperacion|registro|gestion|unica|fee)$/;
const strongAfter =
  /^(cada|each|flat|persona|cabeza|parejo|ea|cashapp|zelle|venmo|aparte|negociable|obo|una|uno|nomas)$/;
const subject =
  /^(cita|citas|sita|pasaporte|pasaportes|passport|matricula|consulado|consul|paquete|completo|adulto|adultos|persona|lugar|espacio|turno|di|das|dan|unos|unas|suggested|seating|todo|llenado)$/;

interface Candidate extends Price {
  weight: number;
}

/** The likeliest asked price, or null. */
export function price(tokens: Tokens): Price | null {
  let best: Candidate | null = null;
  const phone = new Set<number>();
  for (const { first, last } of tokens.runs) for (let i = first; i <= last; i++) phone.add(i);
  for (let i = 0; i < tokens.words.length && i < 400;) {
    const read = phone.has(i) ? null : amountAt(tokens, i);
    const candidate = read && weigh(tokens, i, read.amount, read.next);
    if (candidate && candidate.weight >= 2 && (!best || candidate.weight > best.weight + 1)) best = candidate;
    i = Math.max(i + 1, read?.next ?? 0);
  }
  return best && { amount: best.amount, currency: best.currency };
}

function weigh(tokens: Tokens, i: number, amount: number, next: number): Candidate | null {
  const {
    words,
    starts,
    ends,
    normalized: { text },
  } = tokens;
  const before = words[i - 1] ?? '';
  const before2 = words[i - 2] ?? '';
  const after = words[next] ?? '';
  const after2 = words[next + 1] ?? '';
  const left = text.slice(Math.max(0, starts[i]! - 3), starts[i]);
  const right = text.slice(ends[Math.max(i, next - 1)], ends[Math.max(i, next - 1)]! + 3);
  if (/[:#/]$/.test(left) || right.startsWith(':') || after === '%') return null;
  const glued = next === i;
  const sign = before === '$' || (after === '$' && !/^\d/.test(after2)) || after === '💵';
  const isEuros = after === '€' || before === '€' || after === 'euros';
  const isPesos = (pesos.test(after) && after2 !== 'verdes') || (sign && pesos.test(after2)) || before === 'mxn';
  const marked =
    sign || isEuros || isPesos || glued || dollars.test(before) || dollars.test(after) || pesos.test(after);
  // A bare number in brackets is a folio, a count or a footnote: a report must not quote it as a price.
  if (!marked && left.endsWith('(') && right.startsWith(')')) return null;
  let weight = marked ? 4 : 0;
  if (!marked && (counted.test(after) || monthOrDay.test(before) || monthOrDay.test(after))) return null;
  if (!marked && (amount < 10 || amount >= 1000)) return null;
  if (cueBefore.test(before)) weight += /^(a|de|en|es)$/.test(before) ? 1 : 2;
  if (/^(de|a)$/.test(before) && returned.test(before2)) weight += 2;
  if (sign && cueBefore.test(before2)) weight += 1;
  if (cueAfter.test(after)) weight += 1;
  if (strongAfter.test(after) || /^(persona|cabeza|u|una|uno|todo|person|tratar|ya)$/.test(after2)) weight += 1;
  if (subject.test(before) || subject.test(before2)) weight += 1;
  if (/(^|[\n.,;·(|])\s*$/.test(left) || i === 0) weight += 1;
  if (right === '' || /^\s*[\n.,;·)|]/.test(right)) weight += 1;
  if (partial.test(before) || (sign && partial.test(before2))) weight -= 3;
  if (amount % 5 === 0 && amount >= 15 && amount <= 400) weight += 0.5;
  if (amount < 5) weight -= 2;
  return { amount, currency: isPesos ? 'MXN' : isEuros ? 'EUR' : 'USD', weight };
}

/** A number at token i: `50`, `49.99`, `1,400`, `6o`, `sesenta`, `sesenta y cinco`. */
function amountAt(
  { words, starts, ends, normalized: { text } }: Tokens,
  i: number,
): { amount: number; next: number } | null {
  const word = words[i]!;
  if (/^\d{1,2}[o0]$/.test(word) && word.endsWith('o')) return { amount: Number(word.replace('o', '0')), next: i + 1 };
  const glued = /^(\d{1,4})(dlls?|dls|dlrs|usd|dolares|bolas|pesos|varos|bucks|mxn|ea)$/.exec(word);
  if (glued) return { amount: Number(glued[1]), next: i };
  if (/^\d{1,4}$/.test(word)) {
    const tail = words[i + 1];
    const joint = text.slice(ends[i], starts[i + 1] ?? ends[i]);
    if (joint === ',' && tail !== undefined && /^\d{3}$/.test(tail))
      return { amount: Number(word + tail), next: i + 2 };
    if (joint === '.' && tail !== undefined && /^\d{2}$/.test(tail))
      return { amount: Number(`${word}.${tail}`), next: i + 2 };
    return { amount: Number(word), next: i + 1 };
  }
  const spoken = numberWords.get(word);
  if (spoken === undefined || spoken < 15 || spoken % 5 !== 0) return null;
  const unit = words[i + 1] === 'y' ? numberWords.get(words[i + 2] ?? '') : undefined;
  return unit !== undefined && unit > 0 && unit < 10 && spoken < 100
    ? { amount: spoken + unit, next: i + 3 }
    : { amount: spoken, next: i + 1 };
}

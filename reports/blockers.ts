/** What stands against reporting a post, said before anyone asks a platform to act. */
import { isOfficialFacebookAccount, isOfficialHandle, isOfficialUrl, soundsOfficial } from './official.ts';
import { identify } from './platforms.ts';
import type { Blocker, BlockerCode, ConfirmedPost } from './report.types.ts';
import { namesPolicyFact, violationOf } from './violation.ts';
import { xHandleInUrl } from './x.ts';

const day = 24 * 60 * 60 * 1000;
/** Clocks of machines and platforms differ a little. */
const clockSkew = 5 * 60 * 1000;

/** Custody records of files that staff handed in name this tool: nobody of ours saw the page live. */
const importTool = 'vigia import';

const block = (code: BlockerCode, es: string, en: string): Blocker => ({ code, severity: 'block', es, en });
const warn = (code: BlockerCode, es: string, en: string): Blocker => ({ code, severity: 'warn', es, en });

function isOfficial({ post, author }: ConfirmedPost): boolean {
  if (isOfficialUrl(post.url)) return true;
  if (post.platform === 'x') {
    return [author?.handle, xHandleInUrl(post.url)].some((handle) => handle && isOfficialHandle(handle));
  }
  const first = URL.parse(post.url)?.pathname.split('/')[1];
  return (
    post.platform === 'facebook' &&
    [author?.platformId, author?.handle, first].some((account) => account && isOfficialFacebookAccount(account))
  );
}

function impossibleTime({ post, captures }: ConfirmedPost, now: Date): boolean {
  const latest = now.getTime() + clockSkew;
  const published = post.publishedAt === null ? -Infinity : Date.parse(post.publishedAt);
  const times = [post.firstSeenAt, post.lastSeenAt, ...captures.map(({ capturedAt }) => capturedAt)].map(Date.parse);
  // A day of grace: platforms tell many dates without an hour.
  return times.some((time) => Number.isNaN(time) || time > latest || time < published - day);
}

/**
 * All blockers of a post at `now`: `block` ends in a refusal, `warn` is for the liaison to weigh and is repeated in the
 * package's README.
 */
export function blockers(post: ConfirmedPost, now: Date): Blocker[] {
  const found: Blocker[] = [];
  if (post.verdict === 'not_actionable') {
    found.push(
      block(
        'not_confirmed',
        'El dictamen de esta publicación es «no accionable»: no se reporta.',
        'The verdict of this post is "not actionable": it is not reported.',
      ),
    );
  }
  if (post.textChanged) {
    found.push(
      block(
        'text_changed',
        'El texto cambió después del dictamen: lea el texto nuevo y decida otra vez.',
        'The text changed after the verdict: read the new text and decide again.',
      ),
    );
  }
  if (identify(post) === null) {
    found.push(
      block(
        'no_permalink',
        'La dirección no identifica el contenido ante la plataforma, o no se sabe qué cuenta lo publicó: resuelva el enlace o reporte la cuenta.',
        'The address does not identify the content to the platform, or the account behind it is not known: resolve the link or report the account.',
      ),
    );
  }
  if (post.captures.length === 0) {
    found.push(
      block(
        'no_capture',
        'No hay captura de esta publicación: sin evidencia fechada no se reporta.',
        'There is no capture of this post: without dated evidence it is not reported.',
      ),
    );
  }
  if (isOfficial(post)) {
    found.push(
      block(
        'official_account',
        'Es una cuenta o página oficial: nunca se reporta.',
        'It is an official account or page: it is never reported.',
      ),
    );
  } else if ([post.author?.name, post.author?.handle].some((name) => name && soundsOfficial(name))) {
    // The list of official accounts will never be whole: only a person who says that the account is false opens this gate.
    const saidFalse = post.facts.includes('false_affiliation') || post.facts.includes('cloned_site');
    found.push(
      saidFalse
        ? warn(
            'official_name',
            'La cuenta lleva el nombre de un consulado: confirme que no es la oficial.',
            'The account carries the name of a consulate: confirm that it is not the official one.',
          )
        : block(
            'official_name',
            'La cuenta lleva el nombre de un consulado: si comprobó que no es la oficial, registre en el dictamen que dice hablar por el consulado o que el sitio es una copia.',
            'The account carries the name of a consulate: if you made sure that it is not the official one, record in the verdict that it claims to speak for the consulate or that the site is a copy.',
          ),
    );
  }
  if (impossibleTime(post, now)) {
    found.push(
      block(
        'impossible_time',
        'Una fecha es imposible (futura, o captura anterior a la publicación): corrija antes de reportar.',
        'A date is impossible (in the future, or a capture before the post): correct it before reporting.',
      ),
    );
  } else if (now.getTime() - Date.parse(post.post.lastSeenAt) > day) {
    found.push(
      warn(
        'not_seen_recently',
        'No se ha visto en línea en las últimas 24 horas: verifique que siga publicada antes de enviar.',
        'It has not been seen live in the last 24 hours: check that it is still up before sending.',
      ),
    );
  } else if (post.captures.length > 0 && post.captures.every(({ tool }) => tool === importTool)) {
    found.push(
      warn(
        'not_seen_recently',
        'Sólo se conoce por un archivo que el personal entregó: verifique que siga publicada antes de enviar.',
        'It is known only from a file that staff handed in: check that it is still up before sending.',
      ),
    );
  }
  if (post.verdict === 'misinformation' && violationOf(post) === null) {
    found.push(
      block(
        'no_policy_fact',
        'Información engañosa sin ningún hecho que las políticas nombren: registre un hecho o no la reporte.',
        'Misinformation without any fact that policies name: record a fact or do not report it.',
      ),
    );
  } else if (!namesPolicyFact(post)) {
    found.push(
      warn(
        'no_policy_fact',
        'Ninguna política nombra la reventa por sí sola: sin un hecho que las políticas nombren, el aviso es débil.',
        'No policy names resale by itself: without a fact that policies name the notice is weak.',
      ),
    );
  }
  if (post.previousReports.length > 0) {
    const numbers = post.previousReports.join(', ');
    found.push(warn('already_reported', `Ya figura en ${numbers}.`, `It is already in ${numbers}.`));
  }
  return found;
}

/**
 * A Comet page as a logged-out visitor gets it: its data as JSON in `<script type="application/json" data-sjs>`, with the
 * nesting, names and ids of the real thing, and beside it a plain rendering for people and screenshots.
 */
import { hash } from '../story/random.ts';
import { errorRoute, feed, listing, route, type Comet, type Shown } from './facebook-data.ts';
import { ago, avatar, escape, lines, paper } from './paper.ts';

const css = `
body{background:#eef0f3}.bar{background:#35476b;color:#fff;padding:12px 24px;font-weight:600}
main{max-width:680px;margin:20px auto;padding:0 12px}.head,.card{background:#fff;border:1px solid #dcdfe4;border-radius:10px;padding:16px 18px;margin-bottom:14px}
h1{margin:0 0 4px;font-size:24px}.about,.when{color:#65686c;font-size:13px}.by{display:flex;gap:10px;align-items:center;margin-bottom:8px}
.avatar{width:40px;height:40px;border-radius:50%;color:#fff;display:inline-flex;align-items:center;justify-content:center;font-weight:600}
.text{font-size:16px;overflow-wrap:anywhere}.counts{margin-top:12px;padding-top:8px;border-top:1px solid #e6e8eb;color:#65686c;font-size:13px}.price{font-size:22px;font-weight:600}`;

const script = (data: unknown): string => {
  const text = JSON.stringify(data).replaceAll('<', '\\u003C');
  return `<script type="application/json" data-content-len="${text.length}" data-sjs>${text}</script>`;
};

export function cometPage(comet: Comet): string {
  const { posts, now } = comet;
  return paper({
    lang: 'es',
    title: comet.title,
    head: `<link rel="canonical" href="${escape(comet.url)}"><meta property="og:url" content="${escape(comet.url)}"><meta property="og:title" content="${escape(comet.title)}">${script(route(comet))}${script(comet.kind === 'marketplace' ? listing(comet) : feed(comet))}`,
    css,
    body: `<div class="bar">Red social (demostración)</div><main><section class="head"><h1>${escape(comet.title)}</h1><div class="about">${escape(comet.about)}</div>${comet.price ? `<div class="price">${escape(comet.price)}</div>` : ''}</section>
${posts.map((post) => card(post, now)).join('\n')}${posts.length === 0 ? '<section class="card">No hay publicaciones para mostrar.</section>' : ''}</main>`,
  });
}

function card(post: Shown, now: Date): string {
  const likes = hash(post.id, 'likes') % 60;
  return `<article class="card"><div class="by">${avatar(post.actor.name, hash(post.actor.id))}<div><strong><a href="${escape(post.actor.url)}">${escape(post.actor.name)}</a></strong>${post.group ? ` ▸ ${escape(post.group.name)}` : ''}<div class="when"><a href="${escape(post.url)}">${ago(post.at, now, 'es')}</a>${post.edited ? ' · Editado' : ''}</div></div></div><div class="text">${lines(post.text)}</div><div class="counts">${likes} reacciones · ${likes % 9} comentarios</div></article>`;
}

/** What Facebook answers, with 200, for everything that is not there or not for this visitor. */
export function errorPage(url: URL, { title, privacy }: { title?: string; privacy: boolean }): string {
  const heading = title ?? 'Este contenido no está disponible en este momento';
  const body = title
    ? 'Intentas hacer algo demasiado rápido. Vuelve a intentarlo más tarde.'
    : 'Cuando esto sucede, suele ser porque el propietario solo compartió el contenido con un grupo reducido, cambió quién puede verlo o se eliminó.';
  const name = title ?? 'Facebook';
  return paper({
    lang: 'es',
    title: name,
    head: script(errorRoute(url, { heading, body, title: name }, privacy, !privacy && !title)),
    css: `${css}.none{text-align:center;padding:60px 20px}`,
    body: `<div class="bar">Red social (demostración)</div><main><section class="card none"><h1>${escape(heading)}</h1><p class="about">${escape(body)}</p></section></main>`,
  });
}

export const loginPage = (): string =>
  paper({
    lang: 'es',
    title: 'Log into Facebook',
    head: '<link rel="canonical" href="https://www.facebook.com/login/web/">',
    css: `${css}form{max-width:380px;margin:60px auto}input,button{display:block;width:100%;padding:10px;margin:8px 0;font-size:16px}`,
    body: '<div class="bar">Red social (demostración)</div><main><form id="login_form" class="card" action="/login/device-based/regular/login/" method="post"><h1>Inicia sesión para continuar</h1><input name="email" placeholder="Correo o teléfono" disabled><input name="pass" type="password" placeholder="Contraseña" disabled><button disabled>Iniciar sesión</button></form></main>',
  });

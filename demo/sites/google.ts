/** www.google.com in the demo: the 2026 desktop results page, its ads, its empty card and its walls. */
import { hash } from '../story/random.ts';
import { foldedWords, search, type Result } from './google-index.ts';
import { escape, paper } from './paper.ts';
import { html, notFound, plain, redirect, type Answer, type Visit } from './site.ts';
import { troubleOf } from './weather.ts';

const perPage = 10;

export function google(visit: Visit): Answer {
  switch (visit.url.pathname) {
    case '/robots.txt':
      return plain('User-agent: Vigia\nAllow: /search\n\nUser-agent: *\nDisallow: /search\n');
    case '/search':
      return results(visit);
    case '/sorry/index':
      return captcha(visit.url.searchParams.get('continue') ?? '');
    case '/url': {
      const target = visit.url.searchParams.get('q') ?? visit.url.searchParams.get('url');
      return target?.startsWith('https://') ? redirect(target) : notFound();
    }
    case '/':
      return html(paper({ lang: 'es', title: 'Buscador', css: '', body: '<main id="search-home"></main>' }));
    default:
      return notFound();
  }
}

/** consent.google.com: the page before the page. */
export const consent = (visit: Visit): Answer =>
  html(
    paper({
      lang: 'es',
      title: 'Antes de continuar',
      css: 'main{max-width:520px;margin:60px auto;padding:0 20px}button{padding:8px 18px;margin-right:8px}',
      body: `<main><h1>Antes de continuar</h1><p>Usamos cookies para ofrecer y mantener los servicios.</p>
<form action="https://consent.google.com/save" method="post"><input type="hidden" name="continue" value="${escape(visit.url.searchParams.get('continue') ?? '')}"><button>Rechazar todo</button><button>Aceptar todo</button></form></main>`,
    }),
  );

function results(visit: Visit): Answer {
  const { url, world } = visit;
  const query = (url.searchParams.get('q') ?? '').trim();
  if (query === '') return redirect('https://www.google.com/');
  const words = foldedWords(query);
  if (words.includes('mexitel')) {
    return redirect(`https://www.google.com/sorry/index?continue=${encodeURIComponent(url.href)}&q=EgQ`);
  }
  if (url.searchParams.get('gl') === 'es') {
    return redirect(`https://consent.google.com/m?continue=${encodeURIComponent(url.href)}&gl=ES&m=0&hl=es`);
  }
  const trouble = troubleOf(visit, { slow: 0.06, server_error: 0.03, layout_changed: 0.04, broken: 0.03 });
  if (trouble === 'server_error') return html('<title>Error 500 (Server Error)</title>', 500);
  if (trouble === 'layout_changed') return html(shell(query));
  const start = Math.min(90, Math.max(0, Number.parseInt(url.searchParams.get('start') ?? '0', 10) || 0));
  const found = search(query, world);
  const page = found.results.slice(start, start + perPage);
  const lang = (url.searchParams.get('hl') ?? 'es').startsWith('en') ? 'en' : 'es';
  const body = page.length === 0 ? emptyPage(query, lang) : resultsPage(query, page, start, found, lang, url);
  const answer = html(body);
  if (trouble === 'slow') return { ...answer, waitMs: 4000 };
  if (trouble === 'broken') return { ...answer, breaksAt: Math.floor(body.length / 3) };
  return answer;
}

const css = `
header{padding:18px 24px;border-bottom:1px solid #e3e3e3;display:flex;gap:18px;align-items:center}header b{color:#555}
.box{border:1px solid #cfcfcf;border-radius:22px;padding:8px 18px;min-width:min(520px,70vw)}
#cnt{max-width:720px;padding:12px 24px}#result-stats{color:#666;font-size:13px;margin-bottom:14px}
.MjjYud,.uEierd{margin:0 0 26px}h3,.CCgQ5{font-size:20px;font-weight:400;margin:2px 0;line-height:1.3}
.VuuXrf{font-size:14px;color:#222}cite,.x2VHCd{font-style:normal;font-size:12px;color:#555}.ad-mark{font-weight:700;font-size:13px}
.VwiC3b{color:#474747;font-size:14px}#pnnext{display:inline-block;margin:10px 0 0;font-size:16px}`;

const top = (query: string): string => `<header><b>Buscador</b><div class="box">${escape(query)}</div></header>`;

function resultsPage(
  query: string,
  page: Result[],
  start: number,
  found: { results: Result[]; ads: Result[] },
  lang: 'es' | 'en',
  url: URL,
): string {
  const total = found.results.length * 1370 + (hash(query) % 900);
  const seconds = `0${lang === 'es' ? ',' : '.'}${20 + (hash(query) % 60)}`;
  const stats =
    lang === 'es'
      ? `Cerca de ${total.toLocaleString('es-MX')} resultados<nobr> (${seconds} segundos)&nbsp;</nobr>`
      : `About ${total.toLocaleString('en-US')} results<nobr> (${seconds}s)&nbsp;</nobr>`;
  const ads = start === 0 ? found.ads.map((ad) => adBlock(ad, lang)).join('') : '';
  const more = start + perPage < found.results.length ? nextLink(url, start + perPage, lang) : '';
  return paper({
    lang,
    title: `${query} - ${lang === 'es' ? 'Buscar con Google' : 'Google Search'}`,
    css,
    body: `${top(query)}<div id="cnt"><div id="result-stats">${stats}</div><div id="tvcap"><div id="tads">${ads}</div></div>
<div id="center_col"><div id="topstuff"></div><div id="search"><div id="rso">${page.map(resultBlock).join('\n')}</div></div>
<div id="botstuff"><table id="nav"><tbody><tr><td>${more}</td></tr></tbody></table></div></div></div>`,
  });
}

function resultBlock(result: Result): string {
  const host = new URL(result.url).hostname;
  const age = result.age === null ? '' : `<span class="YrbPuc"><span>${escape(result.age)}</span> — </span>`;
  return `<div class="MjjYud"><div class="A6K0A"><div class="wHYlTd tF2Cxc asEBEc" lang="es"><div class="kb0PBd"><div class="yuRUbf"><div><span><a jsname="UWckNb" class="zReHs" href="${escape(result.url)}" data-ved="2ahUKEdemo"><h3 class="LC20lb MBeuO DKV0Md">${escape(result.title)}</h3><div class="notranslate HGLrXd"><span class="VuuXrf">${escape(result.site)}</span> <div class="byrV5b"><cite class="qLRx3b tjvcx" role="text">https://${escape(host)}</cite></div></div></a></span></div></div></div><div class="kb0PBd A9Y9g"><div class="VwiC3b yXK7lf p4wth r025kc">${age}<span>${escape(result.snippet)}</span></div></div></div></div></div>`;
}

function adBlock(ad: Result, lang: 'es' | 'en'): string {
  const host = new URL(ad.url).hostname;
  return `<div class="uEierd" data-text-ad="1" data-ta-slot="0"><div class="ad-mark">${lang === 'es' ? 'Patrocinado' : 'Sponsored'}</div><div class="v5yQqb"><a class="sVXRqc" href="${escape(ad.url)}" data-ved="2ahUKEdemoad"><div class="CCgQ5 vCa9Yd QfkTvb N8QANc Va3FIb EE3Upf" role="heading" aria-level="3"><span>${escape(ad.title)}</span></div><div><span class="VuuXrf">${escape(ad.site)}</span> <span class="x2VHCd OSrXXb">https://${escape(host)}</span></div></a></div><div class="Va3FIb r025kc lVm3ye"><div class="MUxGbd yDYNvb lyLwlc">${escape(ad.snippet)}</div></div></div>`;
}

function nextLink(url: URL, start: number, lang: 'es' | 'en'): string {
  const next = new URLSearchParams(url.search);
  next.set('start', String(start));
  next.set('sa', 'N');
  return `<a href="/search?${escape(next.toString())}" id="pnnext" style="text-align:left"><span class="oeN89d">${lang === 'es' ? 'Siguiente' : 'Next'}</span></a>`;
}

function emptyPage(query: string, lang: 'es' | 'en'): string {
  const message =
    lang === 'es'
      ? `No se han encontrado resultados para tu búsqueda de <span><em>${escape(query)}</em></span>.`
      : `Your search - <span><em>${escape(query)}</em></span> - did not match any documents.`;
  return paper({
    lang,
    title: `${query} - ${lang === 'es' ? 'Buscar con Google' : 'Google Search'}`,
    css,
    body: `${top(query)}<div id="cnt"><div id="tvcap"><div id="tads"></div></div><div id="topstuff"></div><div id="search"></div><div id="botstuff"><div class="mnr-c"><div class="JPMJ2c"><p role="heading" aria-level="3">${message}</p><p>${lang === 'es' ? 'Sugerencias' : 'Suggestions'}:</p><ul><li>${lang === 'es' ? 'Prueba con otras palabras.' : 'Try different keywords.'}</li></ul></div></div></div></div>`,
  });
}

/** 200, no results, no empty card: what a client without a trusted browser gets. */
const shell = (query: string): string =>
  `<!DOCTYPE html><html lang="es"><head><title>Google Search</title><noscript><meta http-equiv="refresh" content="0;url=/httpservice/retry/enablejs?sei=demo"></noscript></head><body><div style="display:none">Haz clic <a href="/httpservice/retry/enablejs?sei=demo">aquí</a> si no se te redirige en unos segundos.</div><!-- Demostración: ${escape(query)} --></body></html>`;

const captcha = (back: string): Answer =>
  html(
    `<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>${escape(back)}</title></head>
<body style="font-family:arial,sans-serif;background:#fff;color:#000;padding:20px;font-size:18px"><div style="max-width:400px"><hr>
<form id="captcha-form" action="index" method="post"><div id="recaptcha" class="g-recaptcha">[ No soy un robot ]</div><input type="hidden" name="q" value="EgQ"><input type="hidden" name="continue" value="${escape(back)}"></form>
<hr><div style="font-size:13px"><b>Acerca de esta página</b><br><br>Nuestros sistemas detectaron tráfico inusual desde tu red. <br><br><strong>Demostración.</strong></div></div></body></html>`,
    429,
  );

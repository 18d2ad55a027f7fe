/** Pages of our own making, of the size and shape that a results page has: 20 posts, a style sheet and a script, 22.6 kB. */

export const postsPerPage = 20;
const pageBytes = 22_600;

export const stylesheet = [
  'body{font:16px/1.5 sans-serif;margin:0;background:#f6f6f4;color:#222}main{max-width:960px;margin:auto;padding:16px}',
  ...Array.from(
    { length: 120 },
    (_, index) => `.k${index}{padding:${index % 9}px;color:hsl(${index * 3} 40% 30%);border-radius:${index % 5}px}`,
  ),
  '.tF2Cxc{background:#fff;border:1px solid #ddd;margin:0 0 12px;padding:12px}.tF2Cxc h3{margin:0 0 4px;font-size:18px}',
].join('\n');

export const script = `
document.addEventListener('DOMContentLoaded', () => {
  const posts = [...document.querySelectorAll('.tF2Cxc')];
  for (const [index, post] of posts.entries()) {
    post.dataset.index = String(index);
    post.classList.toggle('k' + (index % 120));
    const note = document.createElement('small');
    note.textContent = post.textContent.trim().length + ' letras';
    post.append(note);
  }
  document.body.dataset.posts = String(posts.length);
});
`;

const words =
  'cita consulado pasaporte matrícula lugares disponibles próxima semana informes mensaje trámite Houston Dallas Chicago sábado requisitos costo apartado gestoría confirmada'.split(
    ' ',
  );

function sentence(seed: number, length: number): string {
  let text = '';
  for (let index = 0; text.length < length; index += 1) text += `${words[(seed * 7 + index * 5) % words.length]} `;
  return text.trimEnd();
}

const post = (page: number, index: number, length: number): string =>
  `<div class="tF2Cxc k${index}"><a href="https://sitio${page}-${index}.example/publicacion/${page * 100 + index}?ref=lista"><h3>${sentence(page + index, 40)}</h3></a>` +
  `<div class=VwiC3b><span>${sentence(page * 3 + index, length)}</span></div></div>\n`;

/** One page of 20 results in the shape of Google's, as the server sends it. */
export function resultsPage(page: number, posts = postsPerPage, bytes = pageBytes): string {
  const head = `<!doctype html><html lang=es><head><meta charset=utf-8><title>citas ${page} - Google Search</title><link rel=stylesheet href="/look.css"><link rel=icon href="data:,"><script src="/act.js" defer></script></head><body><main><h1>Resultados ${page}</h1><div id=search><div id=rso>\n`;
  const tail = '</div></div></main></body></html>';
  const each = Math.floor((bytes - Buffer.byteLength(head + tail)) / posts);
  const body = Array.from({ length: posts }, (_, index) => {
    const bare = Buffer.byteLength(post(page, index, 0));
    return post(page, index, Math.max(20, each - bare - 8));
  });
  return head + body.join('') + tail;
}

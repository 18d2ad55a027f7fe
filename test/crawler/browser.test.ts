import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeBrowser, withPage, type LendOptions, type LentTab } from '../../crawler/browser/browser.ts';
import { AddressRefused, makeGuard, type Guard } from '../../crawler/guard/guard.ts';
import { startTime } from '../../crawler/browser/orphans.ts';
import { VisitFailed } from '../../crawler/browser/tab.ts';
import { RetryLaterError } from '../../errors.ts';
import { html, openInternet, openSecret, type Internet, type Secret } from './internet.ts';
import { browsersOf, groupOf, readText } from './processes.ts';

// Everything here starts or drives a real browser, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let internet: Internet;
let secret: Secret;
let guard: Guard;

/** Every way by which a page may make a browser open a connection, a few to a page. */
function leaks(port: number): Record<string, string> {
  const spellings = [
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    'localhost',
    'any.localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '169.254.169.254',
  ];
  const addresses = spellings.flatMap((host) => [`http://${host}:${port}`, `https://${host}:${port}`]);
  const each = (make: (to: string) => string) => addresses.map(make).join('');
  const script = (make: (to: string) => string) => `<script>${each((to) => `try{${make(to)}}catch{}`)}</script>`;
  const ws = (to: string) => to.replace('http', 'ws');
  return {
    elements: each(
      (to) =>
        `<img src="${to}/img"><link rel=stylesheet href="${to}/css"><style>@import "${to}/import";</style><script src="${to}/js"></script>
         <script type=module src="${to}/module"></script><video src="${to}/video" autoplay></video><object data="${to}/object"></object>`,
    ),
    frames: each((to) => `<iframe src="${to}/frame"></iframe><embed src="${to}/embed">`),
    hints: each(
      (to) =>
        `<link rel=preconnect href="${to}"><link rel=dns-prefetch href="${to}"><link rel=prefetch href="${to}/prefetch">
         <link rel=preload as=image href="${to}/preload"><link rel=modulepreload href="${to}/modulepreload"><link rel=icon href="${to}/icon">
         <script type=speculationrules>{"prefetch":[{"urls":["${to}/speculated"],"eagerness":"immediate"}],"prerender":[{"urls":["${to}/prerendered"],"eagerness":"immediate"}]}</script>`,
    ),
    requests: script(
      (to) =>
        `fetch("${to}/fetch",{mode:"no-cors"}).catch(()=>{});navigator.sendBeacon("${to}/beacon","x");new EventSource("${to}/events");{const x=new XMLHttpRequest();x.open("GET","${to}/xhr");x.send()}`,
    ),
    sockets: script(
      (to) =>
        `new WebSocket("${ws(to)}/ws");new WebTransport("${to}/wt").ready.catch(()=>{});{const c=new RTCPeerConnection({iceServers:[{urls:"stun:${new URL(to).host}"},{urls:"turn:${new URL(to).host}?transport=tcp",username:"a",credential:"b"}]});c.createDataChannel("x");c.createOffer().then(o=>c.setLocalDescription(o)).catch(()=>{})}`,
    ),
    workers: `${script(
      (to) =>
        `new Worker(URL.createObjectURL(new Blob(['fetch("${to}/worker",{mode:"no-cors"}).catch(()=>{});new WebSocket("${ws(to)}/worker")'])))`,
    )}<script>navigator.serviceWorker.register("/sw.js").catch(()=>{})</script>`,
    navigation: `${each((to) => `<form method=post action="${to}/form" target=f></form>`)}<iframe name=f></iframe>
       <script>for(const f of document.forms)f.submit()</script>${script((to) => `window.open("${to}/popup")`)}
       <img src="/to-secret"><iframe src="/to-secret"></iframe>`,
  };
}

/** Pages that lead their own tab away, at once. */
const ways: Record<string, (home: string) => string> = {
  'by its markup': (home) => `<meta http-equiv=refresh content="0;url=${home}">`,
  'by a script': (home) => `<script>location.replace("${home}")</script>`,
  'by a form': (home) => `<form method=post action="${home}"></form><script>document.forms[0].submit()</script>`,
  'to a file': () => '<script>location = "file:///etc/hostname"</script>',
  'by FTP': (home) => `<script>location = "${home.replace('http:', 'ftp:')}"</script>`,
  'to the inside of the browser': () => '<script>location = "chrome://version"</script>',
  'to its own source': (home) => `<script>location = "view-source:${home}"</script>`,
  'into a data address': (home) =>
    `<script>location = "data:text/html,<img src=${home}>"</script><iframe src="data:text/html,<img src=${home}>"></iframe>`,
  'into a blob': (home) =>
    `<script>location = URL.createObjectURL(new Blob(['<img src="${home}"><script>fetch("${home}")<\\/script>'], { type: "text/html" }))</script>`,
  'with a worker that is shared': (home) =>
    `<script>new SharedWorker("data:text/javascript,fetch('${home}')")</script>`,
};

beforeAll(async () => {
  secret = await openSecret();
  const kinds = leaks(secret.port);
  internet = await openInternet((request, response) => {
    const url = request.url ?? '/';
    const kind = /^\/leak\/(\w+)$/.exec(url)?.[1];
    if (kind) return html(response, `<title>${kind}</title>${kinds[kind]}`);
    const way = ways[decodeURIComponent(url.replace(/^\/away\//, ''))];
    if (way) return html(response, `<p>a page that leads away${way(`http://127.0.0.1:${secret.port}/`)}`);
    if (url === '/to-secret')
      return void response.writeHead(302, { location: `http://127.0.0.1:${secret.port}/` }).end();
    if (url === '/sw.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      return void response.end(`fetch("http://127.0.0.1:${secret.port}/sw",{mode:"no-cors"}).catch(()=>{})`);
    }
    if (url === '/silent') return;
    if (url === '/endless') return endless(response);
    if (url === '/dripping') {
      response.writeHead(200, { 'content-type': 'text/html' }).write('<!doctype html><p>begun');
      const timer = setInterval(() => response.write('<p>and on'), 50);
      return void response.once('close', () => clearInterval(timer));
    }
    if (url === '/circle') return void response.writeHead(302, { location: '/circle' }).end();
    if (url === '/restless')
      return html(response, '<p>restless<script>location.replace("/restless?" + Math.random())</script>');
    if (url.startsWith('/restless?'))
      return html(response, '<script>location.replace("/restless?" + Math.random())</script>');
    if (url === '/framed') return html(response, '<p>around a silent frame<iframe src="/silent"></iframe>');
    if (url === '/broken') return html(response, '<h1>500</h1>', 500);
    if (url === '/torn') {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '100000' });
      response.write(`<main>${'<p>a post</p>'.repeat(400)}`, () => response.destroy());
      return;
    }
    if (url === '/cut') return void request.socket.destroy();
    if (url === '/download')
      return void response.writeHead(200, { 'content-disposition': 'attachment; filename=a.bin' }).end('bytes');
    if (url === '/spinning') return html(response, '<p>spinning<script>setTimeout(() => { for (;;); }, 0)</script>');
    if (url === '/drawn')
      return html(
        response,
        `<p id=p>as sent</p><script>
          requestAnimationFrame(() => requestAnimationFrame(() => {
            new IntersectionObserver(() => (p.textContent = 'drawn, and seen to be')).observe(p);
          }));
        </script>`,
      );
    if (url === '/dialogs')
      return html(response, '<script>alert(1); confirm(2); prompt(3); document.write("<p>after the dialogs")</script>');
    if (url === '/stored')
      return html(
        response,
        '<p id=p></p><script>p.textContent = "seen: " + localStorage.length + document.cookie; localStorage.setItem("a", "b"); document.cookie = "c=d; max-age=9999"</script>',
      );
    if (url === '/late')
      return html(response, '<script>setTimeout(() => document.body.append("written later"), 100)</script>');
    if (url === '/tall') return html(response, '<body style="margin:0"><div style="height:30000px">tall</div>');
    if (url === '/moved') return void response.writeHead(301, { location: 'https://m.facebook.com/plain' }).end();
    html(response, `<p>${request.headers.host}${url} in ${request.headers['accept-language']}`);
  });
  guard = internet.guard(['.facebook.com']);
});

afterAll(async () => {
  await closeBrowser();
  await internet.close();
  await secret.close();
});

function endless(response: Parameters<typeof html>[0]): void {
  response.writeHead(200, { 'content-type': 'text/html' });
  const chunk = `<p>${'x'.repeat(65_536)}`;
  const write = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', write);
  write();
}

const at = (page: string): string => `https://www.facebook.com${page}`;
const lend = <T>(use: (tab: LentTab) => Promise<T>, options: Partial<LendOptions> = {}): Promise<T> =>
  withPage(use, { guard, signal: AbortSignal.timeout(60_000), ...options });

/** A guard that remembers which hosts it refused. */
function watched(inner: Guard): { guard: Guard; refused: Set<string> } {
  const refused = new Set<string>();
  const refuse = (host: string) => (error: unknown) => {
    if (error instanceof AddressRefused) refused.add(host);
    throw error;
  };
  const outer: Guard = {
    ...inner,
    check(url) {
      try {
        return inner.check(url);
      } catch (error) {
        return refuse(new URL(url).hostname)(error);
      }
    },
    connect: (host, port, signal) => inner.connect(host, port, signal).catch(refuse(host)),
  };
  return { guard: outer, refused };
}

describe('no page reaches a server of this machine', () => {
  it.each(Object.keys(leaks(0)))('by %s', async (kind) => {
    // Every host and port is allowed, so that only the addresses stand in the way.
    const { guard: open, refused } = watched(internet.guard(['*'], { allowedPorts: 'any' }));
    const visit = await lend((tab) => tab.visit(at(`/leak/${kind}`)), { guard: open, limits: { settleMs: 3_000 } });
    expect(visit.body).toContain(`<title>${kind}</title>`);
    expect(secret.connections()).toBe(0);
    // The page did try.
    expect([...refused]).toContain('127.0.0.1');
  });

  it.each(Object.keys(ways))('by leading its tab away %s', async (way) => {
    const open = internet.guard(['*'], { allowedPorts: 'any' });
    const visit = lend((tab) => tab.visit(at(`/away/${encodeURIComponent(way)}`)), { guard: open });
    const end = await visit.catch((error: unknown) => error);
    // Refused with a sentence, or the browser stayed where it was.
    if (end instanceof Error) expect(end).toBeInstanceOf(VisitFailed);
    else expect((end as { body: string }).body).toContain('a page that leads away');
    expect(secret.connections()).toBe(0);
  });

  it('by the address itself, its scheme, or a redirect', async () => {
    await lend(async (tab) => {
      for (const address of [
        'file:///etc/passwd',
        `http://127.0.0.1:${secret.port}/`,
        `http://localhost:${secret.port}/`,
        'chrome://version',
        'view-source:https://www.facebook.com/',
        'ftp://www.facebook.com/',
        'data:text/html,x',
        'blob:https://www.facebook.com/1',
        'about:blank',
        'javascript:1',
      ]) {
        await expect(tab.visit(address)).rejects.toThrow(AddressRefused);
      }
      await expect(tab.visit(at('/to-secret'))).rejects.toThrow(VisitFailed);
    });
    expect(secret.connections()).toBe(0);
  });

  it('and a name that leads home is refused outside the demo as well', async () => {
    const open = makeGuard({ allowedHosts: ['*'], allowedPorts: 'any', resolve: async () => ['127.0.0.1'] });
    await expect(lend((tab) => tab.visit(`http://gestoria.example:${secret.port}/`), { guard: open })).rejects.toThrow(
      'may not be reached',
    );
    expect(secret.connections()).toBe(0);
  });
});

describe('a visit', () => {
  it('tells what the page became after its scripts, its status and its address', async () => {
    const visit = await lend((tab) => tab.visit(at('/late')));
    expect(visit).toMatchObject({ url: at('/late'), status: 200, redirectChain: [] });
    expect(visit.body).toContain('written later');
    expect(visit.headers['content-type']).toContain('text/html');
  });
  it('asks in the language of the term', async () => {
    const visit = await lend((tab) => tab.visit(at('/plain')), { language: 'es' });
    expect(visit.body).toMatch(/ in es\b/);
  });
  it('remembers the addresses on its way', async () => {
    const visit = await lend((tab) => tab.visit(at('/moved')));
    expect(visit).toMatchObject({ url: 'https://m.facebook.com/plain', redirectChain: [at('/moved')] });
  });
  it('of a page that answers with an error is still a visit', async () => {
    expect(await lend((tab) => tab.visit(at('/broken')))).toMatchObject({ status: 500 });
  });
  it('of a page that builds itself as it is drawn is as a reader would see it, in two tabs at once', async () => {
    const both = [1, 2].map(() => lend(async (tab) => (await tab.visit(at('/drawn'))).body));
    for (const body of await Promise.all(both)) expect(body).toContain('drawn, and seen to be');
  });
  it('dismisses dialogs', async () => {
    expect((await lend((tab) => tab.visit(at('/dialogs')))).body).toContain('after the dialogs');
  });
  it('photographs a tall page down to 8,000 px', async () => {
    const png = await lend(async (tab) => {
      await tab.visit(at('/tall'));
      return tab.screenshot();
    });
    expect(Buffer.from(png).subarray(1, 4).toString()).toBe('PNG');
    expect([Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)]).toEqual([1280, 8000]);
  });
  it('leaves nothing behind for the next run', async () => {
    const read = () => lend((tab) => tab.visit(at('/stored')));
    expect((await read()).body).toContain('seen: 0<');
    expect((await read()).body).toContain('seen: 0<');
  });
});

describe('a page that misbehaves', () => {
  it.each([
    ['/silent', 'did not load within 1 s'],
    ['/dripping', 'did not load within 1 s'],
    ['/cut', 'could not be loaded'],
    ['/download', 'is a download'],
  ])('%s fails with a sentence: %s', async (page, sentence) => {
    const visit = lend((tab) => tab.visit(at(page)), { limits: { loadMs: 1_000, settleMs: 1_000 } });
    await expect(visit).rejects.toThrow(sentence);
    await expect(visit).rejects.toBeInstanceOf(VisitFailed);
  });
  it.each(['/circle', '/restless'])('%s, which leads on for ever, is stopped', async (page) => {
    await expect(lend((tab) => tab.visit(at(page)))).rejects.toThrow('led on more than 10 times');
  });
  it('a page whose transfer breaks off is no page with fewer posts', async () => {
    await expect(lend((tab) => tab.visit(at('/torn')))).rejects.toThrow('broke off');
  });
  it('an endless page is cut at its limit of bytes', async () => {
    const visit = lend((tab) => tab.visit(at('/endless')), { limits: { bytes: 3_000_000 } });
    await expect(visit).rejects.toThrow('larger than 3 MB');
  });
  it('in a frame of it costs nothing but that frame', async () => {
    const visit = await lend((tab) => tab.visit(at('/framed')), { limits: { loadMs: 10_000, settleMs: 500 } });
    expect(visit.body).toContain('around a silent frame');
  });
  it('does not spoil the tab for the next address', async () => {
    await lend(
      async (tab) => {
        await expect(tab.visit(at('/silent'))).rejects.toThrow(VisitFailed);
        expect((await tab.visit(at('/plain'))).body).toContain('www.facebook.com/plain');
      },
      { limits: { loadMs: 3_000 } },
    );
  });
  it('and spins for ever is given up, and the next run works', async () => {
    const visit = lend((tab) => tab.visit(at('/spinning')), { limits: { loadMs: 500, settleMs: 500 } });
    await expect(visit).rejects.toThrow(VisitFailed);
    expect((await lend((tab) => tab.visit(at('/plain')))).status).toBe(200);
  });
  it('is left at once when the run is stopped', async () => {
    const stop = new AbortController();
    const visit = lend((tab) => tab.visit(at('/silent')), { signal: stop.signal });
    internet.asked.length = 0;
    await expect.poll(() => internet.asked.length, { timeout: 10_000 }).toBeGreaterThan(0);
    stop.abort(new Error('the worker stops'));
    await expect(visit).rejects.toThrow('the worker stops');
  });
});

describe('a browser that dies', () => {
  it('under a run asks to try again later, and is replaced', async () => {
    const visit = lend(async (tab) => {
      const work = tab.visit(at('/silent'));
      await expect.poll(() => browsersOf(process.pid).length, { timeout: 10_000 }).toBeGreaterThan(0);
      for (const pid of browsersOf(process.pid)) process.kill(pid, 'SIGKILL');
      return work;
    });
    await expect(visit).rejects.toBeInstanceOf(RetryLaterError);
    expect((await lend((tab) => tab.visit(at('/plain')))).status).toBe(200);
  });

  it.runIf(process.platform === 'linux')('only in its renderer fails the page, and nothing else', async () => {
    internet.asked.length = 0;
    const visit = lend(async (tab) => {
      const work = tab.visit(at('/dripping'));
      await expect.poll(() => internet.asked.length, { timeout: 30_000 }).toBeGreaterThan(0);
      for (const pid of browsersOf(process.pid).flatMap(groupOf))
        if (readText(`/proc/${pid}/cmdline`).includes('--type=renderer')) process.kill(pid, 'SIGKILL');
      return work;
    });
    await expect(visit).rejects.toBeInstanceOf(VisitFailed);
    expect((await lend((tab) => tab.visit(at('/plain')))).status).toBe(200);
  });

  it('by hanging is killed and replaced', async () => {
    const [before] = browsersOf(process.pid);
    const visit = lend(
      async (tab) => {
        await tab.visit(at('/plain'));
        process.kill(before!, 'SIGSTOP');
        return tab.visit(at('/plain'));
      },
      { limits: { loadMs: 5_000, settleMs: 500 } },
    );
    await expect(visit).rejects.toThrow();
    expect((await lend((tab) => tab.visit(at('/plain')))).status).toBe(200);
    expect(browsersOf(process.pid)).not.toContain(before);
  });

  it('between two runs is replaced', async () => {
    await lend((tab) => tab.visit(at('/plain')));
    for (const pid of browsersOf(process.pid)) process.kill(pid, 'SIGKILL');
    const visit = await lend((tab) => tab.visit(at('/plain'))).catch((error: unknown) => error);
    // The death may be seen only once the tab is asked for: then the job comes back by itself.
    expect(visit instanceof RetryLaterError || (visit as { status: number }).status === 200).toBe(true);
    expect((await lend((tab) => tab.visit(at('/plain')))).status).toBe(200);
  });
});

describe.runIf(process.platform === 'linux')('a worker that is killed', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'vigia-orphans-'));
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  it('leaves no browser', async () => {
    const script = `
      const { withPage } = await import(${JSON.stringify(path.resolve('crawler/browser/browser.ts'))});
      const { makeGuard } = await import(${JSON.stringify(path.resolve('crawler/guard/guard.ts'))});
      const guard = makeGuard({ allowedHosts: ['*'], demoInternet: '127.0.0.1:${internet.port}', demoSpki: '${internet.spki}' });
      await withPage(async (tab) => { await tab.visit('https://www.facebook.com/plain'); console.log('lent'); await new Promise(() => setInterval(() => {}, 1000)); }, { guard, signal: new AbortController().signal });`;
    const worker = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, VIGIA_DATA: data },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((lent) => worker.stdout.once('data', () => lent()));
    const browsers = browsersOf(worker.pid!);
    expect(browsers.length).toBeGreaterThan(0);
    const processes = browsers.flatMap(groupOf);
    expect(processes.length).toBeGreaterThan(1);
    worker.kill('SIGKILL');
    await expect.poll(() => processes.filter((pid) => startTime(pid) !== null), { timeout: 10_000 }).toEqual([]);
  });

  it('whose browser hangs on is cleaned up after at the next start', async () => {
    const run = path.join(data, 'run');
    mkdirSync(run, { recursive: true });
    const left = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    const kept = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    const note = (browser: number, browserStart: string | null, worker: number, workerStart: string | null) =>
      writeFileSync(
        path.join(run, `chromium-${browser}.json`),
        JSON.stringify({ worker, workerStart, browser, browserStart }),
      );
    note(left.pid!, startTime(left.pid!), 4_194_000, '1');
    note(kept.pid!, startTime(kept.pid!), process.pid, startTime(process.pid));
    // A number that was given to another process since.
    note(1, '999999999', 4_194_000, '1');
    writeFileSync(path.join(run, 'chromium-77.json'), '{"half');
    const script = `const { reapOrphans } = await import(${JSON.stringify(path.resolve('crawler/browser/orphans.ts'))}); console.log(reapOrphans());`;
    const reaper = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, VIGIA_DATA: data, LOG_LEVEL: 'silent' },
    });
    let said = '';
    reaper.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await new Promise((done) => reaper.once('close', done));
    expect(said.trim()).toBe('1');
    await expect.poll(() => startTime(left.pid!)).toBeNull();
    expect(startTime(kept.pid!)).not.toBeNull();
    expect(readdirSync(run)).toEqual([`chromium-${kept.pid}.json`]);
    kept.kill();
  });
});

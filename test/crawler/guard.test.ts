import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FetchFailed, guardedFetch } from '../../crawler/guard/fetch.ts';
import { AddressRefused, isPublicAddress, makeGuard } from '../../crawler/guard/guard.ts';
import { html, openInternet, openSecret, type Internet, type Secret } from './internet.ts';

let secret: Secret;
beforeAll(async () => void (secret = await openSecret()));
afterAll(() => secret.close());

describe('which addresses are public', () => {
  it.each(['8.8.8.8', '157.240.1.35', '2606:4700::1111', '2a03:2880::1', '::ffff:8.8.8.8'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each([
    ['0.0.0.0', 'unspecified'],
    ['10.1.2.3', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['127.0.0.1', 'loopback'],
    ['169.254.169.254', 'the metadata service of clouds'],
    ['172.16.0.1', 'private'],
    ['192.0.0.1', 'reserved'],
    ['192.168.1.1', 'private'],
    ['198.18.0.1', 'benchmarks'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::127.0.0.1', 'IPv4-compatible'],
    ['::ffff:127.0.0.1', 'mapped'],
    ['::ffff:7f00:1', 'mapped, in hexadecimal'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['2002:7f00:1::', '6to4'],
    ['2001::1', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['3fff::1', 'documentation'],
    ['64:ff9b:1::a00:1', 'local NAT64'],
    ['::ffff:0:127.0.0.1', 'translated'],
    ['2001:4860::5efe:7f00:1', 'ISATAP'],
    ['2001:4860::200:5efe:a00:1', 'ISATAP'],
    ['100::1', 'discard'],
    ['1000::1', 'never handed out'],
    ['4000::1', 'never handed out'],
    ['192.88.99.1', 'relays of 6to4'],
    ['168.63.129.16', 'the metadata service of a cloud, at a public address'],
    ['fd00:ec2::254', 'the metadata service of clouds'],
    ['100.100.100.200', 'the metadata service of a cloud'],
    ['fc00::1', 'unique local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%lo', 'link-local with a zone'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['localhost', 'no address at all'],
    ['', 'nothing'],
  ])('%s is not: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it('no address of loopback or of a private network is, however it is mapped', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const inside = fc.oneof(
      fc.tuple(fc.constant(127), byte, byte, byte),
      fc.tuple(fc.constant(10), byte, byte, byte),
      fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
    );
    const spelled = fc.constantFrom('', '::ffff:', '64:ff9b::', '::');
    fc.assert(fc.property(inside, spelled, (bytes, prefix) => !isPublicAddress(prefix + bytes.join('.'))));
  });
});

describe('what may be asked for', () => {
  const guard = makeGuard({ allowedHosts: ['api.x.com', '.facebook.com'] });
  it.each([
    'https://api.x.com/2/tweets',
    'https://facebook.com/',
    'https://m.facebook.com/a',
    'http://WWW.Facebook.COM./x',
  ])('%s', (url) => {
    expect(guard.check(url)).toBeInstanceOf(URL);
  });
  it.each([
    'https://x.com/',
    'https://api.x.com.evil.example/',
    'https://evilfacebook.com/',
    'https://facebook.com.evil.example/',
    'https://facebook.com@evil.example/',
    'https://user:pass@www.facebook.com/',
    'https://www.facebook.com:8080/',
    'file:///etc/passwd',
    'ftp://www.facebook.com/',
    'javascript:alert(1)',
    'data:text/html,x',
    'chrome://version',
    '//www.facebook.com/',
    'www.facebook.com',
    '',
    'https://[::1]/',
    'https://127.0.0.1/',
  ])('never %s', (url) => {
    expect(() => guard.check(url)).toThrow(AddressRefused);
  });
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://127.1/',
    'http://127.0.1/',
    'http://127。0。0。1/',
    'http://①②⑦.0.0.1/',
    'http://%31%32%37.0.0.1/',
    'http://169.254.169.254/',
    'http://[fd00:ec2::254]/',
  ])('not even with every host allowed: %s', (url) => {
    expect(() => makeGuard({ allowedHosts: ['*'] }).check(url)).toThrow(AddressRefused);
  });
  it.each(['http://[::ffff:127.0.0.1]/', 'http://[::1]/', 'http://[64:ff9b::127.0.0.1]/', 'http://[2002:7f00:1::]/'])(
    'nor in IPv6: %s',
    (url) => {
      expect(() => makeGuard({ allowedHosts: ['*'] }).check(url)).toThrow(AddressRefused);
    },
  );
});

describe('where a connection goes', () => {
  const anyPort = { allowedHosts: ['*'], allowedPorts: 'any' } as const;

  it.each([
    'localhost',
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0177.1',
    '[::1]',
    '::1',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
    '0',
  ])('never to a server of this machine, as %s', async (host) => {
    await expect(makeGuard(anyPort).connect(host, secret.port)).rejects.toThrow(AddressRefused);
    expect(secret.connections()).toBe(0);
  });
  it('a name that leads home is refused', async () => {
    const guard = makeGuard({ ...anyPort, resolve: async () => ['127.0.0.1'] });
    await expect(guard.connect('gestoria.example', secret.port)).rejects.toThrow(AddressRefused);
    expect(secret.connections()).toBe(0);
  });
  it('one private address among public ones is enough to refuse', async () => {
    const guard = makeGuard({ ...anyPort, resolve: async () => ['8.8.8.8', '10.0.0.1'] });
    await expect(guard.connect('gestoria.example', 443)).rejects.toThrow(AddressRefused);
  });
  it('a name is asked for once, so a second answer cannot differ', async () => {
    let questions = 0;
    const guard = makeGuard({
      ...anyPort,
      resolve: async () => {
        questions += 1;
        return ['127.0.0.1'];
      },
    });
    await expect(guard.connect('rebinding.example', secret.port)).rejects.toThrow(AddressRefused);
    expect(questions).toBe(1);
  });
  it('a name without an address is a network fault, not a refusal', async () => {
    const guard = makeGuard({ ...anyPort, resolve: async () => [] });
    await expect(guard.connect('nowhere.example', 443)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
  it('an address that was public is not asked for again while it is connected to', async () => {
    const answers = [['192.31.195.1'], ['127.0.0.1']];
    const guard = makeGuard({ ...anyPort, resolve: async () => answers.shift()! });
    const stop = AbortSignal.timeout(200);
    // The first address answers nobody; whatever comes of it, this machine is not reached.
    await expect(guard.connect('rebinding.example', secret.port, stop)).rejects.toThrow();
    expect(answers).toHaveLength(1);
    await expect(guard.connect('rebinding.example', secret.port)).rejects.toThrow(AddressRefused);
    expect(secret.connections()).toBe(0);
  });
  it('mail is given the checked address, or none', async () => {
    const mail = { allowedHosts: ['mail.example'], allowedPorts: [465, 587] };
    const guard = makeGuard({ ...mail, resolve: async () => ['8.8.8.8', '2606:4700::1111'] });
    expect(await guard.resolvePublic('mail.example', 587)).toBe('8.8.8.8');
    await expect(guard.resolvePublic('mail.example', 25)).rejects.toThrow(AddressRefused);
    await expect(guard.resolvePublic('other.example', 587)).rejects.toThrow(AddressRefused);
    const home = makeGuard({ ...mail, resolve: async () => ['10.0.0.7'] });
    await expect(home.resolvePublic('mail.example', 587)).rejects.toThrow(AddressRefused);
  });
  it('an aborted connection is given up', async () => {
    const guard = makeGuard({ ...anyPort, resolve: async () => ['192.31.195.1'] });
    await expect(guard.connect('slow.example', 443, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('in the demo workspace', () => {
  let internet: Internet;
  beforeAll(async () => {
    internet = await openInternet((request, response) => {
      if (request.url === '/onward') return void response.writeHead(302, { location: 'https://other.example/' }).end();
      if (request.url === '/round') return void response.writeHead(302, { location: '/round' }).end();
      if (request.url === '/home')
        return void response.writeHead(302, { location: `http://127.0.0.1:${secret.port}/` }).end();
      if (request.url === '/large') return void response.end(Buffer.alloc(2_000_000));
      if (request.url === '/silent') return;
      html(response, `${request.headers.host} ${request.headers.authorization ?? 'nobody'}`);
    });
  });
  afterAll(() => internet.close());

  it('every allowed name leads to the demo internet', async () => {
    const guard = internet.guard(['.google.com']);
    expect((await guardedFetch(guard, 'https://www.google.com/')).body).toContain('www.google.com');
    expect((await guardedFetch(guard, 'http://www.google.com/')).body).toContain('www.google.com');
  });
  it.each(['127.0.0.1', '[::1]', '8.8.8.8', 'localhost', 'intranet', '2130706433'])('%s is refused', async (host) => {
    const guard = internet.guard(['*'], { allowedPorts: 'any' });
    await expect(guard.connect(host, secret.port)).rejects.toThrow(AddressRefused);
    expect(secret.connections()).toBe(0);
  });
  it('no name is looked up outside', async () => {
    const guard = internet.guard(['*'], {
      resolve: () => Promise.reject(new Error('somebody asked a resolver')),
    });
    const socket = await guard.connect('www.facebook.com', 443);
    expect(socket.remotePort).toBe(internet.port);
    socket.destroy();
  });
  it('another key than the published one is not believed', async () => {
    const guard = internet.guard(['*'], { demoSpki: Buffer.alloc(32).toString('base64') });
    await expect(guardedFetch(guard, 'https://api.x.com/')).rejects.toThrow('the key that it had published');
    await expect(guardedFetch(internet.guard(['*'], { demoSpki: undefined }), 'https://api.x.com/')).rejects.toThrow();
  });
  it('a redirect to a host outside the list is refused before it is asked', async () => {
    await expect(guardedFetch(internet.guard(['api.x.com']), 'https://api.x.com/onward')).rejects.toThrow(
      AddressRefused,
    );
    expect(internet.asked.some((address) => address.startsWith('other.example'))).toBe(false);
  });
  it('a redirect home is refused', async () => {
    const guard = internet.guard(['*'], { allowedPorts: 'any' });
    await expect(guardedFetch(guard, 'https://api.x.com/home')).rejects.toThrow(AddressRefused);
    expect(secret.connections()).toBe(0);
  });
  it('a token does not follow a redirect to another host', async () => {
    const guard = internet.guard(['*']);
    const answer = await guardedFetch(guard, 'https://api.x.com/onward', { headers: { Authorization: 'Bearer t' } });
    expect(answer).toMatchObject({ url: 'https://other.example/', redirects: ['https://api.x.com/onward'] });
    expect(answer.body).toContain('other.example nobody');
  });
  it('redirects, size and time have an end', async () => {
    const guard = internet.guard(['*']);
    await expect(guardedFetch(guard, 'https://api.x.com/round')).rejects.toThrow(FetchFailed);
    await expect(guardedFetch(guard, 'https://api.x.com/large', { maxBytes: 1_000_000 })).rejects.toThrow(
      'larger than 1 MB',
    );
    await expect(guardedFetch(guard, 'https://api.x.com/silent', { timeoutMs: 200 })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });
});

describe('a server of the operator’s own network', () => {
  let server: http.Server;
  let port: number;
  const asked: { method: string; path: string; body: string; headers: http.IncomingHttpHeaders }[] = [];
  beforeAll(async () => {
    server = http.createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk as string;
      asked.push({ method: request.method!, path: request.url!, body, headers: request.headers });
      if (request.url === '/away') return void response.writeHead(307, { location: 'http://other.example/' }).end();
      if (request.url === '/latin')
        return void response
          .writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' })
          .end(Buffer.from('año', 'latin1'));
      if (request.url === '/half')
        return void response
          .writeHead(200, { 'content-encoding': 'gzip' })
          .end(gzipSync('half a page').subarray(0, 20));
      response.end('taken');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  const resolve = async () => ['127.0.0.1'];
  const own = () => makeGuard({ allowedHosts: [], allowPrivate: [`bucket.interno:${port}`], resolve });

  it('is reached when the operator has named it, with its port, and nothing else is', async () => {
    expect((await guardedFetch(own(), `http://bucket.interno:${port}/`)).body).toBe('taken');
    await expect(guardedFetch(own(), 'http://bucket.interno/')).rejects.toThrow(AddressRefused);
    await expect(guardedFetch(own(), `http://other.interno:${port}/`)).rejects.toThrow(AddressRefused);
    await expect(guardedFetch(own(), `http://127.0.0.1:${port}/`)).rejects.toThrow(AddressRefused);
    expect(await own().resolvePublic('bucket.interno', port)).toBe('127.0.0.1');
  });
  it('may be named by its address in figures', async () => {
    const guard = makeGuard({ allowedHosts: [], allowPrivate: [`127.0.0.1:${port}`] });
    expect((await guardedFetch(guard, `http://127.0.0.1:${port}/`)).body).toBe('taken');
    expect((await guardedFetch(guard, `http://0x7f.1:${port}/`)).body).toBe('taken');
  });
  it('is refused without that word, also to a guard that lets any public host through', async () => {
    const guard = makeGuard({ allowedHosts: ['*'], allowedPorts: 'any', resolve });
    await expect(guardedFetch(guard, `http://bucket.interno:${port}/`)).rejects.toThrow(AddressRefused);
  });
  it.each(['169.254.169.254', 'fe80::1', '0.0.0.0', '224.0.0.1', '168.63.129.16'])(
    'is never at %s',
    async (address) => {
      const guard = makeGuard({ allowedHosts: [], allowPrivate: ['bucket.interno'], resolve: async () => [address] });
      await expect(guard.connect('bucket.interno', 80)).rejects.toThrow(AddressRefused);
    },
  );
  it.each(['user@host', 'host/path', ''])('is not named "%s"', (entry) => {
    expect(() => makeGuard({ allowedHosts: [], allowPrivate: [entry] })).toThrow('no internal server');
  });
  it('is reached in the demo too, which still does not leave this machine', async () => {
    const demo = { demoInternet: '127.0.0.1:9', allowedHosts: [], allowPrivate: [`bucket.interno:${port}`] };
    const guard = makeGuard({ ...demo, resolve });
    expect((await guardedFetch(guard, `http://bucket.interno:${port}/`)).body).toBe('taken');
    const outside = makeGuard({ ...demo, resolve: async () => ['8.8.8.8'] });
    await expect(outside.connect('bucket.interno', port)).rejects.toThrow(AddressRefused);
  });

  it('is sent what it is to be sent', async () => {
    asked.length = 0;
    const at = (path: string) => `http://bucket.interno:${port}${path}`;
    await guardedFetch(own(), at('/hook'), {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'Content-Type': 'application/json' },
    });
    await guardedFetch(own(), at('/object'), { method: 'PUT', body: Buffer.from('bytes') });
    expect((await guardedFetch(own(), at('/object'), { method: 'HEAD' })).body).toBe('');
    expect(asked.map(({ method, body }) => `${method} ${body}`)).toEqual(['POST {"a":1}', 'PUT bytes', 'HEAD ']);
    expect(asked[0]!.headers['content-type']).toBe('application/json');
  });
  it('is sent nothing a second time elsewhere', async () => {
    const sent = guardedFetch(own(), `http://bucket.interno:${port}/away`, { method: 'POST', body: 'x' });
    await expect(sent).rejects.toThrow('what is sent does not follow');
  });
  it('answers in its own charset, and half an answer is none', async () => {
    expect((await guardedFetch(own(), `http://bucket.interno:${port}/latin`)).body).toBe('año');
    await expect(guardedFetch(own(), `http://bucket.interno:${port}/half`)).rejects.toThrow(
      'could not be decompressed',
    );
  });
});

it('without the demo, an untrusted certificate is refused', async () => {
  const internet = await openInternet((_request, response) => response.end('hello'));
  // A guard that believes loopback to be public would still have to meet a certificate that the world trusts.
  const guard = { ...makeGuard({ allowedHosts: ['*'] }), connect: async () => net.connect(internet.port, '127.0.0.1') };
  await expect(guardedFetch(guard, 'https://api.x.com/')).rejects.toMatchObject({
    cause: expect.objectContaining({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
  });
  await internet.close();
});

import { createHash, X509Certificate } from 'node:crypto';
import net from 'node:net';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sites } from '../../demo/hosts.ts';
import { startDemoInternet } from '../../demo/server.ts';
import { demoTerms } from '../../demo/terms.ts';
import { openDemo, type DemoWorld } from './visitor.ts';

let demo: DemoWorld;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo.stop());

describe('the demo internet', () => {
  it('answers 404 for a host that is not part of it', async () => {
    expect((await demo.visit('https://evil.example/')).status).toBe(404);
    expect((await demo.visit('https://accounts.google.com/')).status).toBe(404);
  });

  it('says on every page for people that it is a demonstration', async () => {
    for (const address of [
      'https://www.google.com/search?q=citas+consulado&hl=es',
      'https://www.google.com/search?q=citas+mexitel',
      'https://www.facebook.com/groups/paisanosdallasfw/',
      'https://www.facebook.com/nobody-here',
      'https://www.facebook.com/login/',
      'https://x.com/mxslots_usa/status/1',
      'https://gestorianopal.example/',
      'https://citas.sre.gob.mx/',
    ]) {
      expect((await demo.visit(address)).body, address).toMatch(/Demostración/);
    }
  });

  it('has a robots.txt on every host that is read for its pages', async () => {
    for (const host of sites.keys()) {
      if (host === 't.co' || host === 'consent.google.com') continue;
      const robots = await demo.visit(`https://${host}/robots.txt`);
      expect(robots.status, host).toBe(200);
      expect(robots.body, host).toMatch(/^User-agent: /m);
    }
  });

  it('presents the certificate whose key it told, for all of its hosts', async () => {
    const { certificate } = await demo.visit('https://www.google.com/');
    const parsed = new X509Certificate(certificate);
    const spki = createHash('sha256')
      .update(parsed.publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64');
    expect(spki).toBe(demo.internet.spki);
    for (const host of sites.keys()) expect(parsed.checkHost(host), host).toBeDefined();
  });

  it('keeps its key and the beginning of its story over a restart', async () => {
    const again = await startDemoInternet({ dataDir: demo.dataDir, now: () => new Date('2027-01-01T00:00:00Z') });
    expect(again.spki).toBe(demo.internet.spki);
    expect(again.story.began).toEqual(demo.internet.story.began);
    await again.stop();
  });

  it('survives garbage: no TLS at all, half a request, a bad path, a long address, other methods', async () => {
    const [host, port] = demo.internet.address.split(':') as [string, string];
    await new Promise<void>((closed) => {
      const socket = net.connect(Number(port), host, () => socket.end('\u0000\u0001GET / HTTP/9.9\r\nno\r\n\r\n'));
      socket.on('error', () => undefined);
      socket.on('close', () => closed());
      socket.resume();
    });
    for (const address of [
      'https://www.google.com/search?q=%',
      'https://www.google.com/search?q=%00%ff&start=-1e99',
      `https://www.google.com/search?q=${'a'.repeat(8000)}`,
      'https://www.facebook.com/%E0%A4%A',
      'https://www.facebook.com//..//posts/pfbid',
      'https://www.facebook.com/x/posts/pfbid0000000000000000000000000000O0Il',
      'https://t.co/%',
      'https://publish.x.com/oembed?url=%',
    ]) {
      expect((await demo.visit(address)).status, address).toBeLessThan(500);
    }
    expect((await demo.visit('https://www.google.com/')).status).toBe(200);
  });

  it('asks no person of the demo to look outside it: every term leads to one of its hosts', () => {
    for (const { platform, query } of demoTerms) {
      if (platform === 'facebook') expect(sites.has(new URL(query).hostname)).toBe(true);
    }
  });

  it('writes its key for its owner only', () => {
    expect(readFileSync(path.join(demo.dataDir, 'demo-certificate.json'), 'utf8')).toContain('PRIVATE KEY');
  });
});

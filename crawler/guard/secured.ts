/** TLS over a connection that the guard has made. */
import { createHash } from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import { FetchFailed } from './fetch-failed.ts';

export interface Trust {
  servername: string;
  /** SHA-256 (base64) of the one key to believe, as the demo publishes it; null: the public certificates. */
  pin: { spki: string | undefined } | null;
}

const handshakeMs = 10_000;

/** Throws FetchFailed when the key is not the pinned one or no answer comes, and Node's error for a bad certificate. */
export async function secured(socket: net.Socket, { servername, pin }: Trust): Promise<tls.TLSSocket> {
  const encrypted = tls.connect({
    socket,
    host: servername,
    // An address in figures is no server name, yet it is what the certificate must be for.
    ...(net.isIP(servername) === 0 && { servername }),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: pin === null,
  });
  await new Promise<void>((done, failed) => {
    encrypted.once('secureConnect', done);
    encrypted.once('error', failed);
    encrypted.once('close', () => failed(new FetchFailed('The connection closed before it was secured.')));
    encrypted.setTimeout(handshakeMs, () =>
      encrypted.destroy(new FetchFailed('The connection was not secured within 10 s.')),
    );
  });
  encrypted.setTimeout(0);
  if (pin && spkiOf(encrypted) !== pin.spki) {
    encrypted.destroy();
    throw new FetchFailed('The demo internet did not show the key that it had published.');
  }
  return encrypted;
}

/** SHA-256 of the peer's public key (SubjectPublicKeyInfo), base64, as Chromium's pins are written. */
function spkiOf(socket: tls.TLSSocket): string | null {
  const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
  return key ? createHash('sha256').update(key).digest('base64') : null;
}

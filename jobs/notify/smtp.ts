/** A message by mail, over a connection that the guard has made. */
import { callbackify } from 'node:util';
import { createTransport, type SMTPTransportOptions } from 'nodemailer';
import type { Guard } from '../../crawler/guard/guard.ts';
import type { GivenChannel } from '../../db/channels.ts';
import { mailOf } from './mail.ts';
import type { Message } from './message.ts';
import { networkProblem, NotSent } from './not-sent.ts';

const patienceMs = 15_000;

/** Sends the mail. Returns how many of its receivers the server refused, never all of them. Throws NotSent. */
export async function mail(given: GivenChannel, message: Message, guard: Guard, signal: AbortSignal): Promise<number> {
  const { from, to, language } = given.settings;
  if (!from || !to) throw new NotSent('incomplete');
  const transport = createTransport(connectionOf(given, guard, signal));
  try {
    const sent = await transport.sendMail({
      from,
      to: to.split(',').map((address) => address.trim()),
      ...mailOf(message, language),
      messageId: `<${message.id}@${from.slice(from.indexOf('@') + 1)}>`,
      date: message.at,
      headers: { 'auto-submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return sent.rejected.length;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw smtpProblem(error);
  } finally {
    transport.close();
  }
}

function connectionOf({ settings, secrets }: GivenChannel, guard: Guard, signal: AbortSignal): SMTPTransportOptions {
  const { host, port, security, user } = settings;
  if (!host || !port) throw new NotSent('incomplete');
  const connect = callbackify(async () => ({ connection: await guard.connect(host, Number(port), signal) }));
  return {
    host,
    port: Number(port),
    secure: security === 'tls',
    // Never falls back to plain text when the server, or somebody before it, does not offer encryption.
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user && { auth: { user, pass: secrets['password'] ?? '' } }),
    getSocket: (_options, callback) => connect(callback),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  };
}

/** The server's sentences may repeat what it was sent; its numbers tell enough. */
function smtpProblem(error: unknown): NotSent {
  if (error instanceof NotSent) return error;
  const { code, command, responseCode } = error as { code?: string; command?: string; responseCode?: number };
  const detail = responseCode === undefined ? (code ?? null) : `SMTP ${responseCode}`;
  if (code === 'EAUTH' || code === 'ENOAUTH') return new NotSent('login_refused', detail, { cause: error });
  if (code === 'ETLS') return new NotSent('certificate', detail, { cause: error });
  if (code === 'EENVELOPE')
    return new NotSent(command === 'MAIL FROM' ? 'sender_refused' : 'recipient_refused', detail, { cause: error });
  if (responseCode !== undefined) return new NotSent('answer_refused', detail, { cause: error });
  return networkProblem(error);
}

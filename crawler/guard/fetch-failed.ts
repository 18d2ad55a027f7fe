/** An answer that breaks a limit; the message is one plain sentence. A network fault throws what undici throws. */
export class FetchFailed extends Error {
  override name = 'FetchFailed';
}

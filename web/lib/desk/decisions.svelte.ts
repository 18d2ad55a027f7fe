/** The verdicts given on one visit to the desk: gone from the list at once, saved in the background, taken back in turn. */
import { SvelteSet } from 'svelte/reactivity';

export interface Notice {
  text: string;
  bad: boolean;
  /** The review that the notice's button takes back. */
  review?: number;
}

interface Save {
  post: number;
  /** The review's id once it is saved; null when it was not. */
  review: Promise<number | null>;
}

export interface Saving {
  saved(review: number): void;
  failed(text: string): void;
}

export class Decisions {
  /** Posts that left the list; back when a save fails or an undo takes the verdict back. */
  readonly decided = new SvelteSet<number>();
  notice = $state<Notice | null>(null);
  /** Newest last. */
  #saves: Save[] = [];

  /** A verdict on `post` is on its way; `hide` takes the post out of the list. */
  begin(post: number, text: string, hide: boolean): Saving {
    const { promise, resolve } = Promise.withResolvers<number | null>();
    const save = { post, review: promise };
    this.#saves.push(save);
    if (hide) this.decided.add(post);
    const notice = { text, bad: false };
    this.notice = notice;
    return {
      saved: (review) => {
        resolve(review);
        // A later verdict may have put its own notice in this one's place.
        if (this.notice?.text === text && !this.notice.bad) this.notice = { ...notice, review };
      },
      failed: (reason) => {
        resolve(null);
        this.#saves = this.#saves.filter((other) => other !== save);
        this.decided.delete(post);
        this.notice = { text: reason, bad: true };
      },
    };
  }

  /** The newest review that still stands, once its save is through; null when there is none. */
  async last(): Promise<number | null> {
    for (let save = this.#saves.at(-1); save; save = this.#saves.at(-1)) {
      const review = await save.review;
      if (review !== null) return review;
    }
    return null;
  }

  async takenBack(review: number, post: number, text: string): Promise<void> {
    const ids = await Promise.all(this.#saves.map((save) => save.review));
    this.#saves = this.#saves.filter((_save, index) => ids[index] !== review);
    this.decided.delete(post);
    this.notice = { text, bad: false };
  }
}

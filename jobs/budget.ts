/** A term's monthly budget: how much its next run may read, and when the term rests. */
import { priceOf } from '../crawler/prices.ts';
import type { Tx } from '../db/client.server.ts';
import * as spend from '../db/spend.ts';
import type { TermRow } from '../db/terms.ts';

export interface Allowance {
  /** Nothing sensible can be read for what is left. */
  isSpent: boolean;
  /** Most posts that fit into what is left, each with an author that is billed too; null: no bound. */
  mostPosts: number | null;
  /** Most questions that fit into what is left, where each is billed; null: no bound. */
  mostQueries: number | null;
}

/** A page of this many posts is the least worth asking for; X sends none smaller (docs.x.com, 2026-11). */
const leastPosts = 10;
const unbounded: Allowance = { isSpent: false, mostPosts: null, mostQueries: null };
/** Cents are no exact fractions: what misses a whole read by this little is one. */
const rounding = 1e-9;

/** What `left` US dollars allow at these prices. */
export function allowanceOf(left: number, usd: spend.Reads): Allowance {
  const perPost = (usd.post ?? 0) + (usd.user ?? 0);
  const fit = (price: number): number => Math.max(0, Math.floor(left / price + rounding));
  const mostQueries = usd.query === undefined ? null : fit(usd.query);
  const mostPosts = perPost === 0 ? null : fit(perPost);
  const isSpent = (mostPosts !== null && mostPosts < leastPosts) || (mostQueries !== null && mostQueries < 1);
  return { isSpent, mostPosts, mostQueries };
}

/** What the next run of `term` may read in this calendar month (UTC). */
export async function allowance(term: TermRow, tx: Tx): Promise<Allowance> {
  const { usd } = priceOf(term.source);
  if (term.monthlyBudgetUsd === null || Object.keys(usd).length === 0) return unbounded;
  return allowanceOf(term.monthlyBudgetUsd - (await spend.ofMonth(term.id, tx)), usd);
}

/** The first moment of the next calendar month, UTC: when budgets count anew. */
export const nextMonth = (now: Date): Date => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));

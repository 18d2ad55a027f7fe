/**
 * A listing of Marketplace, as Facebook's own JSON and its collectors show it. No capture of one is at hand: the names are those of
 * public samples (2023 to 2026), and the tests on them are hand-made.
 */
import type { Json } from '../json.ts';
import { text } from '../json.ts';

const types = new Set(['GroupCommerceProductItem', 'MarketplaceProductItem', 'MarketplaceListing']);

export const isListing = (object: Json): boolean =>
  types.has(String(object.__typename)) ||
  text(object, '__isMarketplaceListingRenderable') !== null ||
  text(object, 'marketplace_listing_title') !== null;

/** Title, price as printed, description: each on a line of its own. */
export function listingText(object: Json): string {
  const title = text(object, 'marketplace_listing_title') ?? text(object, 'custom_title') ?? text(object, 'title');
  const price =
    text(object, 'formatted_price', 'text') ??
    text(object, 'listing_price', 'formatted_amount') ??
    text(object, 'price', 'formatted_amount') ??
    text(object, 'price');
  const described =
    text(object, 'redacted_description', 'text') ?? text(object, 'description', 'text') ?? text(object, 'description');
  return [title, price, described].filter((part) => part !== null).join('\n');
}

/** What the results interfaces take, by their own documentation. Nothing here was tried against the live services. */

export const customSearchLimits = {
  url: 'https://www.googleapis.com/customsearch/v1',
  /** Results on a page, and the last place that a question reaches. */
  perPage: 10,
  reaches: 100,
  source: 'https://developers.google.com/custom-search/v1/reference/rest/v1/cse/list',
  readOn: '2026-11-24',
};

export const vertexLimits = {
  /** Results of a basic website search on a page; an advanced one may give 50. */
  perPage: 25,
  source:
    'https://cloud.google.com/generative-ai-app-builder/docs/reference/rest/v1/projects.locations.collections.engines.servingConfigs/searchLite',
  readOn: '2026-11-24',
};

export const braveLimits = {
  url: 'https://api.search.brave.com/res/v1/web/search',
  perPage: 20,
  /** Pages are counted from 0. */
  lastPage: 9,
  characters: 400,
  words: 50,
  /** Countries that results can be asked for; of any other the whole world is asked. */
  countries:
    'ar at au be br ca ch cl cn de dk es fi fr gb gr hk id in it jp kr mx my nl no nz ph pl pt ru sa se tr tw us za'.split(
      ' ',
    ),
  source: 'https://api-dashboard.search.brave.com/documentation/services/web-search',
  readOn: '2026-11-24',
};
